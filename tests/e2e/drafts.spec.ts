import { expect, type Page } from '@playwright/test';
import { axeFindings, WCAG } from './support/axe.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, GUARD, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const SCHOOL = 'Samling på skolgården efter fritidsgårdens stängning';
const rowWith = (page: Page, text: string) => page.getByRole('listitem', { name: new RegExp(text) });

async function findings(page: Page, theme: 'light' | 'dark') {
	await page.emulateMedia({ colorScheme: theme });
	return (await axeFindings(page, { part: 'main', tags: WCAG })).map((finding) => `${theme} ${finding}`);
}

test('[DR15] [LG3] a samordnare merges and shares with recipients shown; the police see the row then, and never before', async ({
	browser
}) => {
	const police = await openAs(browser, server, POLICE);
	const seen: string[] = [];
	police.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => seen.push(payload.toString())));
	await police.page.goto(weekAddress(0));
	await police.saved();

	const { page } = await openAs(browser, server, COORDINATOR);
	const noted = await watchLog(page);
	await page.goto(weekAddress(0));
	await page.getByRole('link', { name: /^Utkast \(\d+\)$/ }).click();
	await expect(page.getByRole('heading', { name: /^Utkast, vecka/ })).toBeVisible();
	await expect(page.getByText('Deras utkast ser ingen utanför parten')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Slå ihop dem' }).first()).toBeEnabled();
	expect(await findings(page, 'light')).toEqual([]);

	const group = page.getByText(/2 rader om Norrhagaskolan/).locator('..');
	await group.getByRole('button', { name: 'Slå ihop dem' }).click();
	await expect(rowWith(page, SCHOOL).getByText('1 rad ihopslagna hit')).toBeVisible();
	await expect(rowWith(page, SCHOOL).getByText('2 tillfällen')).toBeVisible();

	await page.getByRole('button', { name: /^Dela valda/ }).click();
	const step = page.getByRole('region', { name: /^Dela 1 rad med veckan/ });
	await expect(step.getByText('Polisen, lokalpolisområde Exempel', { exact: true })).toBeVisible();
	await expect(step.getByText(/Kommunpolis/)).toBeVisible();
	await expect(step.getByText(/inkomna handlingar hos/)).toBeVisible();
	await expect(step.getByText('Nattvandrarna')).toHaveCount(0);
	await step.getByLabel('Delningskrets').selectOption({ label: 'Alla rapporterande parter' });
	await expect(step.getByText('Nattvandrarna')).toBeVisible();
	expect(await findings(page, 'dark')).toEqual([]);

	await expect(police.page.getByText(SCHOOL)).toHaveCount(0);
	expect(seen.filter((frame) => frame.includes(SCHOOL))).toEqual([]);
	await step.getByRole('button', { name: 'Dela 1 rad' }).click();
	await expect(page.getByText('1 rad är delad.')).toBeVisible();
	await expect(
		police
			.area('Norrhaga')
			.getByRole('textbox', { name: /^Beskrivning/ })
			.last()
	).toHaveValue(new RegExp(SCHOOL));
	const said = expect.stringMatching(/^Delade en rad v\. \d+ \d{4} med alla rapporterande parter$/);
	expect(await noted('share')).toContainEqual({ who: COORDINATOR.name, said });
});

test('[DR11] [LG3] what is taken back within minutes leaves the board, and its trace is in the log', async ({
	browser
}) => {
	const police = await openAs(browser, server, POLICE);
	await police.page.goto(weekAddress(0));
	await police.saved();
	const { page } = await openAs(browser, server, COORDINATOR);
	const noted = await watchLog(page);
	await page.goto(`${weekAddress(0)}/utkast`);
	await page.getByText(/^Delade \(/).click();
	const row = rowWith(page, SCHOOL);
	await row.getByText(/^Dra tillbaka \(till/).click();
	await row.getByLabel('Varför').fill('Fel skola');
	await row.getByRole('button', { name: 'Dra tillbaka raden' }).click();
	await expect(page.getByText('Raden är tillbakadragen.')).toBeVisible();
	await expect(police.page.getByText(SCHOOL)).toHaveCount(0);
	await page.goto('/delningslogg');
	await expect(page.getByText(/Fel skola/)).toBeVisible();
	await expect(page.getByText(SCHOOL)).toHaveCount(0);
	for (const theme of ['light', 'dark'] as const) expect(await findings(page, theme)).toEqual([]);
	const said = expect.stringMatching(/^Drog tillbaka en delad rad v\. \d+ \d{4}$/);
	expect(await noted('withdraw')).toContainEqual({ who: COORDINATOR.name, said });
});

test('[DR15] rows are chosen and shared with the keyboard alone', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await page.goto(`${weekAddress(0)}/utkast`);
	await expect(page.getByRole('button', { name: 'Lägg till rad' })).toBeEnabled();
	const box = page.getByRole('checkbox', { name: /papperskorgar/ });
	await box.focus();
	await page.keyboard.press('Space');
	await expect(box).toBeChecked();
	await page.getByRole('button', { name: /^Dela valda/ }).focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Dela 1 rad med veckan' })).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(page.getByLabel('Delningskrets')).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByText('1 rad är delad.')).toBeVisible();
});

test('[DR12] an external party reads its extract, and neither the board, the protokoll nor its files', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: server.url, viewport: { width: 390, height: 844 } });
	const page = await context.newPage();
	await page.goto('/logga-in');
	await page.getByLabel('E-postadress').fill(GUARD.email);
	await page.getByLabel('Lösenord', { exact: true }).fill(GUARD.password);
	await page.getByRole('button', { name: 'Logga in' }).first().click();
	await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
	await page.goto(weekAddress(-1));
	await expect(page).toHaveURL(/\/utdrag$/);
	await expect(page.getByRole('heading', { name: 'Lägesnivåer' })).toBeVisible();
	for (const theme of ['light', 'dark'] as const) expect(await findings(page, theme)).toEqual([]);
	const week = weekAddress(-1);
	for (const path of [
		'protokoll',
		'protokoll/lagesbild.json',
		'protokoll/lagesbild.pdf',
		'mote',
		'utkast',
		'skarmlank'
	])
		expect((await page.request.get(`${week}/${path}`)).status(), path).toBe(403);
	await page.goto(weekAddress(0));
	await expect(page.getByText('Den här veckan är inte fastställd.')).toBeVisible();
	await context.close();
});
