import { test as base } from '@playwright/test';

/**
 * Closes what a test has opened, because its pages would go on asking for a server that is gone. What a file's
 * `beforeAll` opened stays for the file's other tests.
 */
export const test = base.extend<{ closesItsBrowsers: void }>({
	closesItsBrowsers: [
		async ({ browser }, use) => {
			const before = new Set(browser.contexts());
			await use();
			const opened = browser.contexts().filter((context) => !before.has(context));
			await Promise.all(opened.map((context) => context.close()));
		},
		{ auto: true }
	]
});
