import { expect, type Page } from '@playwright/test';
import { axeFindings, TAGS } from './support/axe.ts';
import { BoardPage, logIn } from './support/board-page.ts';
import { COORDINATOR, GUARD } from './support/example-people.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const OPEN_PAGES = ['/logga-in', '/finns-inte', '/utan-nat'];
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
	'/rapportera',
	'/rapportera/mina',
	'/mina',
	'/notiser',
	'/sok?q=belysning',
	'/granska',
	'/fritextskydd',
	'/delningslogg',
	'/historik',
	'/historik/jamfor',
	'/historik/logg',
	'/historik/gallring',
	'/historik/oversikt',
	'/historik/oversikt/atgarder?vad=oppna&minst=22',
	'/konto',
	'/konto/notiser',
	'/installningar',
	'/installningar/samverkan',
	'/installningar/moten',
	'/installningar/parter',
	'/installningar/funktioner',
	'/installningar/omraden',
	'/installningar/kategorier',
	'/installningar/nivaer',
	'/installningar/personer',
	'/installningar/overenskommelser',
	'/installningar/fritextskydd',
	'/installningar/utskick'
];
/** For those who are in no group: what is left for them of a week, and what they report and do. */
const EXTERNAL_PAGES = [`${weekAddress(-1)}/utdrag`, '/rapportera', '/mina'];

/** The history of a card, whose address only the data folder knows. */
async function cardHistory(page: Page): Promise<string> {
	await page.goto('/historik?q=%C3%85-17');
	return (await page.locator('a[href^="/historik/kort/"]').first().getAttribute('href'))!;
}

/** What the browser refused under the content security policy, or could not run. */
function watchForTrouble(page: Page): string[] {
	const trouble: string[] = [];
	page.on('pageerror', (error) => trouble.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error' && !/Failed to load resource.*404/.test(message.text()))
			trouble.push(message.text());
	});
	return trouble;
}

const findings = (page: Page, rules?: string[]): Promise<string[]> =>
	axeFindings(page, rules ? { rules } : { tags: TAGS });

/** The dark theme has the same markup in other colours: there only what depends on colour is looked at again. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function findingsInBothThemes(page: Page): Promise<string[]> {
	const light = await findings(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	const dark = await findings(page, COLOURS);
	await page.emulateMedia({ colorScheme: 'light' });
	return [...light, ...dark.map((finding) => `dark: ${finding}`)];
}

test('[EE2] axe finds nothing on any page, light or dark', async ({ browser }) => {
	test.setTimeout(600_000);
	const look = { baseURL: server.url, colorScheme: 'light', viewport: { width: 1366, height: 768 } } as const;
	const page = await (await browser.newContext({ ...look, reducedMotion: 'reduce' })).newPage();
	const trouble = watchForTrouble(page);
	const found: string[] = [];
	const lookAt = async (path: string, status: number) => {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBe(status);
		if (!OPEN_PAGES.includes(path)) await expect(page.getByText('EXEMPELDATA').first()).toBeVisible();
		found.push(...(await findingsInBothThemes(page)).map((finding) => `${path} ${finding}`));
	};
	for (const path of OPEN_PAGES) await lookAt(path, path === '/finns-inte' ? 404 : 200);
	for (const [who, pages] of [
		[COORDINATOR, PAGES],
		[GUARD, EXTERNAL_PAGES]
	] as const) {
		await page.context().clearCookies();
		await signIn(page, server, who);
		const card = who === COORDINATOR ? [await cardHistory(page)] : [];
		for (const path of [...pages, ...card]) await lookAt(path, 200);
	}
	expect(found).toEqual([]);
	expect(trouble).toEqual([]);
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
	expect(await findings(page)).toEqual([]);
});

test('[EE3] nothing has to be scrolled sideways, from 320 px up', async ({ browser }) => {
	test.setTimeout(240_000);
	const context = await browser.newContext({
		baseURL: server.url,
		viewport: { width: 360, height: 780 },
		hasTouch: true
	});
	const page = await context.newPage();
	await signIn(page, server, COORDINATOR);
	for (const path of [...PAGES, ...OPEN_PAGES, await cardHistory(page)]) {
		await page.goto(path);
		for (const width of [320, 360, 768]) {
			await page.setViewportSize({ width, height: 780 });
			const over = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(over, `${path} at ${width} px`).toBeLessThanOrEqual(0);
		}
	}
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

test('[EE5] going live moves nothing on the page', async ({ browser }) => {
	const page = await (
		await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 } })
	).newPage();
	await page.addInitScript(() => {
		const shifts: number[] = [];
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
		}).observe({ type: 'layout-shift', buffered: true });
		Object.assign(window, { shifts });
	});
	await logIn(page, COORDINATOR.email, COORDINATOR.password);
	await new BoardPage(page).saved();
	const shifted = await page.evaluate(() =>
		(window as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0)
	);
	expect(shifted).toBeLessThan(0.01);
});
