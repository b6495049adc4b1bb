import { expect, type Page } from '@playwright/test';
import type { DemoLogin } from '../../../server/demo/logins.ts';
import type { TestServer } from './server.ts';
import { weekAddress } from './weeks.ts';

/** Sends what the log-in form sends, without its page, and opens this week's board, or where else the test begins. */
export async function signIn(
	page: Page,
	{ url }: TestServer,
	{ email, password }: DemoLogin,
	to = weekAddress(0)
): Promise<void> {
	const answer = await page.request.post(`${url}/logga-in`, {
		headers: { origin: url, accept: 'text/html' },
		form: { email, password, till: to },
		maxRedirects: 0
	});
	expect(answer.status(), `log-in of ${email}`).toBe(303);
	await page.goto(to);
}

/** The scripts have taken the page over, so that keys and presses are theirs; Kit then has a place to tell of the next page. */
export async function isAwake(page: Page): Promise<void> {
	await expect(page.locator('#svelte-announcer')).toBeAttached();
}
