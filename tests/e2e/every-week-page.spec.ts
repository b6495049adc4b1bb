import { expect, type Page } from '@playwright/test';
import { axeFindings, TAGS } from './support/axe.ts';
import { BoardPage } from './support/board-page.ts';
import { COORDINATOR } from './support/example-people.ts';
import { PageLook } from './support/page-look.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';

/** Every page of a week and of its history; the other pages are in `every-page.spec.ts`. */
let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const PAGES = [
	'/',
	weekAddress(-2),
	weekAddress(3),
	`${weekAddress(0)}/mote`,
	`${weekAddress(0)}/skarmlank`,
	`${weekAddress(0)}/utkast`,
	`${weekAddress(0)}/aterstall?t=${localDay(Date.now() - 86_400_000)}`,
	`${weekAddress(-1)}/protokoll`,
	`${weekAddress(-1)}/historik`,
	`${weekAddress(-1)}/protokoll/sammanfattning`,
	'/historik',
	'/historik/jamfor',
	'/historik/logg',
	'/historik/gallring',
	'/historik/oversikt',
	'/historik/oversikt/atgarder?vad=oppna&minst=22'
];

/** The history of a card, whose address only the data folder knows. */
async function cardHistory(page: Page): Promise<string> {
	await page.goto('/historik?q=%C3%85-17');
	return (await page.locator('a[href^="/historik/kort/"]').first().getAttribute('href'))!;
}

test('[EE2] [EE3] axe finds nothing on any page of a week, light or dark, and from 320 px up nothing is scrolled sideways', async ({
	browser
}) => {
	test.setTimeout(600_000);
	const look = await PageLook.open(browser, server);
	await signIn(look.page, server, COORDINATOR);
	for (const path of [...PAGES, await cardHistory(look.page)]) await look.at(path);
	expect(look.found).toEqual([]);
	expect(look.trouble).toEqual([]);
});

test('[EE2] axe finds nothing on a board where everything is open', async ({ browser }) => {
	const page = await (
		await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 900 } })
	).newPage();
	await signIn(page, server, COORDINATOR);
	await new BoardPage(page).saved();
	await page.getByRole('button', { name: 'Sätt nivå' }).first().click();
	await page
		.getByRole('button', { name: /^Lägg till lägesrad i/ })
		.first()
		.click();
	await page.locator('article h4 a').first().click();
	await expect(page.getByRole('dialog').filter({ hasText: 'Utförare' })).toBeVisible();
	expect(await axeFindings(page, { tags: TAGS })).toEqual([]);
});

test('[EE4] the board is read without JavaScript, and the page asks nobody but its own server', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
	const page = await context.newPage();
	const hosts = new Set<string>();
	page.on('request', (request) => hosts.add(new URL(request.url()).host));
	await signIn(page, server, COORDINATOR);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Vecka \d+/);
	await expect(page.getByText(/\d av \d har rapporterat/)).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Prioriteringar' })).toBeVisible();
	await expect(page.getByRole('link', { name: /^Föregående vecka/ })).toBeVisible();
	await expect.poll(() => page.locator('article h4').count()).toBeGreaterThan(5);
	expect([...hosts]).toEqual([new URL(server.url).host]);
});

/** The layout shifts of a page from its first picture on. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
	await page.addInitScript(() => {
		const shifts: number[] = [];
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
		}).observe({ type: 'layout-shift', buffered: true });
		Object.assign(window, { shifts });
	});
	return () =>
		page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0));
}

test('[EE5] a board that is opened anew goes live, and nothing on the page moves', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } });
	const page = await context.newPage();
	const board = new BoardPage(page);
	await signIn(page, server, COORDINATOR);
	await board.saved();
	await page.evaluate(() => document.fonts.ready); // the browser has them from here on
	const shifted = await watchShifts(page);
	await page.reload();
	await board.saved();
	expect(await shifted()).toBeLessThan(0.01);
});

test('[EE5] what stands until the page’s font has come is as wide and as high as that', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await page.goto('/logga-in');
	const stands = () => document.fonts.load('16px "Before Inter"').catch(() => []);
	test.skip((await page.evaluate(stands)).length === 0, 'this machine has none of the fonts that stand in for it');
	for (const weight of [400, 600]) {
		const { width, height } = await page.evaluate(async (weight) => {
			const text = 'Föregående vecka. Prioriteringar: Ordna grind vid skolgården, klart senast fredag 27/11 (Å-17).';
			const context = document.createElement('canvas').getContext('2d')!;
			const sizes = [];
			for (const family of ['Inter', 'Before Inter']) {
				context.font = `${weight} 100px "${family}"`;
				await document.fonts.load(context.font, text);
				const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText(text);
				sizes.push({ width, height: fontBoundingBoxAscent + fontBoundingBoxDescent });
			}
			const [inter, before] = sizes as [(typeof sizes)[0], (typeof sizes)[0]];
			return { width: before.width / inter.width, height: before.height / inter.height };
		}, weight);
		expect(Math.abs(width - 1), `width at ${weight}`).toBeLessThan(0.02);
		expect(Math.abs(height - 1), `height at ${weight}`).toBeLessThan(0.02);
	}
});
