import { expect, type Locator, type Page } from '@playwright/test';
import type { BoardPage } from './support/board-page.ts';
import { COORDINATOR, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

/** Alice and Bob in two browsers, on the same week. */
let server: TestServer;
let alice: BoardPage;
let bob: BoardPage;

test.beforeAll(async ({ browser }) => {
	server = await demoServer();
	[alice, bob] = [await openAs(browser, server, COORDINATOR), await openAs(browser, server, POLICE)];
	await Promise.all([alice.saved(), bob.saved()]);
});
test.afterAll(async () => {
	await Promise.all([alice, bob].map(({ page }) => page.context().close()));
	await server.dispose();
});

const AREA = 'Sjöbacka';
const first = (board: BoardPage): Locator => board.texts(AREA).first();

async function putCaret(box: Locator, at: number): Promise<void> {
	await box.focus();
	await box.evaluate((element, at) => (element as HTMLTextAreaElement).setSelectionRange(at, at), at);
}

const caretOf = (box: Locator) => box.evaluate((element) => (element as HTMLTextAreaElement).selectionStart);

test('[EE12] [TX3] a caret stays between its letters when somebody else writes before it', async () => {
	const [hers, his] = [first(alice), first(bob)];
	const before = 'Två veckor i rad med lite skräp.';
	await expect(hers).toHaveValue(before);
	await putCaret(hers, 'Två veckor'.length);
	await his.focus();
	await bob.page.keyboard.press('Control+Home');
	await bob.page.keyboard.type('Bra! ');
	await expect(hers).toHaveValue(`Bra! ${before}`);
	expect(await caretOf(hers)).toBe('Bra! Två veckor'.length);
	await alice.page.keyboard.type(' nu');
	await expect(his).toHaveValue('Bra! Två veckor nu i rad med lite skräp.');
});

test('[EE12] [TX5] a word that is being composed is not broken by others, nor are their words', async () => {
	const [hers, his] = [first(alice), first(bob)];
	const before = await hers.inputValue();
	const ime = await alice.page.context().newCDPSession(alice.page);
	await putCaret(hers, before.length);
	await ime.send('Input.imeSetComposition', { text: ' に', selectionStart: 2, selectionEnd: 2 });
	await expect(hers).toHaveValue(`${before} に`);
	await his.focus();
	await bob.page.keyboard.press('Control+Home');
	await bob.page.keyboard.type('Obs: ');
	await bob.saved();
	await expect(alice.area(AREA).getByText('Kommunpolis (exempel)').first()).toBeVisible(); // he has been heard of
	await ime.send('Input.imeSetComposition', { text: ' にほ', selectionStart: 3, selectionEnd: 3 });
	await expect(hers).toHaveValue(`${before} にほ`);
	await ime.send('Input.insertText', { text: ' 日本' });
	await expect(hers).toHaveValue(`Obs: ${before} 日本`);
	await expect(his).toHaveValue(`Obs: ${before} 日本`);
	expect(await caretOf(hers)).toBe(`Obs: ${before} 日本`.length);
	await ime.detach();
});

test('[EE12] [TX2] emoji come over whole, also when one is put beside another', async () => {
	const [hers, his] = [first(alice), first(bob)];
	const before = await hers.inputValue();
	await hers.focus();
	await alice.page.keyboard.press('Control+End');
	await alice.page.keyboard.insertText('👩‍🚒🇸🇪😀');
	await expect(his).toHaveValue(`${before}👩‍🚒🇸🇪😀`);
	await his.focus();
	await bob.page.keyboard.press('Control+End');
	await bob.page.keyboard.press('Backspace');
	await bob.page.keyboard.insertText('😁');
	await expect(hers).toHaveValue(`${before}👩‍🚒🇸🇪😁`);
	await Promise.all([alice.saved(), bob.saved()]);
});

test('[EE12] [EN3] what is taken away is gone for both, and comes back for both from the notice', async () => {
	const rows = (board: BoardPage) => board.texts('Norrhaga');
	await expect(rows(bob)).toHaveCount(1);
	const text = await rows(bob).inputValue();
	await alice.choose(alice.area('Norrhaga').getByRole('button', { name: /^Mer om/ }), 'Ta bort');
	await expect(rows(bob)).toHaveCount(0);
	const rail = alice.page.getByRole('region', { name: 'Meddelanden' });
	await expect(rail.getByText('Lägesraden är borttagen.')).toBeVisible();
	await rail.getByRole('button', { name: 'Ångra' }).click();
	for (const board of [alice, bob]) await expect(rows(board)).toHaveValue(text);
});

test('[EE13] [BV8] while updates are paused nothing on the page moves; then everything is shown', async () => {
	const { page } = alice;
	await page.getByRole('button', { name: 'Pausa uppdateringar' }).click();
	const shown = await alice.area('Vretaberg').innerText();
	await bob.addEntry('Vretaberg', 'Skrivet medan Alice läser.');
	await bob.saved();
	await expect(page.getByText(/^1 ändrad väntar$/)).toBeVisible();
	expect(await alice.area('Vretaberg').innerText()).toBe(shown);
	await alice.addEntry('Vretaberg', 'Det egna syns ändå.');
	await expect(alice.texts('Vretaberg').last()).toHaveValue('Det egna syns ändå.');
	await expect(alice.texts('Vretaberg')).toHaveCount(2);
	await page.getByRole('button', { name: 'Pausa uppdateringar' }).click();
	await expect(alice.texts('Vretaberg')).toHaveCount(3);
	await expect(alice.texts('Vretaberg').nth(1)).toHaveValue('Skrivet medan Alice läser.');
});

test('[EE13] [BV2] a change to one card touches that card in the page, and nothing else', async () => {
	const TITLE = 'Se över glas och belysning på skolans baksida'; // no lägesrad and no priority names it
	await bob.page.getByRole('link', { name: TITLE }).click();
	await alice.page.getByRole('heading', { level: 1 }).click(); // focus is nowhere
	await alice.saved();
	await watchChanges(alice.page);
	const title = bob.panel.getByLabel('Rubrik');
	await title.focus();
	await bob.page.keyboard.press('End');
	await bob.page.keyboard.type(' och garage');
	await bob.page.keyboard.press('Escape');
	const card = alice.page.getByRole('article').filter({ hasText: `${TITLE} och garage` });
	await expect(card).toBeVisible();
	await expect(card.getByText('Kommunpolis (exempel)')).toHaveCount(0); // he has left it
	const touched = await touchedParts(alice.page);
	expect(touched.length).toBeGreaterThan(0);
	expect([...new Set(touched)]).toEqual([await card.locator('..').getAttribute('data-card')]);
	await bob.saved();
});

test('[EE13] [AB6] a filter in the address is there in the server’s first view, and is cleared', async ({
	browser
}) => {
	const address = `${weekAddress(0)}?status=hinder`;
	const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(page, server, COORDINATOR);
	await page.goto(address);
	await expect(page.getByRole('article')).toHaveCount(1);
	await expect(page.getByRole('article')).toContainText('Byt lås på soprummen');
	await page.getByRole('link', { name: 'Rensa filtret' }).first().click();
	await expect(page).toHaveURL(server.url + weekAddress(0));
	await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(5);
	await context.close();

	await alice.page.goto(address);
	await alice.saved();
	await expect(alice.page.getByRole('article')).toHaveCount(1);
	await alice.page.getByRole('link', { name: 'Rensa filtret' }).first().click();
	await expect(alice.page).toHaveURL(server.url + weekAddress(0));
	await expect(alice.page.getByRole('searchbox', { name: 'Sök på tavlan' })).toBeFocused();
	await expect.poll(() => alice.page.getByRole('article').count()).toBeGreaterThan(5);
});

/** Remembers, of every change in the page, which card it was in. */
async function watchChanges(page: Page): Promise<void> {
	await page.evaluate(() => {
		const touched: string[] = [];
		const where = (node: Node): string => {
			const element = node instanceof Element ? node : node.parentElement;
			const card = element?.closest<HTMLElement>('[data-card]')?.dataset['card'];
			return card ?? `outside: ${element?.closest('[id],[class]')?.outerHTML.slice(0, 120) ?? node.nodeName}`;
		};
		new MutationObserver((records) => {
			for (const { target } of records) if (target.isConnected) touched.push(where(target));
		}).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
		Object.assign(window, { touched });
	});
}

const touchedParts = (page: Page): Promise<string[]> =>
	page.evaluate(() => (window as unknown as { touched: string[] }).touched);
