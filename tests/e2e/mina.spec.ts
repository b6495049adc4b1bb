import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test';
import type { Email } from 'postal-mime';
import type { DemoLogin } from '../../server/demo/logins.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { localDay, weekKey, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { axeInBothThemes, TAGS } from './support/axe.ts';
import { openAs } from './support/open-as.ts';
import { COORDINATOR, STREETS } from './support/example-people.ts';
import { Keyboard } from './support/keyboard.ts';
import { MeetingSurface } from './support/meeting-page.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { isAwake, signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { serveMail, type MailServer } from '../support/serve-mail.ts';
import { weekAddress } from './support/weeks.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const DESK = { viewport: { width: 1366, height: 900 } };
const SMALL = { viewport: { width: 320, height: 640 } };
/** Of Gata och park: one that waits for kvittens, one of this week, one that is late, one of later. */
const [WAITING, NOW, LATE, LATER] = ['Å-13', 'Å-14', 'Å-9', 'Å-17'] as const;

const THIS_WEEK = weekKey(weekOf(localDay(Date.now())));
const WEEK = weekPath(weekOf(localDay(Date.now())));

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

async function openMine(browser: Browser, who: DemoLogin, options: BrowserContextOptions): Promise<Page> {
	const page = await (await browser.newContext({ baseURL: server.url, ...options })).newPage();
	await signIn(page, server, who, '/mina');
	await expect(page.getByRole('heading', { name: 'Mina åtgärder' })).toBeVisible();
	if (options.javaScriptEnabled !== false) await isAwake(page);
	return page;
}

const rowOf = (page: Page, label: string): Locator =>
	page.locator('[data-row]').filter({ has: page.getByRole('heading', { name: new RegExp(`^${label} `) }) });
const bandOf = (page: Page, name: string): Locator => page.getByRole('region', { name: new RegExp(`^${name}`) });

/** Counts what somebody has to do: each press, and each text that is written. */
class Hand {
	count = 0;
	async press(control: Locator) {
		this.count += 1;
		await control.click();
	}
	async write(box: Locator, words: string) {
		this.count += 1;
		await box.fill(words);
	}
}

const findings = (page: Page): Promise<string[]> => axeInBothThemes(page, { tags: TAGS });

const overflows = (page: Page): Promise<boolean> =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test('[MI15] on a phone an update takes at most three presses, stays in place, and an open board sees it', async ({
	browser
}) => {
	const board = await openAs(browser, server, COORDINATOR);
	await board.page.goto(weekAddress(0));
	await board.page.getByRole('link', { name: 'Röj buskar' }).first().click();
	const page = await openMine(browser, STREETS, PHONE);
	const row = rowOf(page, WAITING);
	await expect(bandOf(page, 'Väntar på kvittens').locator('[data-row]')).toHaveCount(1);

	const hand = new Hand();
	await hand.press(row.getByRole('button', { name: /^Kvittera/ }));
	await expect(row.getByText('Kvitterad av dig')).toBeVisible();
	expect(hand.count).toBe(1);
	await expect(board.panel.getByText(/^Kvitterad av Gata och park/)).toBeVisible();

	hand.count = 0;
	await hand.press(row.getByRole('link', { name: /^Hinder/ }));
	await hand.write(row.getByLabel('Vad hindrar?'), 'Röjsågen är på lagning.');
	await hand.press(row.getByRole('button', { name: 'Meddela hinder' }));
	await expect(row.getByText('Hinder: Röjsågen är på lagning.')).toBeVisible();
	await expect(row.getByLabel('Vad hindrar?')).toHaveCount(0); // the server has answered this press too
	await expect(row.getByText('Sparat')).toBeVisible();
	expect(hand.count).toBeLessThanOrEqual(3);
	await expect(board.panel.getByText('Röjsågen är på lagning.')).toBeVisible();
	await expect(bandOf(page, 'Väntar på kvittens').locator('[data-row]')).toHaveCount(1); // until the next visit

	await page.getByRole('button', { name: 'Ångra' }).last().click();
	await expect(row.getByText('Hinder: Röjsågen är på lagning.')).toHaveCount(0);
	expect(await overflows(page)).toBe(false);
	await Promise.all([page.context().close(), board.page.context().close()]);
});

test('[MI15] [MI8] on a desk an update is two keys, seen live in the meeting', async ({ browser }) => {
	const meeting = await openAs(browser, server, COORDINATOR);
	await meeting.page.goto(weekAddress(0));
	await meeting.page.getByRole('link', { name: 'Byt trasig belysning' }).first().click();
	const page = await openMine(browser, STREETS, DESK);
	const keys = new Keyboard(page);
	await keys.press('j');
	await expect(rowOf(page, LATE)).toBeFocused();
	await keys.press('2');
	await expect(rowOf(page, LATE).getByText('Genomförd')).toBeVisible();
	await expect(meeting.panel.getByText('Genomförd', { exact: true })).toBeVisible();
	await expect(rowOf(page, LATE).getByText('Sparat')).toBeVisible();
	await expect(rowOf(page, LATE)).toBeFocused();

	await keys.press('j');
	await expect(rowOf(page, NOW)).toBeFocused();
	await keys.press('c');
	const box = rowOf(page, NOW).getByRole('textbox', { name: 'Kommentar' });
	await expect(box).toBeFocused();
	await keys.write('2 stolpar kvar'); // a digit within text is text
	await keys.press('Control+Enter');
	await expect(rowOf(page, NOW).getByText('2 stolpar kvar')).toBeVisible();

	await expect(rowOf(page, NOW)).toBeFocused();
	await keys.press('j', 't');
	const next = page.getByRole('textbox', { name: 'Ny tid' });
	await expect(next).toBeFocused();
	await keys.press('Escape');
	await expect(next).toHaveCount(0);
	await expect(page.locator('[data-row]:focus')).toHaveCount(1);
	await Promise.all([page.context().close(), meeting.page.context().close()]);
});

/** The page's updates reach the server when what is returned is called, and not before. */
async function holdUpdates(page: Page): Promise<() => void> {
	const { promise: goesOn, resolve: goOn } = Promise.withResolvers<void>();
	await page.route(
		(url) => url.pathname === '/mina' && url.searchParams.has('/flytta'),
		async (route) => {
			await goesOn;
			await route.continue();
		}
	);
	return goOn;
}

test('[MI19] who has moved on when the server answers goes on writing there, in the same row and in another', async ({
	browser
}) => {
	const page = await openMine(browser, STREETS, DESK);
	for (const answered of [NOW, LATER]) {
		const goOn = await holdUpdates(page);
		const row = rowOf(page, answered);
		await row.getByRole('link', { name: /^Kommentera/ }).click();
		await row.getByRole('textbox', { name: 'Kommentar' }).fill('På väg.');
		await row.getByRole('button', { name: 'Spara kommentaren' }).click();
		await rowOf(page, NOW)
			.getByRole('link', { name: /^Begär ny tid/ })
			.click();
		const box = rowOf(page, NOW).getByRole('textbox', { name: 'Ny tid' });
		await expect(box).toBeFocused();
		await page.keyboard.type('om 3');
		goOn();
		await expect(row.getByText('Sparat')).toBeVisible();
		await expect(box).toBeFocused();
		await page.keyboard.type(' veckor');
		await expect(box).toHaveValue('om 3 veckor');
		await page.keyboard.press('Escape');
		await expect(box).toHaveCount(0);
	}
	await page.context().close();
});

test('[MI15] [MI3] another date is asked for and granted, and the page is read again by itself', async ({
	browser
}) => {
	const page = await openMine(browser, STREETS, DESK);
	const coordinator = await openMine(browser, COORDINATOR, DESK);
	const row = rowOf(page, NOW);
	await row.getByRole('link', { name: /^Begär ny tid/ }).click();
	await row.getByRole('textbox', { name: 'Ny tid' }).fill('om 3 veckor');
	await row.getByLabel('Varför behövs mer tid?').fill('Två stolpar behöver ny kabel.');
	await row.getByRole('button', { name: 'Skicka begäran' }).click();
	await expect(row.getByText(/^Du har begärt ny tid till/)).toBeVisible();
	await expect(rowOf(coordinator, NOW).getByText('Två stolpar behöver ny kabel.')).toBeVisible(); // told live
	await rowOf(coordinator, NOW)
		.getByRole('button', { name: /^Godkänn .* för Å-/ })
		.click();
	await expect(row.getByText(/^Du har begärt ny tid till/)).toHaveCount(0);
	await expect(row.getByText('Ändrat sedan sist')).toBeVisible();
	await Promise.all([page.context().close(), coordinator.context().close()]);
});

test('[MI15] [MI6] without JavaScript it is all there, and GET changes nothing', async ({ browser }) => {
	const page = await openMine(browser, STREETS, { ...SMALL, javaScriptEnabled: false });
	const row = () => rowOf(page, LATER);
	await row()
		.getByRole('link', { name: /^Kommentera/ })
		.click();
	await row().getByRole('textbox', { name: 'Kommentar' }).fill('Offert begärd.');
	await row().getByRole('button', { name: 'Spara kommentaren' }).click();
	await expect(row().getByText('Offert begärd.')).toBeVisible();
	await row()
		.getByRole('button', { name: /^Pågår/ })
		.click();
	await expect(row().getByText('Pågår', { exact: true })).toBeVisible();
	await page.getByRole('main').getByRole('button', { name: 'Ångra' }).click();
	await expect(row().getByText('Beslutad', { exact: true })).toBeVisible();
	await row()
		.getByRole('link', { name: /^Hinder/ })
		.click();
	await row().getByRole('button', { name: 'Meddela hinder' }).click();
	await expect(row().getByText('Skriv vad som hindrar.')).toBeVisible();
	await page.context().close();
});

test('[MI15] axe finds nothing on the page, with a question open, and nothing is wider than a phone', async ({
	browser
}) => {
	for (const [who, size] of [
		[STREETS, DESK],
		[COORDINATOR, SMALL]
	] as const) {
		const page = await openMine(browser, who, size);
		await page.getByRole('button', { name: 'Tangenter' }).click();
		await page
			.locator('[data-row]')
			.first()
			.getByRole('link', { name: /^Kommentera/ })
			.click();
		expect(await findings(page)).toEqual([]);
		expect(await overflows(page)).toBe(false);
		await page.context().close();
	}
});

/** What the reminder of an åtgärd led to, as its receiver's mail program has it. */
const cardIn = (mail: Email, label: string): string => {
	const item = mail.text!.slice(mail.text!.indexOf(`${label} `));
	const link = /Markera som genomförd:?\s+(\S+)/.exec(item)?.[1];
	if (!link) throw new Error(`There is no link for ${label} in ${mail.text}`);
	return new URL(link).pathname;
};

/** The reminder that a real mail server takes, whatever the hour; the server goes on running with it. */
async function reminderOf(browser: Browser, mailbox: MailServer, ...labels: string[]): Promise<Email> {
	const page = await openMine(browser, STREETS, DESK);
	const ids = await Promise.all(labels.map((label) => rowOf(page, label).getAttribute('id')));
	await page.context().close();
	await server.stop();
	const store = await openSqliteStore(server.dataDir);
	const { id: person } = (await store.accounts.personByEmail(STREETS.email))!;
	const { id: samverkan } = (await store.organisation.bySlug('ekeby'))!;
	const settings = await store.notices.settings(person);
	await store.notices.saveSettings(person, { ...settings, quiet: { ...settings.quiet, isOn: false } });
	const items = ids.map((action) => ({ about: { action: action as RecordId } }));
	const times = { madeAt: Date.now(), nextTry: Date.now() };
	await store.mails.add({ id: 'm', dedupe: 'm', kind: 'reminder', samverkan, person, items, ...times });
	const { id: week } = await store.documents.weekDocument(samverkan, THIS_WEEK);
	await store.documents.setWeekState(week, 'compiling', null, Date.now()); // may not have met yet, whatever day it is
	await store.close();
	const { host, port } = mailbox.config;
	await server.start({ SMTP_URL: `smtp://${host}:${port}`, MAIL_FROM: 'Tavlan <tavlan@ekeby.example>' });
	const mine = async () => (await mailbox.mails()).find(({ text }) => labels.every((label) => text?.includes(label)));
	await expect.poll(mine).toBeTruthy();
	return (await mine())!;
}

test.describe('with a mail server', () => {
	let mailbox: MailServer;
	let reminder: Email;
	test.beforeAll(async ({ browser }) => {
		mailbox = await serveMail();
		reminder = await reminderOf(browser, mailbox, WAITING, LATER);
	});
	test.afterAll(() => mailbox.close());

	test('[MI16] [MI10] a mail’s link marks an åtgärd genomförd at 320 px without JavaScript, and the board sees it live', async ({
		browser
	}) => {
		const path = cardIn(reminder, LATER);
		const board = await openAs(browser, server, COORDINATOR);
		await board.page.goto(weekAddress(0));
		await board.page.getByRole('link', { name: 'Ordna grind' }).first().click();
		await expect(board.panel.getByText('Beslutad', { exact: true })).toBeVisible();

		for (const method of ['GET', 'HEAD', 'GET'])
			expect((await fetch(server.url + path, { method, headers: { purpose: 'prefetch' } })).status).toBe(200);
		const { headers } = await fetch(server.url + path);
		expect(headers.get('referrer-policy')).toBe('no-referrer');
		expect(headers.get('cache-control')).toContain('no-store');
		expect(headers.get('x-robots-tag')).toContain('noindex');

		const context = await browser.newContext({ baseURL: server.url, ...SMALL, javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Å-17 Ordna grind/);
		await expect(page.locator('a:not([href^="#"])')).toHaveCount(0); // no way into the rest
		await expect(page.getByRole('radio', { name: 'Klar' })).toBeChecked();
		await expect(board.panel.getByText('Beslutad', { exact: true })).toBeVisible(); // opening it changed nothing
		await page.getByRole('textbox', { name: 'Kommentar' }).fill('Grinden är på plats.');
		await page.getByRole('button', { name: 'Spara' }).click();
		await expect(page.getByText('Sparat. Å-17: genomförd.')).toBeVisible();
		await page.reload(); // sends nothing again
		await expect(board.panel.getByText('Genomförd', { exact: true })).toBeVisible();
		await expect(board.panel.getByText('Grinden är på plats.')).toHaveCount(1);
		await context.close();

		const seen = await (await browser.newContext({ baseURL: server.url, ...SMALL })).newPage();
		await seen.goto(path);
		expect(await overflows(seen)).toBe(false);
		expect(await findings(seen)).toEqual([]);
		await seen.goto(`/kort/${'A'.repeat(43)}`);
		await expect(seen.getByRole('heading', { name: 'Länken gäller inte längre' })).toBeVisible();
		await Promise.all([seen.context().close(), board.page.context().close()]);
	});

	test('[MI16] [MI8] a meeting under way sees what a utförare marks by a mail’s link on a phone', async ({
		browser
	}) => {
		const streets = await openMine(browser, STREETS, PHONE);
		const row = rowOf(streets, WAITING);
		await row.getByRole('link', { name: /^Hinder/ }).click();
		await row.getByLabel('Vad hindrar?').fill('Röjsågen är på lagning.');
		await row.getByRole('button', { name: 'Meddela hinder' }).click();
		await expect(row.getByText('Hinder: Röjsågen är på lagning.')).toBeVisible();

		const chair = await MeetingSurface.of(await openAs(browser, server, COORDINATOR), WEEK);
		await chair.page.getByRole('button', { name: 'Starta mötet' }).click();
		await chair.goTo('Uppföljning');
		const spokenOf = chair.page
			.locator('li')
			.filter({ hasText: `${WAITING} ` })
			.first();
		await spokenOf.getByRole('button', { name: new RegExp(`^${WAITING} `) }).click();
		await chair.page.locator('body').press('f');
		await expect(chair.focused).toContainText('Fortsätter');
		await expect(chair.focused).toContainText('Hinder: Röjsågen är på lagning.');

		const card = await (await browser.newContext({ baseURL: server.url, ...PHONE })).newPage();
		await card.goto(cardIn(reminder, WAITING));
		await card.getByRole('button', { name: 'Spara' }).click();
		await expect(card.getByText(`Sparat. ${WAITING}: genomförd.`)).toBeVisible();
		await expect(chair.focused).toContainText('Genomförd');
		await expect(chair.focused).not.toContainText('Röjsågen');
		await expect(chair.focused).toContainText(WAITING); // and the meeting stands where it stood
		await Promise.all([streets, chair.page, card].map((page) => page.context().close()));
	});
});

test('[MI16] [MI10] another site’s page can post nothing by a link', async () => {
	const send = (headers: Record<string, string>) =>
		fetch(`${server.url}/kort/${'A'.repeat(43)}`, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
			body: 'state=done'
		}).then(({ status }) => status);
	expect(await send({ origin: 'https://evil.example' })).toBe(403);
	expect(await send({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403);
	expect(await send({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(404); // no such link, but the form is ours
});
