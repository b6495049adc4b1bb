import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';
import { momentText } from '../../src/lib/shared/history/moment.ts';
import { addWeeks, localDay, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { BoardPage } from './support/board-page.ts';
import { COORDINATOR, GUARD, POLICE } from './support/example-people.ts';
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

const path = (fromNow: number) => weekPath(addWeeks(weekOf(localDay(Date.now())), fromNow));
const number = (fromNow: number) => addWeeks(weekOf(localDay(Date.now())), fromNow).number;
const compare = (from: string, to: string) => `/historik/jamfor?fran=${from}&till=${to}`;
const sentence = (on: Page) => on.getByRole('heading', { level: 2, name: /^(Sedan|Från|Inget har ändrats)/ });
const side = (on: Page, name: string) => on.getByRole('group', { name, exact: true });

test('[HC13] two weeks are compared from the page, by their address, and told in the order of time', async () => {
	await page.goto('/historik/jamfor');
	await expect(sentence(page)).toBeVisible();
	await side(page, 'Från').getByLabel('Vecka').selectOption(path(-3));
	await side(page, 'Till').getByLabel('Vecka').selectOption(path(-2));
	await page.getByRole('button', { name: 'Jämför' }).click();
	await expect(sentence(page)).toHaveText(new RegExp(`^Från v${number(-3)} till v${number(-2)}: `));
	expect(new URL(page.url()).search).toBe(`?fran=${path(-3)}&till=${path(-2)}`);
	const told = await sentence(page).innerText();

	await page.getByRole('link', { name: 'Byt plats' }).click();
	await expect(page.getByText('Du valde den senare först.')).toBeVisible();
	await expect(sentence(page)).toHaveText(told);
	await expect(side(page, 'Från').getByLabel('Vecka')).toHaveValue(path(-2));

	await page.goto(compare(path(-2), path(-2)));
	await expect(page.getByText('Du har valt samma ögonblick två gånger.')).toBeVisible();
	await page.goto(compare('1999-10', path(-2)));
	await expect(page.getByText('har ingen tavla.')).toBeVisible();
});

test('[HC13] a week and a moment of it are compared from the form, and the matrix is there as a list too', async () => {
	await page.goto(compare(path(-1), path(0)));
	const matrix = page.getByRole('region', { name: 'Läget per område och kategori' });
	await expect(matrix.getByRole('table')).toBeVisible();
	await page.getByText('Samma sak som lista').click();
	await expect(page.getByRole('columnheader', { name: 'Ändring' })).toBeVisible();

	await side(page, 'Från').getByLabel('Vecka').selectOption(path(-1));
	const today = localDay(Date.now());
	await side(page, 'Till').getByLabel('Vecka').selectOption(path(-1));
	await side(page, 'Till').getByLabel('Dag och tid').fill(`${today}T00:01`);
	await page.getByRole('button', { name: 'Jämför' }).click();
	await expect(page).toHaveURL(/till=.*T00\.01\.59/);
	await expect(sentence(page)).toBeVisible();
});

test('[HC13] by the keys alone', async () => {
	await page.goto(compare(path(-3), path(-2)));
	await expect(sentence(page)).toBeVisible();
	const from = side(page, 'Från').getByLabel('Vecka');
	await from.focus();
	await expect(from).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await expect(from).not.toHaveValue(path(-3));
	const chosen = await from.inputValue();
	const button = page.getByRole('button', { name: 'Jämför' });
	await button.focus();
	await expect(button).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`fran=${chosen}`));
	const card = page.getByRole('article').first().getByRole('link');
	await card.focus();
	await expect(card).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/historik\/kort\//);
});

test('[HC13] without JavaScript', async ({ browser }) => {
	const storageState = await page.context().storageState();
	const context = await browser.newContext({ baseURL: server.url, storageState, javaScriptEnabled: false });
	const plain = await context.newPage();
	await plain.goto(compare(path(-3), path(-2)));
	await expect(sentence(plain)).toBeVisible();
	await side(plain, 'Till').getByLabel('Vecka').selectOption(path(-1));
	await plain.getByRole('button', { name: 'Jämför' }).click();
	await expect(sentence(plain)).toHaveText(new RegExp(`^Från v${number(-3)} till v${number(-1)}: `));
	await context.close();
});

const AREA = 'Norrhaga';

/** A moment that is over: what is written from now on is later than it. */
async function momentNow(): Promise<string> {
	const at = Date.now();
	await expect.poll(() => Math.floor(Date.now() / 1_000)).toBeGreaterThan(Math.floor(at / 1_000));
	return momentText(at);
}

/** Who wrote what, by the numbers that the marks have. */
const READ_ALOUD = [
	'- definition:',
	'  - paragraph:',
	'    - insertion:',
	'      - text: "Nytt: Skräp och"',
	'      - superscript: ", av 2"',
	'      - text: .',
	'    - text: klotter vid',
	'    - deletion:',
	'      - text: "Borttaget: porten"',
	'      - superscript: ", av 1"',
	'      - text: .',
	'    - insertion:',
	'      - text: "Nytt: den gamla gången"',
	'      - superscript: ", av 1"',
	'      - text: .',
	'  - list "Skrivet av":',
	'    - listitem:',
	'      - text: "1"',
	`      - strong: ${POLICE.name}`,
	'    - listitem:',
	'      - text: "2"',
	`      - strong: ${COORDINATOR.name}`
].join('\n');

/** What somebody sees of the row's text, and what is read aloud to somebody who does not. */
async function expectMarks(on: Page, address: string): Promise<void> {
	await on.goto(address);
	await expect(sentence(on)).toBeVisible();
	const text = on.getByRole('article').filter({ hasText: 'vid den gamla gången' }).getByRole('definition');
	await expect(text.locator('ins')).toHaveText([/^\+.*Skräp och/, /^\+.*den gamla gången/]);
	await expect(text.locator('del')).toHaveText([/^−.*porten/]);
	await expect(text).toMatchAriaSnapshot(READ_ALOUD);
}

test('[HC8] [HC10] a text is told word by word, each mark with who made it, to the eye, read aloud and without JavaScript', async ({
	browser
}) => {
	const [mine, police] = [new BoardPage(page), await openAs(browser, server, POLICE)];
	await page.goto(weekAddress(0));
	await mine.saved();
	await mine.addEntry(AREA, 'klotter vid porten');
	const [here, there] = [mine, police].map((board) => board.texts(AREA).last()) as [Locator, Locator];
	await expect(there).toHaveValue('klotter vid porten');
	await mine.saved();
	const from = await momentNow();
	await there.fill('klotter vid den gamla gången');
	await expect(here).toHaveValue('klotter vid den gamla gången');
	await here.fill('Skräp och klotter vid den gamla gången');
	await expect(there).toHaveValue('Skräp och klotter vid den gamla gången');
	await mine.saved();

	await expectMarks(page, compare(from, path(0)));
	const storageState = await page.context().storageState();
	const plain = await browser.newContext({ baseURL: server.url, storageState, javaScriptEnabled: false });
	await expectMarks(await plain.newPage(), compare(from, path(0)));
});

for (const colorScheme of ['light', 'dark'] as const)
	test(`[HC13] at 320 px, ${colorScheme}, without findings`, async () => {
		await page.emulateMedia({ colorScheme });
		await page.setViewportSize({ width: 320, height: 800 });
		await page.goto(compare(path(-1), path(0)));
		await expect(sentence(page)).toBeVisible();
		const { violations } = await new AxeBuilder({ page }).analyze();
		expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
		const wider = await page.evaluate(() => {
			const { scrollWidth, clientWidth } = document.documentElement;
			if (scrollWidth <= clientWidth) return [];
			const all = [...document.querySelectorAll('main *')].filter((one) => !one.closest('[role=region]'));
			return all
				.filter((one) => one.getBoundingClientRect().right > clientWidth)
				.map((one) => one.outerHTML.slice(0, 80));
		});
		expect(wider).toEqual([]);
		await page.setViewportSize({ width: 1366, height: 900 });
		await page.emulateMedia({ colorScheme: null });
	});

test('[HC9] [HC12] the file has what the page has, and who has no board gets neither', async ({ browser }) => {
	const files = `/historik/jamfor/fil?fran=${path(-3)}&till=${path(-2)}`;
	const file = await page.request.get(`${files}&format=csv`);
	expect(file.status()).toBe(200);
	expect(await file.text()).toContain('"Åtgärder"');
	const guard = await openAs(browser, server, GUARD);
	for (const address of [`${files}&format=csv`, compare(path(-3), path(-2))])
		expect((await guard.page.request.get(address)).status()).toBe(403);
	await guard.page.close();
});
