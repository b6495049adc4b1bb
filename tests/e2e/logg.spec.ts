import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { watchLog } from './support/event-log.ts';
import { ADMIN, COORDINATOR, HOUSING, POLICE } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { setRoles } from './support/set-roles.ts';
import { demoServer, type TestServer } from './support/server.ts';
import { signIn } from './support/sign-in.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await demoServer();
});
test.afterAll(() => server.dispose());

const LOG = '/historik/logg';
const RETENTION = '/historik/gallring';

async function axe(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test('[LG7] who read a sealed week, took a file and changed a setting is in the log, which is filtered, checked and exported', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const context = await browser.newContext({ baseURL: server.url });
	const page = await context.newPage();
	await signIn(page, server, COORDINATOR);
	await page.goto(`${weekAddress(-1)}/protokoll`);
	await expect(page.getByRole('heading', { level: 2, name: 'Protokoll', exact: true })).toBeVisible();
	expect((await page.request.get(`${weekAddress(-1)}/protokoll/lagesbild.json`)).status()).toBe(200);
	await page.goto('/installningar/samverkan');
	await page.getByLabel('Kommun', { exact: true }).fill('Ekeby stad (exempel)');
	await page.getByRole('button', { name: 'Spara', exact: true }).click();
	await expect(page.getByText('Samverkan är sparad.')).toBeVisible();

	await page.goto(LOG);
	const entries = page.getByRole('list', { name: 'Poster, nyast först' });
	await expect(entries.getByText(/^Läste protokollet för v\. \d+ \d{4}$/).first()).toBeVisible();
	await expect(entries.getByText(/^Hämtade protokollets fil som JSON v\. \d+/).first()).toBeVisible();
	await expect(entries.getByText('Ändrade en inställning: samverkan', { exact: true }).first()).toBeVisible();
	await expect(entries.getByText('Loggade in', { exact: true }).first()).toBeVisible();
	expect(await axe(page)).toEqual([]);

	await page.getByLabel('Vad', { exact: true }).selectOption({ label: 'Hämtad fil' });
	await page.getByRole('button', { name: 'Visa', exact: true }).click();
	await expect(page).toHaveURL(/vad=export/);
	await expect(page.getByRole('status').filter({ hasText: '1 post' })).toBeVisible();
	await expect(entries.getByRole('listitem')).toHaveCount(1);

	const csv = await page.request.get(`${LOG}/handelselogg.csv?vad=export`);
	expect(csv.headers()['content-type']).toContain('text/csv');
	expect(await csv.text()).toContain('Hämtade protokollets fil som JSON');
	const json = await page.request.get(`${LOG}/handelselogg.json`);
	const log = (await json.json()) as { entries: { sha256: string; previous: string | null; what: string }[] };
	expect(log.entries.length).toBeGreaterThan(5);
	for (const [index, entry] of log.entries.entries())
		if (index > 0) expect(entry.previous).toBe(log.entries[index - 1]!.sha256);

	await page.getByRole('link', { name: 'Kontrollera kedjan' }).click();
	await expect(page.getByText('Kedjan stämmer.')).toBeVisible();
	await page.goto(`${LOG}?vad=log-export`);
	await expect(entries.getByRole('listitem')).toHaveCount(2);
	await page.setViewportSize({ width: 320, height: 700 });
	await expect(entries).toBeVisible();
	expect(await widthOf(page)).toBeLessThanOrEqual(320);
	await context.close();
});

interface Entry {
	what: string;
	person: string | null;
	about: { page?: string; did?: string; subject?: string; roles?: string[] };
}

test('[LG3] [LG5] a changed role, an invite, a log-out and a log-in that failed are in the log, without a word of it', async ({
	browser
}) => {
	const context = await browser.newContext({ baseURL: server.url });
	const page = await context.newPage();
	await signIn(page, server, COORDINATOR);
	await setRoles(page, HOUSING.name, { Utförare: true });
	const post = (path: string, form: Record<string, string>, of = context) =>
		of.request.post(path, { form, headers: { origin: server.url, accept: 'text/html' }, maxRedirects: 0 });
	const party = (await page.locator('select[name="party"] option').last().getAttribute('value'))!;
	const invited = { name: 'Nadja Nilsdotter', email: 'nadja@ny.example', party, roles: 'reporter' };
	expect((await post('/installningar/personer?/bjudin', invited)).status()).toBe(200);
	const other = await browser.newContext({ baseURL: server.url });
	const secret = 'hemligt-och-fel-0001';
	expect((await post('/logga-in', { email: HOUSING.email, password: secret }, other)).status()).toBe(400);
	expect((await post('/logga-in', { email: HOUSING.email, password: HOUSING.password }, other)).status()).toBe(303);
	expect((await post('/logga-ut', {}, other)).status()).toBe(303);
	await other.close();

	const text = await (await page.request.get(`${LOG}/handelselogg.json`)).text();
	for (const words of ['Nadja', 'nadja@', HOUSING.email, secret]) expect(text).not.toContain(words);
	const { entries } = JSON.parse(text) as { entries: Entry[] };
	const made = (what: string) => entries.findLast((entry) => entry.what === what);
	const rights = made('rights');
	expect(rights?.about).toMatchObject({ page: 'personer', did: 'andra' });
	expect(rights?.about.roles).toContain('performer');
	const [by, whom] = [rights?.person, rights?.about.subject];
	expect(by && whom && by !== whom).toBe(true);
	const invites = entries.filter(({ what, person }) => what === 'invite' && person === by);
	expect(invites.map(({ about }) => about.did)).toContain('bjudin');
	for (const what of ['log-in', 'log-out', 'log-in-failed']) expect(made(what)?.person, what).toBe(whom);
	await context.close();
});

const HOUR = 3_600_000;
/** How many of these have begun from one moment to another, whenever the test is run. */
const spanned = (length: number, from: number, to: number) => Math.floor(to / length) - Math.floor(from / length) + 1;

test('[HG6] what a search, the changes and the overview show of sealed weeks is in the log, once an hour', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	const noted = await watchLog(page);
	const began = Date.now();
	for (let time = 0; time < 2; time++) {
		await expect(async () => {
			await page.goto('/sok?q=belysning');
			await expect(page.getByRole('status').filter({ hasText: /\d+ träff/ })).toBeVisible({ timeout: 3_000 });
		}).toPass(); // what has just been written is indexed first
		await page.goto('/historik?vad=lagesrad');
		await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
		await page.goto('/historik/oversikt');
		await expect(page.getByRole('heading', { level: 2, name: 'Översikt' })).toBeVisible();
	}
	const read = await noted('view');
	for (const words of [
		/^Läste sökträffar ur v\. \d+ \d{4}$/,
		/^Läste ändringar i v\. \d+ \d{4}$/,
		/^Läste översikten över fastställda veckor, urval: från \d{4}-\d+, till \d{4}-\d+/
	])
		expect(read).toContainEqual({ who: COORDINATOR.name, said: expect.stringMatching(words) });
	const times = [...Map.groupBy(read, ({ said }) => said).values()].map(({ length }) => length);
	expect(Math.max(...times)).toBeLessThanOrEqual(spanned(HOUR, began, Date.now()));
});

test('[HG6] [LG3] that a calendar was made is in the log, and that its address was fetched, once a day', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, COORDINATOR);
	const noted = await watchLog(page);
	const began = Date.now();
	await page.goto('/konto');
	await page.getByRole('button', { name: 'Gör en kalenderadress' }).click();
	const { pathname } = new URL(await page.getByLabel(/^Adress till kalendern/).inputValue());
	for (let time = 0; time < 3; time++) {
		const calendar = await fetch(server.url + pathname); // as a calendar does, without the log-in
		expect(calendar.status).toBe(200);
		expect(await calendar.text()).toContain('BEGIN:VCALENDAR');
	}
	const [made, ...fetched] = await noted('calendar');
	expect(made).toEqual({ who: COORDINATOR.name, said: 'Skapade en kalenderlänk' });
	expect(fetched[0]).toEqual({ who: COORDINATOR.name, said: 'Kalendern hämtades med kalenderlänken' });
	expect(fetched.length).toBeLessThanOrEqual(spanned(24 * HOUR, began, Date.now()));
});

test('[LG3] [LG5] who flagged a row, and who judged that it points nobody out, is in the log without a word of it', async ({
	browser
}) => {
	const [police, coordinator] = [await openAs(browser, server, POLICE), await openAs(browser, server, COORDINATOR)];
	const { page } = coordinator;
	const words = 'Vaktmästaren lagade grinden';
	await coordinator.saved();
	await coordinator.addEntry('Norrhaga', words);
	const row = coordinator.texts('Norrhaga').last();
	await expect(row).toHaveValue(words);
	await coordinator.saved();
	const id = await row.evaluate((box) => box.closest('[data-entry]')?.id);
	const noted = await watchLog(page);

	await police.page.goto(`/flagga?vecka=${weekAddress(0).replace('/v/', '')}&rot=entries&rad=${id}`);
	await police.page.getByRole('button', { name: 'Flagga och dölj' }).click();
	await expect(police.page.getByRole('status').filter({ hasText: /./ }).first()).toBeVisible();
	await page.goto('/granska');
	await page.getByRole('article').filter({ hasText: words }).getByRole('button', { name: 'Visa igen' }).click();
	await expect(page.getByRole('article').filter({ hasText: words })).toHaveCount(0);

	expect(await noted('flag')).toEqual([{ who: POLICE.name, said: 'Flaggade en personuppgift' }]);
	expect(await noted('flag-judged')).toEqual([
		{ who: COORDINATOR.name, said: 'Visade en flaggad rad igen efter granskning' }
	]);
	expect(await (await page.request.get(`${LOG}/handelselogg.json`)).text()).not.toContain(words);
});

test('[LG6] nobody else reads the log, by its page or its files', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: server.url });
	const page = await context.newPage();
	await signIn(page, server, HOUSING);
	for (const path of [LOG, `${LOG}/handelselogg.csv`, `${LOG}/handelselogg.json`, RETENTION]) {
		expect((await page.request.get(path)).status(), path).toBe(403);
	}
	await context.close();
});

test('[GA10] without JavaScript: rules with a decision, a dry run, and exactly that is gallrat; the page says by which decision', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const context = await browser.newContext({ baseURL: server.url, javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/logga-in');
	await page.getByLabel('E-post').fill(ADMIN.email);
	await page.getByLabel('Lösenord', { exact: true }).fill(ADMIN.password);
	await page.getByRole('button', { name: 'Logga in', exact: true }).click();
	await expect(page.getByRole('link', { name: 'Historik' }).first()).toBeVisible();

	await page.goto(RETENTION);
	await expect(page.getByText('Inget är beslutat, så det finns inget att gallra.')).toBeVisible();
	const journal = page.getByRole('group', { name: 'Redigeringshistorik i fastställda veckor' });
	await journal.getByLabel(/^Månader/).fill('1');
	await page.getByRole('button', { name: 'Spara reglerna' }).click();
	await expect(page.getByText('Skriv gallringsbeslutets diarienummer.').first()).toBeVisible();
	await journal.getByLabel(/^Gallringsbeslut/).fill('KS 2026/77');
	await page.getByRole('button', { name: 'Spara reglerna' }).click();
	await expect(page.getByText('Gallringsreglerna är sparade.')).toBeVisible();

	await page.getByRole('link', { name: 'Gör en torrkörning' }).click();
	await expect(page.getByRole('heading', { name: 'Det här skulle gallras' })).toBeVisible();
	await page.getByRole('button', { name: 'Gallra det som visas' }).click();
	await expect(page.getByText('Skriv ordet gallra för att bekräfta.').first()).toBeVisible();
	await page.getByLabel(/^Skriv gallra/).fill('gallra');
	await page.getByRole('button', { name: 'Gallra det som visas' }).click();
	await expect(async () => {
		await page.goto(RETENTION);
		await expect(page.getByText('Gallrad enligt beslut KS 2026/77')).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	await page.setViewportSize({ width: 320, height: 700 });
	await expect(page.getByRole('heading', { name: 'Utförda gallringar' })).toBeVisible();
	await page.goto(`${RETENTION}?torrkorning=1`);
	await expect(page.getByText('Inget är så gammalt att det ska gallras.')).toBeVisible();
	await context.close();

	const seen = await browser.newContext({ baseURL: server.url });
	const other = await seen.newPage();
	await signIn(other, server, ADMIN);
	await other.setViewportSize({ width: 320, height: 700 });
	await other.goto(RETENTION);
	await expect(other.getByText('Gallrad enligt beslut KS 2026/77')).toBeVisible();
	expect(await axe(other)).toEqual([]);
	expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await other.goto(`${LOG}?vad=retention`);
	await expect(other.getByText(/^Gallrade, .* beslut KS 2026\/77$/).first()).toBeVisible();
	await other.goto(`${LOG}?vad=retention-settings`);
	await expect(other.getByText('Ändrade gallringsreglerna, beslut KS 2026/77', { exact: true })).toHaveCount(1);
	await seen.close();
});
