import { expect, type Locator, type Page } from '@playwright/test';
import { BoardPage } from './support/board-page.ts';
import { COORDINATOR } from './support/example-people.ts';
import { Keyboard } from './support/keyboard.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';

/** No mouse in this file: every step is a key on what has focus. */
let server: TestServer;
let page: Page;
let board: BoardPage;
let keys: Keyboard;

test.describe.configure({ mode: 'serial' });
test.use({ trace: 'off' }); // a picture of the page for each of a thousand keys would take a minute

test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 900 } });
	page = await context.newPage();
	board = new BoardPage(page);
	keys = new Keyboard(page);
	await page.goto('/logga-in');
	await keys.to(page.getByLabel('E-postadress'));
	await keys.write(COORDINATOR.email);
	await keys.to(page.getByLabel('Lösenord', { exact: true }));
	await keys.write(COORDINATOR.password);
	await keys.press('Enter');
	await board.saved();
});
test.afterAll(async () => {
	await page.close();
	await server.dispose();
});

/** What a screen reader is told, wherever on the page it is said. */
const said = (words: string | RegExp): Locator => page.getByRole('status').filter({ hasText: words });

const column = (name: string): Locator => page.getByRole('region', { name: new RegExp(`^${name}`) });
const card = (title: string): Locator => page.getByRole('link', { name: title });
const TITLE = 'Trygghetsvandring runt Ekebyskolan';
const ROW = 'Buskar skymmer sikten vid övergångsstället.';

/** The row that this file adds: the only one that has neither place nor category to be called by. */
const row = (area: string): Locator =>
	board
		.area(area)
		.getByRole('listitem')
		.filter({ has: page.getByRole('textbox', { name: 'Beskrivning: Lägesrad', exact: true }) });

test('[EE6] the skip link leads past the bar, into the week', async () => {
	await page.reload();
	await board.saved();
	await keys.press('Tab');
	await expect(page.getByRole('link', { name: 'Hoppa till innehållet' })).toBeFocused();
	await keys.press('Enter', 'Tab');
	await expect(page.getByRole('main').locator('a, button, input, summary').first()).toBeFocused();
});

test('[EE6] a lägesrad is added, moved by keys and by menu, and assessed', async () => {
	const opener = page.getByRole('button', { name: 'Lägg till lägesrad i Ekeby centrum' });
	await keys.to(opener);
	await keys.press('Enter');
	await expect(page.getByLabel('Vad har hänt?')).toBeFocused();
	await keys.write(ROW);
	await keys.press('Enter');
	await expect(said('Lägesrad tillagd i Ekeby centrum')).toHaveCount(1);
	await keys.press('Escape');
	await expect(opener).toBeFocused();

	await expect(row('Ekeby centrum').getByRole('textbox')).toHaveValue(ROW);
	await keys.to(row('Ekeby centrum').getByRole('textbox'));
	await keys.press('Alt+ArrowDown');
	await expect(said('Flyttad till Sjöbacka')).toHaveCount(1);
	await expect(row('Sjöbacka').getByRole('textbox')).toBeFocused();
	await keys.choose(row('Sjöbacka').getByRole('button', { name: /^Mer om/ }), 'Flytta till Norrhaga');
	await expect(said('Flyttad till Norrhaga')).toHaveCount(1);
	await expect(row('Norrhaga').getByRole('textbox')).toBeFocused();

	const assess = row('Norrhaga').getByTitle(/^Bedöm/);
	await keys.choose(assess, 'Ökar');
	await expect(said('Lägesrad: ökar')).toHaveCount(1);
	await expect(assess).toBeFocused();
	await keys.choose(assess, 'Ej bedömd');
	await keys.to(row('Norrhaga').getByRole('button', { name: /^Bekräfta oförändrad/ }));
	await keys.press('Enter');
	await expect(said(/bekräftad oförändrad/)).toHaveCount(1);
	await expect(assess).toHaveText('Bekräftad oförändrad');
	await expect(assess).toBeFocused(); // the button that was pressed is gone
});

test('[EE6] a level is set with its motive', async () => {
	const area = board.area('Landsbygd och vägar');
	await keys.to(area.getByRole('button', { name: 'Sätt nivå' }));
	await keys.press('Enter');
	const form = page.getByRole('form', { name: 'Ändra nivå för Landsbygd och vägar' });
	await keys.to(form.getByRole('radio', { name: /Grönt/ }));
	await keys.press('ArrowRight');
	await expect(form.getByRole('radio', { name: /Gult/ })).toBeChecked();
	await keys.to(form.getByRole('button', { name: 'Spara nivå' }));
	await keys.press('Enter');
	await expect(form.getByText('Skriv varför.')).toBeVisible(); // no level without a motive
	await keys.to(form.getByLabel('Motiv'));
	await keys.write('Fler kör för fort på genomfarten.');
	await keys.press('Tab', 'Enter');
	await expect(area.getByText('Fler kör för fort på genomfarten.')).toBeVisible();
	await expect(said('Landsbygd och vägar: nivå 2')).toHaveCount(1);
	await expect(area.getByRole('button', { name: 'Ändra nivå' })).toBeFocused();
});

test('[EE6] a lägesrad is prioritised, and the priorities are put in another order', async () => {
	await keys.choose(row('Norrhaga').getByRole('button', { name: /^Mer om/ }), 'Prioritera');
	await expect(said(/är prioriterad/)).toHaveCount(1);
	const grip = (place: number) => page.getByRole('button', { name: new RegExp(`^Prioritering ${place}: Buskar`) });
	await keys.to(grip(5));
	await keys.press('Alt+ArrowUp');
	await expect(said('Prioriteringen flyttad till plats 4 av 5')).toHaveCount(1);
	await expect(grip(4)).toBeFocused();
	await keys.press('Alt+ArrowUp', 'Alt+ArrowUp', 'Alt+ArrowDown');
	await expect(said('Prioriteringen flyttad till plats 3 av 5')).toHaveCount(1);
	await expect(grip(3)).toBeFocused();
});

test('[EE7] an added åtgärd that is undone and done again keeps its number, and nothing is refused', async () => {
	const opener = page.getByRole('button', { name: 'Ny åtgärd' });
	await keys.to(opener);
	await keys.press('Enter');
	await expect(page.getByRole('textbox', { name: 'Ny åtgärd' })).toBeFocused();
	await keys.write(TITLE);
	await keys.press('Enter');
	await expect(said(`${TITLE} tillagd som förslag`)).toHaveCount(1);
	await keys.press('Escape');
	await expect(opener).toBeFocused();
	const made = column('Föreslagen').getByRole('article').filter({ hasText: TITLE });
	await expect(made.getByText('Å-20', { exact: true })).toBeVisible();
	await board.saved();

	await keys.press('Control+z');
	await expect(said('Din senaste ändring är ångrad')).toHaveCount(1);
	await expect(card(TITLE)).toHaveCount(0);
	await board.saved();
	await keys.press('Control+y');
	await expect(said('Ändringen är gjord igen')).toHaveCount(1);
	await expect(made.getByText('Å-20', { exact: true })).toBeVisible();
	await board.saved();
	await keys.press('Control+z', 'Control+Shift+z');
	await expect(made.getByText('Å-20', { exact: true })).toBeVisible();
	await board.saved();
	await expect(page.getByText('Ändringen togs inte emot')).toHaveCount(0);
});

test('[EE6] Alt and the arrows move the card, and what is missing is asked for and answered in place', async () => {
	await keys.to(card(TITLE));
	await keys.press('Alt+ArrowUp');
	await expect(said(/^Å-20 flyttad till Föreslagen, plats 2 av 3/)).toHaveCount(1);
	await expect(card(TITLE)).toBeFocused();
	await keys.press('Alt+ArrowRight');
	await expect(said(/^Å-20 till Beslutad: fyll i det som saknas/)).toHaveCount(1);
	const question = page.getByRole('form', { name: 'Flytta till Beslutad' });
	await expect(question.getByRole('searchbox')).toBeFocused();
	await keys.press('Enter'); // sent as it stands: it says what it wants, and nothing has moved
	await expect(question.getByText('Välj minst en utförare.')).toBeVisible();
	await keys.to(question.getByRole('checkbox', { name: /^Skola/ }));
	await keys.press('Space');
	await keys.to(question.getByLabel('Klart senast', { exact: true }));
	await keys.write('om 2 veckor');
	await keys.press('Tab');
	await keys.to(question.getByRole('button', { name: 'Flytta' }));
	await keys.press('Enter');
	await expect(said(/^Å-20 flyttad till Beslutad, plats \d av \d/)).toHaveCount(1);
	await expect(column('Beslutad').getByRole('link', { name: TITLE })).toBeFocused();

	await keys.press('Alt+ArrowRight');
	await expect(column('Pågår').getByRole('link', { name: TITLE })).toBeFocused();
	await keys.press('Alt+ArrowLeft');
	await expect(column('Beslutad').getByRole('link', { name: TITLE })).toBeFocused();
	await board.saved();
});

test('[EE6] the card’s panel opens and closes, and focus is back on the card', async () => {
	await keys.to(card(TITLE));
	await keys.press('Enter');
	await expect(board.panel).toBeFocused();
	await expect(board.panel.getByText('Å-20')).toBeVisible();
	await keys.press('Escape');
	await expect(board.panel).toHaveCount(0);
	await expect(card(TITLE)).toBeFocused();
});

test('[EE6] what is taken away leaves focus beside where it was, and comes back from the notice', async () => {
	await keys.choose(page.getByRole('button', { name: 'Flytta till… (Å-20)' }), 'Ta bort');
	await expect(card(TITLE)).toHaveCount(0);
	await expect(page.getByRole('heading', { name: /^Beslutad/ })).toBeFocused();
	await keys.to(page.getByRole('region', { name: 'Meddelanden' }).getByRole('button', { name: 'Ångra' }));
	await keys.press('Enter');
	await expect(said('Å-20 är tillbaka')).toHaveCount(1);
	await expect(card(TITLE)).toBeVisible();
	await keys.choose(page.getByRole('button', { name: 'Mer om prioritering 3' }), 'Ta bort');
	await expect(page.getByText('4 av högst 5')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Prioriteringar' })).toBeFocused();
});

test('[EE6] keys lead to the week before and the week after', async () => {
	const heading = page.getByRole('heading', { level: 1 });
	const here = await heading.innerText();
	await keys.press('Alt+PageUp');
	await expect(heading).not.toHaveText(here);
	await keys.press('Alt+PageDown');
	await expect(heading).toHaveText(here);
	await board.saved();
});
