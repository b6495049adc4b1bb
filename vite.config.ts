import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { devServer } from './server/dev.ts';

export default defineConfig({
	plugins: [devServer(), sveltekit()],
	test: {
		include: ['tests/**/*.test.ts'],
		environment: 'node',
		maxWorkers: 2,
		testTimeout: 30_000,
		hookTimeout: 30_000,
		// two files: people read the first, .ci/run sums the second
		reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results/vitest.json' }]] : ['default']
	}
});
