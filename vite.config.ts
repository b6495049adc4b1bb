import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { devServer } from './server/dev.ts';

export default defineConfig({
	plugins: [devServer(), sveltekit()],
	// one address, so that cookies, Origin checks and what the start prints agree
	server: { host: '127.0.0.1', port: Number(process.env.PORT || 5173), strictPort: true },
	test: {
		globalSetup: './tests/support/run-folder.ts',
		projects: [
			{
				extends: true,
				test: {
					name: 'node',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/**/*.svelte.test.ts'],
					environment: 'node'
				}
			},
			{
				// Runes are live only in what is compiled for the browser.
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'runes',
					include: ['tests/**/*.svelte.test.ts'],
					environment: './tests/support/runes-environment.ts'
				}
			}
		],
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 30_000,
		// two files: people read the first, .ci/run sums the second
		reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results/vitest.json' }]] : ['default']
	}
});
