import { expect } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFindings } from './support/axe.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

/** Of Skatteverket's published test numbers; the phone number is of PTS's for fiction. */
const NUMBER = '900101-2385';
const PHONE = '070-174 06 05';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const onDisk = (): string =>
	readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile())
		.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
		.join('\n');

test('[PD13] [PD14] a personnummer in a lägesrad is underlined and explained, goes nowhere, and the rest is saved', async ({
	browser
}) => {
	test.setTimeout(90_000);
	const alice = await openAs(browser, server, COORDINATOR);
	const bob = await openAs(browser, server, POLICE);
	await Promise.all([alice.saved(), bob.saved()]);
	const { page } = alice;
	const region = page.getByRole('region').filter({ has: page.getByRole('textbox', { name: /^Beskrivning/ }) });
	const box = region
		.first()
		.getByRole('textbox', { name: /^Beskrivning/ })
		.first();
	const words = (await box.inputValue()) + ' Tillägg.';
	await box.focus();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(` Uppgav ${NUMBER}`, { delay: 15 });

	await expect(page.locator('mark.block')).toHaveText(NUMBER);
	const note = page.locator('[data-privacy-note]').filter({ hasText: 'Personnummer sparas aldrig' });
	await expect(note).toContainText('Ta bort siffrorna så sparas resten.');
	await expect(box).toHaveAccessibleDescription(/Personnummer sparas aldrig/);
	await expect(page.getByText('Inte sparat', { exact: true })).toBeVisible();
	expect(await axeFindings(page, { part: '[data-privacy-note]' })).toEqual([]);
	const sent = await bob.page.content();
	expect(sent).not.toContain('2385');
	expect(onDisk()).not.toMatch(/900101-\d/);

	for (let i = 0; i < ` Uppgav ${NUMBER}`.length; i++) await page.keyboard.press('Backspace');
	await page.keyboard.type(' Tillägg.');
	await alice.saved();
	await expect(page.locator('mark.block')).toHaveCount(0);
	await expect.poll(() => bob.page.locator('textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))).toContain(words); // prettier-ignore
	expect(onDisk()).not.toMatch(/900101-\d/);
	expect(server.output).not.toContain('2385');
	await page.context().close();
	await bob.page.context().close();
});

test('[PD14] a form with a number is not sent, and keeps what was written', async ({ browser }) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	await page.getByRole('button', { name: /^Lägg till lägesrad i/ }).first().click(); // prettier-ignore
	const form = page.getByRole('form', { name: /^Ny lägesrad i/ });
	const box = form.getByLabel('Vad har hänt?');
	await box.fill(`Stökigt, uppgav ${NUMBER}`);
	await form.getByRole('button', { name: 'Lägg till' }).click();
	await expect(form.getByText('Inget är skickat.')).toBeVisible();
	await expect(box).toBeFocused();
	await expect(box).toHaveValue(`Stökigt, uppgav ${NUMBER}`);
	await box.press('Enter');
	await expect(box).toHaveValue(new RegExp(NUMBER));
	await box.fill('Stökigt, uppgav inget');
	await form.getByRole('button', { name: 'Lägg till' }).click();
	await expect(box).toHaveValue('');
	expect(onDisk()).not.toContain(NUMBER);
	await page.context().close();
});

test('[PD10] [PD14] a warning is let stand with a reason, which the log shows without the words', async ({
	browser
}) => {
	const alice = await openAs(browser, server, COORDINATOR);
	const { page } = alice;
	await alice.saved();
	const box = page.getByRole('textbox', { name: /^Beskrivning/ }).first();
	await box.focus();
	await page.keyboard.press('Control+End');
	await page.keyboard.type(` Jour: ${PHONE}.`);
	await expect(page.locator('mark.warn')).toHaveText(PHONE);
	await alice.saved(); // a warning holds nothing back
	await page.getByRole('button', { name: 'Låt stå: Telefonnummer' }).click();
	await page.getByLabel(/^Varför behöver det stå kvar/).fill('Funktionens jourtelefon');
	await page.getByRole('button', { name: 'Låt stå', exact: true }).click();
	await expect(page.locator('mark.warn')).toHaveCount(0);

	await page.goto('/installningar/fritextskydd');
	const log = page.getByRole('region', { name: 'Svar på varningar' });
	await expect(log).toContainText('Funktionens jourtelefon');
	await expect(log).toContainText('Telefonnummer');
	await expect(log).not.toContainText('174 06');
	await page.getByLabel('Ord eller namn').fill('Kallebacken');
	await page.getByRole('button', { name: 'Lägg till' }).click();
	await expect(page.getByRole('button', { name: 'Ta bort Kallebacken' })).toBeVisible();
	expect(await axeFindings(page, { part: 'main' })).toEqual([]);
	await page.context().close();
});
