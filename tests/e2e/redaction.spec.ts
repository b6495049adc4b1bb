import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { Keyboard } from './support/keyboard.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

const NAME = 'Zåkarias Ödlund';
const AREA = 'Ekeby centrum';
const HIDDEN = 'Dold – någon har flaggat en personuppgift. Samordnaren granskar.';
const LAST_WEEK = weekAddress(-1);

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

/** Files of the data folder that hold the words, read as bytes; what a text in the database is kept as, and UTF-16. */
function filesWith(words: string, folder = server.dataDir): string[] {
	const forms = [Buffer.from(words), Buffer.from(words, 'utf16le')];
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return filesWith(words, path);
		const bytes = readFileSync(path);
		return forms.some((form) => bytes.includes(form)) ? [path] : [];
	});
}

/** With the keys alone, from the row's own menu. */
async function flag(page: Page, row: ReturnType<Page['locator']>, why: string): Promise<void> {
	const keys = new Keyboard(page);
	await row.getByRole('button', { name: /^Mer om/ }).focus(); // a board has hundreds of stops: see keyboard.spec.ts
	await keys.press('Enter');
	const item = page.getByRole('menuitem', { name: 'Flagga personuppgift' });
	for (let stop = 0; stop < 12 && !(await item.evaluate((one) => one === document.activeElement)); stop++)
		await keys.press('f'); // through the items that begin so
	await expect(item).toBeFocused();
	await keys.press('Enter');
	const dialog = page.getByRole('dialog', { name: 'Flagga personuppgift' });
	await keys.to(dialog.getByLabel(/^Varför/));
	await keys.write(why);
	expect(await axeInBothThemes(page, { part: 'dialog[open]' })).toEqual([]);
	await keys.press('Enter');
	await expect(dialog).toBeHidden();
}

/** On /granska, with the keys alone. */
async function takeAway(page: Page, words: string, instead: string): Promise<void> {
	await page.goto('/granska');
	const waiting = page.getByRole('article').filter({ hasText: words });
	await expect(waiting).toHaveCount(1);
	expect(await axeInBothThemes(page, { part: 'body' })).toEqual([]);
	const keys = new Keyboard(page);
	await keys.to(waiting.getByText('Ta bort uppgifterna'));
	await keys.press('Enter');
	expect(await axeInBothThemes(page, { part: 'body' })).toEqual([]);
	await keys.to(waiting.getByLabel(/så här ska det stå$/).first());
	await keys.press('Control+a');
	await keys.write(instead);
	await keys.to(waiting.getByLabel('Varför tas uppgifterna bort?'));
	await keys.write('Pekar ut en person');
	await keys.to(waiting.getByRole('button', { name: 'Ta bort för gott' }));
	await keys.press('Enter');
	await expect(page.getByText('Uppgifterna är borttagna, också ur historiken.')).toBeVisible();
	await expect(page.getByText('Skäl: Pekar ut en person').first()).toBeVisible();
	await page.reload(); // what a page was first made of stays in its scripts
	expect(await page.content()).not.toContain(words);
}

test('[RD12] [LG3] one flags with the keys, the other sees it hidden at once, the samordnare takes it away, and it is nowhere', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const [police, coordinator] = [await openAs(browser, server, POLICE), await openAs(browser, server, COORDINATOR)];
	const noted = await watchLog(coordinator.page);
	await coordinator.addEntry(AREA, `Ungdomar vid kiosken, ${NAME} leder dem`);
	await coordinator.saved();
	await expect(police.texts(AREA).last()).toHaveValue(new RegExp(NAME));
	const id = await police
		.texts(AREA)
		.last()
		.evaluate((box) => box.closest('[data-entry]')?.id);
	const rowOn = (board: typeof police) => board.page.locator(`[data-entry="${id}"]`);
	expect(filesWith(NAME)).not.toEqual([]);

	await flag(police.page, rowOn(police), 'Ett namn');
	for (const board of [police, coordinator]) {
		await expect(rowOn(board)).toContainText(HIDDEN);
		expect(await board.page.content()).not.toContain(NAME);
	}
	await police.page.reload();
	await expect(rowOn(police)).toContainText(HIDDEN);

	await takeAway(coordinator.page, NAME, 'Ungdomar vid kiosken');
	await expect(police.texts(AREA).last()).toHaveValue('Ungdomar vid kiosken');
	await police.texts(AREA).last().press('End');
	await police.page.keyboard.insertText(' igen');
	await police.saved();
	expect(await noted('flag')).toEqual([{ who: POLICE.name, said: 'Flaggade en personuppgift' }]);
	expect(await noted('redact')).toEqual([{ who: COORDINATOR.name, said: 'Tog bort en personuppgift för gott' }]);
	await Promise.all([police, coordinator].map(({ page }) => page.context().close()));

	await server.stop();
	expect(filesWith(NAME)).toEqual([]);
	await server.start();
});

test('[RD12] from a sealed week it goes too: the protokoll, its files and every file of the data folder', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const [police, coordinator] = [await openAs(browser, server, POLICE), await openAs(browser, server, COORDINATOR)];
	const read = async () => {
		const files = ['lagesrader.csv', 'lagesbild.json'].map((name) => `${LAST_WEEK}/protokoll/${name}`);
		const answers = await Promise.all(files.map((path) => police.page.request.get(path)));
		return (await Promise.all(answers.map((answer) => answer.text()))).join('\n');
	};
	await police.page.goto(LAST_WEEK);
	const row = police.area(AREA).locator('[data-entry]').first();
	const words = (await row.locator('p.words').innerText()).trim();
	expect(words.length).toBeGreaterThan(20);
	expect(await read()).toContain(words);
	expect(filesWith(words)).not.toEqual([]);

	await flag(police.page, row, '');
	await expect(row).toContainText(HIDDEN);
	expect(await read()).not.toContain(words);
	await coordinator.page.goto(`${LAST_WEEK}/protokoll`);
	expect(await coordinator.page.content()).not.toContain(words);

	await takeAway(coordinator.page, words, 'Skadegörelse.');
	expect(await read()).not.toContain(words);
	expect(await read()).toContain('[borttagen uppgift]');
	await coordinator.page.goto(`${LAST_WEEK}/protokoll?kontroll`);
	await expect(coordinator.page.getByText(/Alla \d+ sigill i kedjan stämmer, och veckornas journaler/)).toBeVisible();
	expect(await coordinator.page.content()).not.toContain(words);
	await Promise.all([police, coordinator].map(({ page }) => page.context().close()));

	await server.stop();
	expect(filesWith(words)).toEqual([]);
});
