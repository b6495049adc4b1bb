import { expect, type Locator, type Page } from '@playwright/test';
import { axeInBothThemes } from './support/axe.ts';
import { BoardPage } from './support/board-page.ts';
import { COORDINATOR } from './support/example-people.ts';
import { expectSeenFocus, Keyboard } from './support/keyboard.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { isAwake } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

/** No mouse in this file: every step is a key on what has focus, and after each it is seen where that is. */
let server: TestServer;
let page: Page;
let keys: Keyboard;

test.use({ trace: 'off' }); // a picture of the page for each of a thousand keys would take a minute
test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	({ page } = await openAs(browser, server, COORDINATOR));
	keys = new Keyboard(page);
});
test.afterAll(async () => {
	await page.close();
	await server.dispose();
});

const weekNumber = (fromNow: number): number => Number(weekAddress(fromNow).slice(-2));
const link = (name: string | RegExp, on: Page | Locator = page) => on.getByRole('link', { name });
const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const seen = (control: Locator) => expectSeenFocus(page, control);

async function open(path: string): Promise<void> {
	await page.goto(path);
	await isAwake(page);
}
async function press(control: Locator, key = 'Enter'): Promise<void> {
	await keys.to(control);
	await seen(control);
	await keys.press(key);
}
async function axeFindsNothing(): Promise<void> {
	expect(await axeInBothThemes(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

test('[HG8] the board as it was: the slider, the steps to both ends, a typed week and the film keep focus', async () => {
	const when = page.locator('[data-past]').getByText(/^HISTORIK – v\d+, /);
	const slider = page.getByRole('slider', { name: 'Ögonblick i veckan' });
	const film = page.waitForResponse((response) => response.url().endsWith('/historik/film'));
	await open(`${weekAddress(-1)}/historik`);
	await film;
	const last = (await when.textContent())!;
	await press(slider, 'Home');
	await expect(when).not.toHaveText(last);
	await seen(slider);
	const [before, after] = [link('Ändringen före'), link('Ändringen efter')];
	await expect(before).toBeDisabled();
	await press(after);
	await expect(before).toBeEnabled();
	await seen(after);
	await press(before);
	await expect(before).toBeDisabled();
	await seen(before);

	const field = page.getByRole('textbox', { name: 'Gå till vecka eller tid' });
	await keys.to(field);
	await keys.write('tor 25.70');
	await keys.press('Enter');
	await expect(page.getByRole('alert').getByText('Klockan blir aldrig 25.70.')).toBeVisible();
	await seen(field);
	await press(link('Visa närmaste'));
	await expect(page.getByRole('alert').getByText('Klockan blir aldrig')).toHaveCount(0);
	await seen(field);
	await keys.write(`v${weekNumber(-2)}`);
	await keys.press('Enter');
	await expect(when).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(-2)},`));
	await seen(field);
	await press(slider, ']');
	await expect(when).toHaveText(new RegExp(`^HISTORIK – v${weekNumber(-1)},`));
	await seen(slider);
	await press(button('Spela upp mötet'));
	await expect(button('Pausa')).toBeVisible();
	await keys.press('Enter');
	await expect(button('Spela upp mötet')).toBeVisible();
	await seen(button('Spela upp mötet'));
	await press(link('Till tavlan nu'));
	await expect(page).toHaveURL(new RegExp(`${weekAddress(-1)}$`));
});

test('[HG8] two weeks are chosen and compared, and one goes on from the group that was jumped to', async () => {
	await open('/historik/jamfor');
	const from = page.getByRole('group', { name: 'Från', exact: true }).getByLabel('Vecka');
	const chosen = await from.inputValue();
	await press(from, 'ArrowDown');
	await expect(from).not.toHaveValue(chosen);
	await press(button('Jämför'));
	await expect(page).toHaveURL(new RegExp(`fran=${await from.inputValue()}`));
	await seen(button('Jämför'));
	const parts = page.getByRole('navigation', { name: 'Delar av jämförelsen' });
	await press(link(/^Åtgärder/, parts));
	await seen(page.getByRole('heading', { level: 2, name: 'Åtgärder', exact: true }));
	await keys.press('Tab');
	await seen(page.getByRole('region', { name: 'Åtgärder', exact: true }).locator('a, summary').first());
	const asList = page.locator('summary').filter({ hasText: 'Samma sak som lista' });
	await press(asList);
	await expect(page.getByRole('columnheader', { name: 'Ändring' })).toBeVisible();
	await seen(asList);
	await axeFindsNothing();
});

test('[HG8] changes are searched, narrowed by a place that arrows find, widened again and read on', async () => {
	await open('/historik');
	const box = page.getByRole('searchbox', { name: 'Sök i ändringarna' });
	await keys.to(box);
	await keys.write('Å-17 ansvarig');
	await keys.press('Enter');
	await expect(link('Ta bort Fält: Ansvarig')).toBeVisible();
	await seen(box);
	await press(link('Ta bort Fält: Ansvarig'));
	await expect(page).toHaveURL(/\/historik\?q=%C3%85-17$/);
	await seen(page.locator('summary').filter({ hasText: 'Begränsa' }));
	await keys.press('Enter');

	const place = page.getByRole('combobox', { name: 'Plats' });
	await press(place, 'ArrowDown');
	await expect(place).not.toHaveValue('');
	const first = await place.inputValue();
	await keys.press('ArrowDown');
	await expect(place).not.toHaveValue(first);
	await expect(page).toHaveURL(/\/historik\?q=%C3%85-17$/); // not asked before it was chosen
	const second = await place.inputValue();
	await seen(place);
	await keys.press('Enter');
	await expect(page).toHaveURL(new RegExp(`plats=${second}`));
	await expect(place).toHaveValue('');
	await seen(place);
	await axeFindsNothing();
	await press(link('Rensa allt'));
	await expect(page).toHaveURL(/\/historik$/);
	await seen(page.locator('summary').filter({ hasText: 'Begränsa' }));

	const rows = page.getByRole('main').getByRole('article');
	const shown = await rows.count();
	await press(link('Visa fler'));
	await expect.poll(() => rows.count()).toBeGreaterThan(shown);
	await seen(rows.nth(shown).getByRole('link').first());
});

test('[HG8] a card’s history is narrowed and stays where it was read', async () => {
	await open('/historik?q=%C3%85-17');
	const card = page.getByRole('main').getByRole('article').first().getByRole('link', { name: /^Å-17/ });
	await press(card);
	await expect(page.getByRole('heading', { level: 2, name: /^Å-17/ })).toBeVisible();
	const choices = page.getByRole('list', { name: 'Visa ändringar av' }).getByRole('link');
	await press(choices.nth(1));
	await expect(choices.nth(1)).toHaveAttribute('aria-current', 'true');
	await seen(choices.nth(1));
});

test('[HG8] a week is brought back from the board as it was, and that is taken back', async () => {
	await open(`${weekAddress(0)}/historik`);
	const slider = page.getByRole('slider', { name: 'Ögonblick i veckan' });
	const now = page.url();
	await press(slider, 'Home');
	await expect(page).not.toHaveURL(now);
	await press(link(/^Återställ veckan hit/));
	await expect(page.getByRole('heading', { level: 1, name: /^Återställ till / })).toBeVisible();
	await press(button('Återställ'));
	await expect(page.getByText(/^Återställt till /).first()).toBeVisible();
	await press(button('Ångra'));
	await expect(page.getByText('Återställningen är ångrad.')).toBeVisible();
});

test('[HG8] the log is narrowed and checked, and what is to be disposed of is refused and said', async () => {
	await open('/historik/logg');
	const what = page.getByRole('combobox', { name: 'Vad' });
	await press(what, 'ArrowDown');
	await expect(what).not.toHaveValue('');
	await press(button('Visa'));
	await expect(page).toHaveURL(/vad=/);
	await seen(button('Visa'));
	const post = page
		.locator('summary')
		.filter({ hasText: /^Post \d+/ })
		.first();
	await press(link('Kontrollera kedjan'));
	await expect(page.getByText('Kedjan stämmer.')).toBeVisible();
	await seen(link('Kontrollera kedjan'));
	await press(post);
	await expect(page.getByText(/SHA-256/).first()).toBeVisible();
	await axeFindsNothing();

	await open('/historik/gallring');
	await keys.to(page.getByLabel(/^Månader efter/).first());
	await keys.write('12');
	await press(button('Spara reglerna'));
	await expect(page.getByText('Skriv gallringsbeslutets diarienummer.').first()).toBeVisible();
	await expect(page.locator(':focus')).toContainText('Det gick inte att spara ännu.');
	await press(page.locator('summary').filter({ hasText: 'Det här bevaras alltid' }));
	await expect(page.getByText(/^Delningsloggen:/)).toBeVisible();
	await axeFindsNothing();
});

test('[HG8] the overview’s strip is walked, its table opened and other weeks chosen', async () => {
	await open('/historik/oversikt');
	const strip = page.getByRole('region', { name: 'Bild: Läge per område' });
	const weeks = page.getByRole('list', { name: 'Hur många veckor' });
	await press(link(/^6 veckor/, weeks));
	await expect(page).toHaveURL(/veckor=6/);
	await seen(link(/^6 veckor/, weeks));
	await keys.to(strip.locator('a[tabindex="0"]'));
	const from = await strip.locator('a:focus').getAttribute('href');
	await keys.press('ArrowLeft');
	await expect(strip.locator('a:focus')).not.toHaveAttribute('href', from!);
	await seen(strip.locator('a:focus'));
	const tables = page.locator('summary').filter({ hasText: 'Visa som tabell' });
	const table = tables.first().locator('xpath=..');
	await expect(table).not.toHaveAttribute('open');
	await press(tables.first());
	await expect(table).toHaveAttribute('open');
	await seen(tables.first());
	await axeFindsNothing();
});

test('[HG8] a card’s history opens over the board, and Escape gives focus back to where it was asked for', async () => {
	const board = new BoardPage(page);
	await open(weekAddress(0));
	await board.saved();
	const menu = button(/^Mer om/).first();
	await keys.choose(menu, 'Historik');
	const dialog = page.getByRole('dialog').filter({ has: page.getByRole('heading', { name: /^Historik: / }) });
	await expect(dialog.getByRole('article').first()).toBeVisible();
	await expect(dialog.locator(':focus')).toHaveCount(1);
	await axeFindsNothing();
	await keys.press('Escape');
	await expect(dialog).toHaveCount(0);
	await seen(menu);
});
