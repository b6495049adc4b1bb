import { expect, type Page } from '@playwright/test';
import { COORDINATOR } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	({ page } = await openAs(browser, server, COORDINATOR));
});
test.afterAll(async () => {
	await page.close();
	await server.dispose();
});

const inColumn = (name: string, title: string) =>
	page
		.getByRole('region', { name: new RegExp(`^${name}`) })
		.getByRole('article')
		.filter({ hasText: title });

const DIALOGUE = 'Dialogkväll med A-traktorförare och föräldrar';
const NARCOTICS = 'Riktad narkotikainsats vid gaveln';

test('[EE8] [AC6] a week that is over shows its åtgärder as they stood, can only be read, and says so', async () => {
	await expect(inColumn('Genomförd', DIALOGUE)).toBeVisible();
	await expect(inColumn('Pågår', NARCOTICS).getByText('4:e veckan')).toBeVisible();

	await page.goto(weekAddress(-2));
	await expect(page.getByText('Fastställd', { exact: true })).toBeVisible();
	await expect(inColumn('Pågår', DIALOGUE)).toBeVisible();
	await expect(inColumn('Genomförd', DIALOGUE)).toHaveCount(0);
	await expect(inColumn('Pågår', NARCOTICS).getByText('2:a veckan')).toBeVisible();
	await expect(page.getByText(/^Så stod åtgärderna v\. \d+\. Här kan inget ändras\.$/)).toBeVisible();

	const board = page.getByRole('main');
	await expect(board.getByRole('textbox')).toHaveCount(0);
	for (const change of [/^Lägg till/, /^Ny /, /^Flytta/, /^Sätt nivå/, /^Ångra/])
		await expect(board.getByRole('button', { name: change })).toHaveCount(0);
	const opened = page.getByRole('menuitem');
	await board
		.getByRole('button', { name: /^Mer om(?! nivån)/ })
		.first()
		.click();
	await expect(opened).toHaveText(['Historik', 'Flagga personuppgift']);
	await page.keyboard.press('Escape');
	await expect(opened).toHaveCount(0);
	await board
		.getByRole('button', { name: /^Mer om nivån/ })
		.first()
		.click();
	await expect(opened).toHaveText(['Historik']);
	await page.keyboard.press('Escape');
	await expect(opened).toHaveCount(0);

	await page.getByRole('link', { name: DIALOGUE }).click();
	const panel = page.getByRole('dialog').filter({ hasText: 'Utförare' });
	await expect(panel.getByText(/^Så stod åtgärden v\. \d+\. Här kan inget ändras\.$/)).toBeVisible();
	await expect(panel.getByText('Pågår', { exact: true })).toBeVisible();
	await expect(panel.getByRole('textbox')).toHaveCount(0);
	await expect(panel.getByText(/24 kom, varav 9 föräldrar/)).toHaveCount(0); // was said a week later
});

test('[EE8] [WK2] week 53 of 2026 and the first of 2027 lead to each other', async () => {
	await page.goto('/v/2026-53');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vecka 53');
	await expect(page.getByText(/^28 dec 2026 – 3 jan 2027$/)).toBeVisible();
	await page.getByRole('link', { name: /^Nästa vecka/ }).click();
	await expect(page).toHaveURL(/\/v\/2027-01$/);
	await expect(page.getByText(/^4–10 jan 2027$/)).toBeVisible();
	await page.getByRole('link', { name: /^Föregående vecka/ }).click();
	await expect(page).toHaveURL(/\/v\/2026-53$/);
});

test('[EE8] [WK3] a week that does not exist is answered in Swedish, with what to write instead', async () => {
	for (const path of ['/v/2027-53', '/v/2026-54', '/v/igar']) {
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sidan finns inte');
		await expect(page.getByText(/är ingen vecka\. Skriv år och vecka, som i \/v\/2026-48\./)).toBeVisible();
		await expect(page.getByRole('link', { name: 'Till veckans tavla' })).toBeVisible();
	}
});
