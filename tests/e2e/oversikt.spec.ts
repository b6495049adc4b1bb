import { text } from 'node:stream/consumers';
import { expect, type Locator, type Page } from '@playwright/test';
import { formatWeek } from '../../src/lib/shared/week/format.ts';
import { localDay, weekOf } from '../../src/lib/shared/week/iso-week.ts';
import { readCsv } from '../support/read-csv.ts';
import { axeInBothThemes } from './support/axe.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, GUARD, LEADER } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

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

const OVERVIEW = '/historik/oversikt';
const PARTS = ['Läge per område', 'Återkommande plats och kategori', 'Åtgärder', 'Inrapportering'];
const strip = (on: Page) => on.getByRole('region', { name: 'Bild: Läge per område' });
const table = (on: Page, name: string) => on.getByRole('region', { name: `Tabell: ${name}` });
const rows = (of: Locator) => of.locator('tbody tr');

async function open(on: Page, query = '') {
	await on.goto(`${OVERVIEW}${query}`);
	await expect(on.getByRole('heading', { level: 2, name: 'Översikt' })).toBeVisible();
	await expect(strip(on)).toBeVisible();
}

async function showTable(on: Page, caption: string, name: string): Promise<Locator> {
	const shown = table(on, name);
	await expect(shown).toBeHidden();
	await on.getByText(`Visa som tabell: ${caption}`).click();
	await expect(shown).toBeVisible();
	return shown;
}

/** The figures that say how many things a list has, and the list's address. */
async function figuresIn(of: Locator): Promise<{ count: number; href: string }[]> {
	const links = await of.locator('td a[href*="/oversikt/"]').all();
	const found = await Promise.all(
		links.map(async (link) => ({ count: Number(await link.innerText()), href: (await link.getAttribute('href'))! }))
	);
	return found.filter(({ count }) => count > 0);
}

test('[OV6] [OV10] figures in the tables are as long as the lists that they lead to', async () => {
	await open(page);
	for (const name of PARTS) await expect(page.getByRole('heading', { level: 3, name, exact: true })).toBeVisible();
	const actions = await showTable(page, 'Beslutade, genomförda, försenade och uppföljda', 'Åtgärder per period');
	const lines = await showTable(page, 'Nya rader, och äldre som bedömts i perioden', 'Lägesrader per kategorigrupp');
	const [ofActions, ofRows] = [await figuresIn(actions), await figuresIn(lines)];
	const open3 = await figuresIn(table(page, 'Ledtider, uppföljning och öppna åtgärder'));
	const followed = [...ofActions.slice(-2), ...ofRows.slice(0, 1), ...ofRows.slice(-1), ...open3.slice(-1)];
	expect(followed).toHaveLength(5);
	for (const { count, href } of followed) {
		await page.goto(href);
		await expect(page.getByRole('heading', { level: 2, name: new RegExp(`: ${count}$`) })).toBeVisible();
		await expect(rows(page.getByRole('region', { name: /^Tabell: / })), href).toHaveCount(count);
	}
	await page.getByRole('link', { name: 'Till översikten' }).click();
	await expect(strip(page)).toBeVisible();
});

/** Heads and rows as they stand on the page. */
async function cellsOf(shown: Locator): Promise<string[][]> {
	const lines = await shown.getByRole('row').all();
	return Promise.all(
		lines.map(async (line) => (await line.locator('th, td').allTextContents()).map((cell) => cell.trim()))
	);
}

/** The rows of the file that a press gives, under the heads that the page has; it leaves out a column that is empty. */
async function downloaded(link: Locator, heads: readonly string[]): Promise<string[][]> {
	const download = link.page().waitForEvent('download');
	await link.click();
	const [head = [], ...lines] = readCsv(await text(await (await download).createReadStream()));
	const places = heads.map((title) => head.indexOf(title));
	return [head, ...lines].map((cells) => places.map((place) => cells[place] ?? `no ${place}`));
}

test('[OV11] a table and a list of it are taken out as files with the same rows, and that is in the log', async () => {
	await open(page);
	const noted = await watchLog(page);
	const figures = await showTable(page, 'Beslutade, genomförda, försenade och uppföljda', 'Åtgärder per period');
	const ofFigures = await cellsOf(figures);
	expect(ofFigures.length).toBeGreaterThan(6);
	const figuresFile = page.getByRole('link', { name: /^CSV.*Beslutade, genomförda/ });
	expect(await downloaded(figuresFile, ofFigures[0]!)).toEqual(ofFigures);

	await figures.getByRole('row').last().getByRole('link').first().click();
	const list = page.getByRole('region', { name: /^Tabell: / });
	await expect(page.getByRole('link', { name: 'Till översikten' })).toBeVisible();
	await expect(list).toBeVisible();
	const ofList = await cellsOf(list);
	expect(ofList.length).toBeGreaterThan(1);
	expect(await downloaded(page.getByRole('link', { name: 'CSV', exact: true }), ofList[0]!)).toEqual(ofList);

	const took = (rows: readonly unknown[]) => ({
		who: COORDINATOR.name,
		said: expect.stringMatching(new RegExp(`^Hämtade översikten som CSV, ${rows.length - 1} rad(er)?, urval`))
	});
	expect(await noted('export')).toEqual([took(ofFigures), took(ofList)]);
});

test('[OV9] [OV10] the strip is one stop, walked by arrows, says each cell in words and leads to the week', async () => {
	await open(page);
	const cells = strip(page).getByRole('link');
	const said = page.getByText('Peka på en ruta');
	await expect(said).toBeVisible();
	await expect(strip(page).locator('a[tabindex="0"]')).toHaveCount(1);
	const last = strip(page).locator('a[tabindex="0"]');
	await last.focus();
	await expect(last).toBeFocused();
	await expect(said).toBeHidden();
	const from = await last.getAttribute('href');
	expect(from).toMatch(/^\/v\/\d{4}-\d{2}$/);
	await page.keyboard.press('ArrowLeft');
	const here = strip(page).locator('a:focus');
	await expect(here).not.toHaveAttribute('href', from!);
	await expect(here).toHaveAttribute('href', /^\/v\/\d{4}-\d{2}\/protokoll$/);
	await expect(here).toContainText('fastställd');
	await page.keyboard.press('Home');
	await expect(here).toHaveAttribute('href', (await cells.first().getAttribute('href'))!);
	const to = (await here.getAttribute('href'))!;
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(new RegExp(`${to}$`));
	await expect(page.getByRole('heading', { level: 2, name: 'Protokoll', exact: true })).toBeVisible();
});

test('[OV10] at 320 px, light and dark, nothing goes out sideways and axe finds nothing', async () => {
	await page.setViewportSize({ width: 320, height: 800 });
	await open(page);
	const widths = () => page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
	const [wide, window] = await widths();
	expect(wide).toBeLessThanOrEqual(window);
	expect(await axeInBothThemes(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: null, reducedMotion: null });
	await page.setViewportSize({ width: 1366, height: 900 });
});

test('[OV10] without JavaScript: weeks are named, the table unfolds and its figure leads to its list', async ({
	browser
}) => {
	const storageState = await page.context().storageState();
	const context = await browser.newContext({ baseURL: server.url, storageState, javaScriptEnabled: false });
	const plain = await context.newPage();
	await open(plain);
	await plain.getByRole('link', { name: '6 veckor', exact: true }).click();
	await expect(plain).toHaveURL(/veckor=6/);
	const from = await plain.getByLabel('Från vecka').inputValue();
	await plain.getByLabel('Till vecka').fill(from);
	await plain.getByRole('button', { name: 'Visa', exact: true }).click();
	await expect(plain).toHaveURL(/till=/);
	await expect(plain.getByText(/, 1 av \d+ veckor med tavla\./)).toBeVisible();
	const lines = await showTable(plain, 'Nya rader, och äldre som bedömts i perioden', 'Lägesrader per kategorigrupp');
	const link = lines.locator('td a').last();
	const count = Number(await link.innerText());
	expect(count).toBeGreaterThan(0);
	await link.click();
	await expect(plain.getByRole('heading', { level: 2, name: `Lägesrader: ${count}` })).toBeVisible();
	await expect(rows(table(plain, 'Lägesrader'))).toHaveCount(count);
	await context.close();
});

test('[OV8] a leader sees fastställda weeks alone, and an external party gets a sentence and nothing more', async ({
	browser
}) => {
	const leader = await openAs(browser, server, LEADER);
	await open(leader.page);
	await expect(leader.page.getByText('Du ser fastställda veckor, som de fastställdes.')).toBeVisible();
	const hrefs = await strip(leader.page)
		.getByRole('link')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
	expect(hrefs.length).toBeGreaterThan(3);
	expect(hrefs.filter((href) => !href?.endsWith('/protokoll'))).toEqual([]);
	const thisWeek = formatWeek(weekOf(localDay(Date.now())));
	await open(page);
	await expect(strip(page).getByRole('columnheader', { name: thisWeek })).toBeVisible();
	await expect(strip(leader.page).getByRole('columnheader', { name: thisWeek })).toHaveCount(0);
	await leader.page.context().close();

	const guard = await openAs(browser, server, GUARD);
	const answer = await guard.page.goto(OVERVIEW);
	expect(answer?.status()).toBe(403);
	await expect(guard.page.getByText('Historiken läses av dem som läser hela tavlan.')).toBeVisible();
	for (const path of ['rader', 'atgarder?vad=beslutade', 'filer/lage.csv'])
		expect((await guard.page.request.get(`${OVERVIEW}/${path}`)).status(), path).toBe(403);
	await guard.page.context().close();
});
