import { expect, test, type Page } from '@playwright/test';
import { logIn } from './support/board-page.ts';
import { COORDINATOR, GUARD } from './support/example-people.ts';
import { demoServer, type TestServer } from './support/server.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const rows = (page: Page) => page.getByRole('main').getByRole('article');

test('[HX7] who changed ansvarig on Å-17, and when, is two steps away, and a third shows the card’s whole life', async ({
	browser
}) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await logIn(page, COORDINATOR.email, COORDINATOR.password);

	await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Historik' }).click(); // 1
	const box = page.getByRole('searchbox', { name: 'Sök i ändringarna' });
	await expect(box).toBeVisible();
	await box.fill('Å-17 ansvarig');
	await box.press('Enter'); // 2
	await expect(page.getByRole('link', { name: 'Ta bort Ord: Å-17, Ansvarig' })).toBeVisible();
	const row = rows(page).first();
	await expect(row).toContainText('Å-17');
	await expect(row).toContainText('Ansvarig');
	await expect(row.getByRole('time')).toHaveText(/^\d\d\.\d\d/);
	await expect(row).toContainText(/\(exempel\)/); // who
	await expect(page).toHaveURL(/\/historik\?q=%C3%85-17\+ansvarig$/);

	await row.getByRole('link', { name: /^Å-17/ }).click(); // 3
	await expect(page.getByRole('heading', { level: 2, name: /^Å-17/ })).toBeVisible();
	await expect(rows(page).filter({ hasText: 'Ny åtgärd' })).toHaveCount(1);
});

test('[HX7] which åtgärder have been open for more than three weeks is two steps away', async ({ browser }) => {
	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await logIn(page, COORDINATOR.email, COORDINATOR.password);
	await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Historik' }).click(); // 1
	await page.getByRole('link', { name: 'Åtgärder öppna mer än 3 veckor' }).click(); // 2
	await expect(page).toHaveURL(/vad=oppna/);
	await expect(page.getByRole('main').getByText(/Å-\d+/).first()).toBeVisible();
});

test('[HX7] a question is asked, narrowed and taken back without JavaScript, at 320 px', async ({ browser }) => {
	const look = { baseURL: server.url, javaScriptEnabled: false, viewport: { width: 320, height: 800 } };
	const page = await (await browser.newContext(look)).newPage();
	await logIn(page, COORDINATOR.email, COORDINATOR.password);
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

test('[HX8] who reads no board gets no page, no card and no file, and a file is what the page lists', async ({
	browser
}) => {
	const guard = await (await browser.newContext({ baseURL: server.url })).newPage();
	await logIn(guard, GUARD.email, GUARD.password);
	for (const path of ['/historik', '/historik/kort/AAAAAAAAAAAA', '/historik/andringar.csv'])
		expect((await guard.request.get(path)).status(), path).toBe(403);

	const page = await (await browser.newContext({ baseURL: server.url })).newPage();
	await logIn(page, COORDINATOR.email, COORDINATOR.password);
	expect((await page.request.get('/historik/kort/AAAAAAAAAAAA')).status()).toBe(404);
	const file = await page.request.get('/historik/andringar.csv?q=%C3%85-17+ansvarig');
	expect(file.status()).toBe(200);
	const lines = (await file.text()).trim().split('\r\n');
	expect(lines[0]).toContain('"När";"Vecka";"Vem"');
	expect(lines.slice(1).every((line) => line.includes('Å-17'))).toBe(true);
	expect(lines.length).toBeGreaterThan(1);
	expect((await page.request.get('/historik/andringar.exe')).status()).toBe(404);
});
