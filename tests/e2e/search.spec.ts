import { expect, type Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe.ts';
import type { BoardPage } from './support/board-page.ts';
import { ADMIN, COORDINATOR, LEADER, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const PHONE = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true };

const box = (page: Page) => page.getByRole('combobox', { name: /^Sök eller skriv/ });
const options = (page: Page) => page.getByRole('option');

async function openPalette(page: Page): Promise<void> {
	await expect(async () => {
		if (!(await box(page).isVisible())) await page.keyboard.press('Control+k'); // lost before the page is awake
		await expect(box(page)).toBeFocused({ timeout: 1_000 });
	}).toPass();
}

async function searchFor(page: Page, words: string): Promise<void> {
	await page.getByRole('searchbox').fill(words);
	await page.getByRole('searchbox').press('Enter');
}

/** The index is filled beside everything else: what was written a moment ago may need one more question. */
async function findsSoon(page: Page, words: string): Promise<void> {
	await expect(async () => {
		await page.goto(`/sok?q=${encodeURIComponent(words)}`);
		await expect(page.getByRole('heading', { name: /^Åtgärder/ })).toBeVisible({ timeout: 500 });
	}).toPass();
}

test('[SR10] half a word finds an åtgärd on a phone, and its link opens it', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR, PHONE);
	await findsSoon(page, 'lysning');
	await page.goto('/sok');
	await searchFor(page, 'lysning gavel');
	await page.getByRole('link', { name: /Byt trasig belysning vid gaveln/ }).click();
	await expect(page.getByRole('dialog').filter({ hasText: 'Utförare' })).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('[SR10] the search is a page without JavaScript too, with what narrows it in the address', async ({ browser }) => {
	const board = await openAs(browser, server, COORDINATOR, { javaScriptEnabled: false });
	const { page } = board;
	await findsSoon(page, 'belysning');
	await page.getByText('Begränsa').click();
	await page.getByLabel('Typ').selectOption('Beslut');
	await page.getByRole('button', { name: 'Sök' }).click();
	await expect(page).toHaveURL(/typ=beslut/);
	await expect(page.getByRole('heading', { name: /^Beslut/ })).toBeVisible();
	await expect(page.getByRole('heading', { name: /^Åtgärder/ })).toHaveCount(0);
	await page.goto('/sok?q=belysnignen');
	await page.getByRole('link', { name: 'belysningen' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'träff' })).toBeVisible();
});

test('[SR10] a row that was found is shown in its week', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await findsSoon(page, 'belysning');
	await page.getByRole('link', { name: /Extra närvaro vid resecentrums gavel/ }).click();
	const row = page.locator('li:target');
	await expect(row).toBeInViewport();
	await expect(row.getByRole('textbox')).toHaveValue(/^Extra närvaro vid resecentrums gavel/);
});

test('[SR11] Ctrl+K, "v41" and Enter is week 41; Escape gives focus back', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	const filter = page.getByPlaceholder('Sök på tavlan');
	await filter.focus();
	await openPalette(page);
	await page.keyboard.press('Escape');
	await expect(box(page)).toHaveCount(0);
	await expect(filter).toBeFocused();
	await openPalette(page);
	await page.keyboard.type('v41');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/v\/\d{4}-41$/);
});

test('[SR11] an åtgärd is found on the board and begun with the keyboard alone', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await openPalette(page);
	await page.keyboard.type('å-9');
	const first = options(page).first();
	await expect(first).toContainText('Å-9');
	await expect(first).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowDown');
	await expect(first).toHaveAttribute('aria-selected', 'false');
	const active = await box(page).getAttribute('aria-activedescendant');
	await expect(page.locator(`[id="${active}"]`)).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('dialog').filter({ hasText: 'Utförare' })).toBeVisible();
	await page.keyboard.press('Escape');
	await openPalette(page);
	await page.keyboard.type('ny åtg');
	await page.keyboard.press('Enter');
	await expect(page.getByPlaceholder(/Vad ska göras/)).toBeFocused();
});

test('[SR11] on a phone the button opens it, and it has no findings in light and dark', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR, PHONE);
	await page.getByRole('link', { name: 'Sök', exact: true }).tap();
	await box(page).fill('gavel');
	await expect(options(page).filter({ hasText: 'Byt trasig belysning' })).toBeVisible();
	expect(await axeInBothThemes(page)).toEqual([]);
	await options(page).filter({ hasText: 'Visa alla träffar' }).tap();
	await expect(page).toHaveURL(/\/sok\?q=gavel/);
	expect(await axeInBothThemes(page)).toEqual([]);
});

/** What the palette offers somebody who has written nothing. */
async function offered({ page }: BoardPage): Promise<string[]> {
	await openPalette(page);
	return options(page).allInnerTexts();
}

test('[SR12] nobody is offered, or finds, what is not theirs', async ({ browser }) => {
	const admin = await openAs(browser, server, ADMIN);
	const forAdmin = await offered(admin);
	expect(forAdmin).toContain('Inställningar');
	expect(forAdmin.filter((name) => /^(Ny|Rapportera|Mina|Veckotavlan)/.test(name))).toEqual([]);
	await admin.page.goto('/sok?q=belysning');
	await expect(admin.page.getByText('Inget som du får läsa')).toHaveCount(0); // the category bears the word
	await expect(admin.page.getByRole('heading', { name: /^(Åtgärder|Lägesrader|Beslut)/ })).toHaveCount(0);

	const leader = await openAs(browser, server, LEADER);
	expect((await offered(leader)).filter((name) => /^(Ny|Rapportera|Inställningar)/.test(name))).toEqual([]);
	const streets = await openAs(browser, server, STREETS);
	const forStreets = await offered(streets);
	expect(forStreets).toContain('Mina åtgärder');
	expect(forStreets).not.toContain('Inställningar');
	expect(forStreets.filter((name) => name.startsWith('Ny lägesrad'))).toEqual([]);
});

test('[SR12] each role starts where its work is, and every page of the bar is there', async ({ browser }) => {
	const starts = { [COORDINATOR.email]: /^\/v\//, [STREETS.email]: /^\/mina/, [ADMIN.email]: /^\/installningar/ };
	for (const login of [COORDINATOR, STREETS, ADMIN]) {
		const { page } = await openAs(browser, server, login);
		const links = page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link');
		const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
		for (const href of ['/', ...hrefs]) {
			const response = await page.goto(href);
			expect(response?.status(), href).toBe(200);
			if (href === '/') expect(new URL(page.url()).pathname).toMatch(starts[login.email]!);
		}
	}
});
