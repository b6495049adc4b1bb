import { expect, type Page } from '@playwright/test';
import { axeInBothThemes, TAGS } from './support/axe.ts';
import { openAs } from './support/open-as.ts';
import { COORDINATOR, STREETS } from './support/example-people.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const bell = (page: Page) => page.getByRole('banner').getByRole('link', { name: /^Notiser/ });
const countOf = async (page: Page) =>
	Number(/(\d+) ny/.exec((await bell(page).getAttribute('aria-label')) ?? '')?.[1] ?? 0);

const findings = (page: Page): Promise<string[]> => axeInBothThemes(page, { tags: TAGS });

test('[NO14] what concerns somebody counts at their bell without a reload, is listed, and is seen once they say so', async ({
	browser
}) => {
	const streets = (await openAs(browser, server, STREETS, { viewport: { width: 390, height: 844 } })).page;
	await streets.goto('/notiser');
	const before = await countOf(streets);
	const coordinator = (await openAs(browser, server, COORDINATOR)).page;
	await coordinator.goto('/notiser');
	await expect(coordinator.getByRole('heading', { name: 'Notiser' })).toBeVisible();

	await coordinator.goto('/v');
	const card = coordinator.getByRole('article').filter({ hasText: 'Gata och park' }).first();
	await expect(card).toBeVisible();
	await card.getByRole('button', { name: /^Flytta till…/ }).click();
	await coordinator
		.getByRole('menuitem', { name: /^Flytta till (Pågår|Genomförd|Hinder)/ })
		.first()
		.click();

	await expect.poll(() => countOf(streets)).toBe(before + 1);
	const focused = await streets.evaluate(() => document.activeElement?.tagName);
	expect(focused).toBe('BODY');
	await expect(streets.getByRole('listitem').first()).toContainText(/Å-\d+ är nu/);
	expect(await findings(streets)).toEqual([]);
	expect(await streets.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

	await streets.getByRole('button', { name: 'Markera alla som sedda' }).click();
	await expect(bell(streets)).toHaveAccessibleName('Notiser, inga nya');
});

test('[NO11] one chooses what comes how, with JavaScript and without', async ({ browser }) => {
	for (const javaScriptEnabled of [true, false]) {
		const { page } = await openAs(browser, server, STREETS, { javaScriptEnabled });
		await page.goto('/konto/notiser');
		if (javaScriptEnabled) expect(await findings(page)).toEqual([]);
		const [weekly, from] = [page.getByLabel('Veckobrev'), page.getByLabel('Tyst från')];
		await weekly.setChecked(!javaScriptEnabled);
		await from.fill('kvart över');
		await page.getByRole('button', { name: 'Spara', exact: true }).click();
		await expect(page.getByRole('alert')).toContainText('klockslag');
		await expect(from).toHaveValue('kvart över');
		await expect(weekly).toBeChecked({ checked: !javaScriptEnabled });
		const quiet = javaScriptEnabled ? '20.30' : '21.15';
		await from.fill(quiet);
		await page.getByRole('button', { name: 'Spara', exact: true }).click();
		await expect(page.getByText('Dina val är sparade.')).toBeVisible();
		await page.goto('/konto/notiser');
		await expect(weekly).toBeChecked({ checked: !javaScriptEnabled });
		await expect(from).toHaveValue(quiet);
	}
});

test('[NO15] the outbox shows what waits and how it reads, to those who may see settings, and to nobody else', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await page.goto('/installningar/utskick');
	await expect(page.getByText('Ingen e-postserver är inställd')).toBeVisible();
	const mail = page.getByRole('article').filter({ hasText: 'Fastställd lägesbild' }).first();
	await mail.locator('summary').click();
	await expect(mail).toContainText('är fastställd');
	expect(await findings(page)).toEqual([]);
	const streets = (await openAs(browser, server, STREETS)).page;
	expect((await streets.goto('/installningar/utskick'))?.status()).toBe(403);
});
