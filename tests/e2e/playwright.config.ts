import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/find-browser.ts';

/** A browser and a server each: two keep two cores busy, and more cores take more. */
const WORKERS = Math.max(2, Math.min(6, availableParallelism() - 1));

/** Each test starts the built server it needs on a port of its own: see `support/server.ts`. */
export default defineConfig({
	testDir: '.',
	globalSetup: '../support/run-folder.ts',
	outputDir: '../../test-results/e2e',
	fullyParallel: false,
	workers: WORKERS,
	timeout: 90_000,
	expect: { timeout: 15_000 },
	// one more try in CI, which the closing summary names: a test that needs it is a defect of the test
	retries: process.env.CI ? 1 : 0,
	// people read the first, .ci/run sums the second
	reporter: process.env.CI ? [['list'], ['json', { outputFile: '../../test-results/playwright.json' }]] : 'list',
	use: {
		locale: 'sv-SE',
		timezoneId: 'Europe/Stockholm',
		headless: true,
		actionTimeout: 15_000,
		// each new browser would fetch the whole program for it: those tests have one that are about it
		serviceWorkers: 'block',
		// a test that fails leaves a picture and the page's outline; in CI its second try a trace. To record each step is
		// a third of a test's whole cost, so here it is asked for: --trace on
		screenshot: 'only-on-failure',
		trace: 'on-first-retry',
		launchOptions: {
			executablePath: findBrowser(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync'
			]
		}
	}
});
