import { expect, type Page } from '@playwright/test';
import { COORDINATOR, GUARD } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const NARCOTICS = 'Riktad narkotikainsats vid gaveln';
const rows = (page: Page) => page.getByRole('main').getByRole('article');

test('[HX7] who changed ansvarig on an åtgärd, and when, is two steps from the board; a third shows its whole life', async ({
	browser
}) => {
	const board = await openAs(browser, server, COORDINATOR);
	const { page, panel } = board;
	await board.saved();
	await page.getByRole('link', { name: NARCOTICS }).first().click();
	const label = (await panel
		.getByText(/^Å-\d+$/)
		.first()
		.textContent())!.trim();
	const owner = panel.getByLabel('Ansvarig', { exact: true });
	await expect(owner.locator('option:checked')).toHaveText('Kommunpolis');
	await owner.selectOption({ label: 'Säkerhetsstrateg' });
	await expect(owner.locator('option:checked')).toHaveText('Säkerhetsstrateg');
	await board.saved();
	await page.keyboard.press('Escape');
	await expect(panel).toHaveCount(0);

	await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Historik' }).click(); // 1
	const box = page.getByRole('searchbox', { name: 'Sök i ändringarna' });
	await expect(box).toBeVisible();
	await box.fill(`${label} ansvarig`);
	await box.press('Enter'); // 2
	await expect(page.getByRole('link', { name: `Ta bort Åtgärd: ${label}` })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Ta bort Fält: Ansvarig' })).toBeVisible();
	await expect(page).toHaveURL(new RegExp(`/historik\\?q=${encodeURIComponent(label)}\\+ansvarig$`));
	const row = rows(page).first();
	await expect(row.getByText(COORDINATOR.name, { exact: true })).toBeVisible(); // who
	await expect(row.getByRole('time')).toHaveText(/^\d\d\.\d\d$/); // when
	const moment = Date.parse((await row.getByRole('time').getAttribute('datetime'))!);
	expect(Math.abs(Date.now() - moment)).toBeLessThan(600_000);
	await expect(row).toContainText('Ansvarig');
	await expect(row.locator('.line')).toHaveText(/Från:\s*Kommunpolis.*till:\s*Säkerhetsstrateg/);

	await row.getByRole('link', { name: new RegExp(`^${label}`) }).click(); // 3
	await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^${label}`) })).toBeVisible();
	await expect(rows(page).filter({ hasText: 'Ny åtgärd' })).toHaveCount(1);
	await page.context().close();
});

test('[HX7] which åtgärder have been open for more than three weeks is two steps away', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await signIn(page, server, COORDINATOR);
	await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Historik' }).click(); // 1
	await page.getByRole('link', { name: 'Åtgärder öppna mer än 3 veckor' }).click(); // 2
	await expect(page).toHaveURL(/vad=oppna/);
	await expect(page.getByRole('main').getByText(/Å-\d+/).first()).toBeVisible();
});

test('[HX7] a question is asked, narrowed and taken back without JavaScript, at 320 px', async ({ browser }) => {
	const look = { baseURL: server.url, javaScriptEnabled: false, viewport: { width: 320, height: 800 } };
	const page = await (await browser.newContext(look)).newPage();
	await signIn(page, server, COORDINATOR);
	await page.goto('/historik');
	await page.getByText('Begränsa', { exact: true }).click();
	await page.getByRole('combobox', { name: 'Vad' }).selectOption({ label: 'Åtgärd: Ansvarig' });
	await page.getByRole('button', { name: 'Visa' }).click();
	await expect(page).toHaveURL(/\/historik\?vad=atgard\.ansvarig$/);
	await expect(page.getByRole('status').filter({ hasText: /^\d+ ändringar$/ })).toBeVisible();
	await page.getByRole('link', { name: 'Ta bort Vad: Åtgärd: Ansvarig' }).click();
	await expect(page).toHaveURL(/\/historik$/);
	await page.goto('/historik?fran=nyss');
	await expect(page.getByText('”nyss” är varken en vecka eller ett datum.')).toBeVisible();
});

test('[HG3] [HG4] a field’s name asks for that field and the word is one press away; a place is a choice like the others', async ({
	browser
}) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await signIn(page, server, COORDINATOR);
	await page.goto('/historik?q=ansvarig+narkotikainsats');
	await expect(page.getByRole('link', { name: 'Ta bort Fält: Ansvarig' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Ta bort Ord: ”narkotikainsats”' })).toBeVisible();
	await expect(rows(page).first()).toContainText('narkotikainsats');
	await page.getByRole('link', { name: 'Sök efter ordet ”ansvarig” i stället' }).click();
	await expect(page.getByRole('link', { name: 'Ta bort Ord: ”ansvarig”' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Visa ändringar av fältet Ansvarig i stället' })).toBeVisible();

	await page.goto('/historik');
	await page.getByText('Begränsa', { exact: true }).click();
	const places = page.getByRole('combobox', { name: 'Plats' });
	await expect(places).toBeVisible();
	await places.selectOption({ label: 'Ekeby torg' });
	await expect(page.getByRole('link', { name: 'Ta bort Plats: Ekeby torg' })).toBeVisible();
	await expect(page).toHaveURL(/\/historik\?plats=[\w-]+$/);
	await expect(rows(page).first()).toBeVisible();
	const file = await page.request.get(`/historik/andringar.csv?${new URL(page.url()).searchParams}`);
	expect((await file.text()).trim().split('\r\n').length).toBeGreaterThan(1);
});

test('[HX8] who reads no board gets no page, no card and no file, and a file is what the page lists', async ({
	browser
}) => {
	const guard = await (await browser.newContext({ baseURL: server.url })).newPage();
	await signIn(guard, server, GUARD);
	for (const path of ['/historik', '/historik/kort/AAAAAAAAAAAA', '/historik/andringar.csv'])
		expect((await guard.request.get(path)).status(), path).toBe(403);

	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await signIn(page, server, COORDINATOR);
	expect((await page.request.get('/historik/kort/AAAAAAAAAAAA')).status()).toBe(404);
	const file = await page.request.get('/historik/andringar.csv?q=%C3%85-17+ansvarig');
	expect(file.status()).toBe(200);
	const lines = (await file.text()).trim().split('\r\n');
	expect(lines[0]).toContain('"När";"Vecka";"Vem"');
	expect(lines.slice(1).every((line) => line.includes('Å-17'))).toBe(true);
	expect(lines.length).toBeGreaterThan(1);
	expect((await page.request.get('/historik/andringar.exe')).status()).toBe(404);
});
