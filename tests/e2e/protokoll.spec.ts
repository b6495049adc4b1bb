import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { axeFindings as axe } from './support/axe.ts';
import { watchLog } from './support/event-log.ts';
import { COORDINATOR, LEADER, POLICE, STREETS } from './support/example-people.ts';
import { openAs } from './support/open-as.ts';
import { exampleServer, type TestServer } from './support/server.ts';
import { test } from './support/test.ts';
import { weekAddress } from './support/weeks.ts';

let server: TestServer;
test.beforeAll(async () => {
	server = await exampleServer();
	// The example's week may not have met yet, whatever day it is.
	change(`UPDATE documents SET state = 'meeting' WHERE kind = 'week' AND state <> 'sealed'`);
	await server.start();
});
test.afterAll(() => server.dispose());

const PROTOCOL = `${weekAddress(0)}/protokoll`;
const LAST_WEEK = `${weekAddress(-1)}/protokoll`;

/** Somebody with the file, who has put its triggers aside. */
function change(...statements: string[]): void {
	const database = new DatabaseSync(join(server.dataDir, 'lagestavlan.db'), { timeout: 5000 });
	for (const statement of statements) database.exec(statement);
	database.close();
}

const verify = () =>
	spawnSync(process.execPath, ['server/verify.ts', '--samverkan', 'ekeby'], {
		cwd: join(import.meta.dirname, '../..'),
		env: { ...process.env, DATA_DIR: server.dataDir },
		encoding: 'utf8'
	});

test('[EE14] [LG3] a week is fastställd, read elsewhere, rättad and verified; a changed byte is found and named', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const chair = await openAs(browser, server, COORDINATOR);
	const other = await openAs(browser, server, POLICE);
	await other.saved();
	const { page } = chair;
	const noted = await watchLog(page);

	await page.goto(PROTOCOL);
	await expect(page.getByText('Utkast – inte fastställd.')).toBeVisible();
	expect(await axe(page)).toEqual([]);
	await page.getByRole('button', { name: 'Fastställ lägesbilden' }).click();
	await expect(page.getByText('Läs igenom och bekräfta att lägesbilden stämmer.').first()).toBeVisible();
	await page.getByRole('checkbox', { name: /^Jag har läst igenom/ }).check();
	await page.getByRole('button', { name: 'Fastställ lägesbilden' }).click();
	await expect(page.getByText('Lägesbilden är fastställd.')).toBeVisible();

	// In the other browser the board closes by itself.
	await expect(other.page.getByText('Fastställd', { exact: true })).toBeVisible();
	await expect(other.page.getByRole('button', { name: /^Lägg till lägesrad/ })).toHaveCount(0);
	await other.page.getByRole('link', { name: 'Läs protokollet' }).click();
	await expect(other.page.getByRole('heading', { level: 2, name: 'Protokoll', exact: true })).toBeVisible();
	await expect(other.page.getByText('Alla 6 sigill i kedjan stämmer')).toBeVisible();
	expect(await axe(other.page)).toEqual([]);

	const download = other.page.waitForEvent('download');
	await other.page.getByRole('link', { name: 'Den fastställda posten, JSON' }).click();
	const file = await (await download).createReadStream();
	const hash = createHash('sha256');
	for await (const chunk of file) hash.update(chunk as Buffer);
	const sha256 = hash.digest('hex');
	expect((await other.page.request.get(`${PROTOCOL}/lagesbild.json`)).headers()).toMatchObject({
		'cache-control': 'private, no-store',
		'x-content-type-options': 'nosniff'
	});
	await other.page.getByRole('button', { name: 'Räkna om i din webbläsare' }).click();
	await expect(other.page.getByText(`Kontrollsumman stämmer: ${sha256}`)).toBeVisible();

	// A rättelse, with what was written kept when something is missing.
	await page.getByLabel('Vad gäller rättelsen?').fill('Ekeby centrum');
	await page.getByLabel('Vad är rätt?').fill('Räknat var fyra tillfällen, inte tre.');
	await page.getByRole('button', { name: 'Fastställ rättelsen' }).click();
	await expect(page.getByText('Skriv varför det rättas.').first()).toBeVisible();
	await expect(page.getByLabel('Vad är rätt?')).toHaveValue('Räknat var fyra tillfällen, inte tre.');
	await page.getByLabel('Varför rättas det?').fill('Fel siffra lästes upp.');
	await page.getByRole('button', { name: 'Fastställ rättelsen' }).click();
	await expect(page.getByRole('heading', { name: 'Rättelse 1: Ekeby centrum' })).toBeVisible();
	await other.page.goto(weekAddress(0));
	await expect(other.page.getByText('Rättad 1 gång')).toBeVisible();
	await other.page.getByRole('link', { name: 'läs rättelsen' }).click();
	await expect(other.page.getByText('Räknat var fyra tillfällen, inte tre.').first()).toBeVisible();

	expect(await noted('seal')).toEqual([
		{ who: COORDINATOR.name, said: expect.stringMatching(/^Fastställde v\. \d+ \d{4}$/) },
		{ who: COORDINATOR.name, said: expect.stringMatching(/^Fastställde rättelse 1 till v\. \d+ \d{4}$/) }
	]);

	const whole = verify();
	expect(whole.status).toBe(0);
	expect(whole.stdout).toMatch(
		/^Ekeby \(ekeby\): 7 sigill, allt stämmer\.\nHändelseloggen: \d+ poster, kedjan stämmer\.\n$/
	);
	await page.goto(`${PROTOCOL}?kontroll`);
	await expect(page.getByText('Alla 7 sigill i kedjan stämmer, och veckornas journaler med dem.')).toBeVisible();

	change(
		'DROP TRIGGER seals_stay',
		"UPDATE seals SET content = CAST(replace(content, 'Fel siffra', 'Fel sifra') AS BLOB) WHERE correction = 1"
	);
	await page.goto(PROTOCOL);
	await expect(page.getByText('Något stämmer inte.')).toBeVisible();
	await expect(
		page.getByText(/^Rättelse 1 till v\. \d+ \d+: innehållet stämmer inte med sitt kontrollvärde/)
	).toBeVisible();
	const broken = verify();
	expect(broken.status).toBe(1);
	expect(broken.stdout).toMatch(/FEL {2}Rättelse 1 till v\. \d+/);
	await Promise.all([page.context().close(), other.page.context().close()]);
});

test('[EE14] the record is read by those who read sealed weeks, and sealed by nobody but the sammankallande', async ({
	browser
}) => {
	const leader = await openAs(browser, server, LEADER);
	await leader.page.goto(LAST_WEEK);
	await expect(leader.page.getByRole('heading', { level: 2, name: 'Lägesbild', exact: true })).toBeVisible();
	await expect(leader.page.getByRole('button', { name: 'Fastställ rättelsen' })).toHaveCount(0);
	expect((await leader.page.goto(`${LAST_WEEK}/sammanfattning`))?.status()).toBe(403);
	const streets = await openAs(browser, server, STREETS);
	expect((await streets.page.goto(LAST_WEEK))?.status()).toBe(200);
	await Promise.all([leader.page.context().close(), streets.page.context().close()]);
});

test('[FS18] [LG3] the summary is edited and approved by both parties, and stays inside where there is no public page', async ({
	browser
}) => {
	const chair = await openAs(browser, server, COORDINATOR);
	const police = await openAs(browser, server, POLICE);
	const { page } = chair;
	const noted = await watchLog(page);
	await page.goto(`${LAST_WEEK}/sammanfattning`);
	expect(await axe(page)).toEqual([]);
	await page.getByLabel('Om lägesbilden').fill('Veckan var lugn.');
	await page.getByRole('button', { name: 'Spara sammanfattningen' }).click();
	await expect(page.getByText(/^Sammanfattningen är sparad/)).toBeVisible();
	await page.getByRole('button', { name: /^Godkänn för/ }).click();
	await expect(page.getByText('Du har godkänt sammanfattningen för din part.')).toBeVisible();
	await police.page.goto(`${LAST_WEEK}/sammanfattning`);
	await police.page.getByRole('button', { name: /^Godkänn för/ }).click();
	await expect(police.page.getByText('Sammanfattningen är godkänd och kan inte ändras.')).toBeVisible();
	await expect(police.page.getByText('Veckan var lugn.')).toBeVisible();
	const did = (who: string, what: string) => ({
		who,
		said: expect.stringMatching(new RegExp(`^${what} den publika sammanfattningen v\\. \\d+ \\d{4}$`))
	});
	expect(await noted('summary')).toEqual([
		did(COORDINATOR.name, 'Ändrade'),
		did(COORDINATOR.name, 'Godkände'),
		did(POLICE.name, 'Godkände')
	]);
	const stranger = await (await browser.newContext({ baseURL: server.url })).newPage();
	const answer = await stranger.goto(LAST_WEEK.replace('/v/', '/publik/ekeby/').replace('/protokoll', ''));
	expect(answer?.status()).toBe(404);
	await Promise.all([chair, police].map((board) => board.page.context().close()));
	await stranger.context().close();
});

test('[DC15] the files of a sealed week are listed in words, with format and size, and open as what they are', async ({
	browser
}) => {
	const { page } = await openAs(browser, server, POLICE);
	await page.goto(LAST_WEEK);
	const files = page.getByRole('region', { name: 'Ladda ner' });
	for (const group of ['Lägesbild', 'Protokoll', 'Tabeller för Excel', 'För arkiv och kontroll'])
		await expect(files.getByRole('heading', { name: group, exact: true })).toBeVisible();
	const pdf = files.getByRole('link', { name: 'Protokoll, PDF' });
	await expect(pdf).toHaveAttribute('target', '_blank');
	await expect(
		files.getByRole('listitem').filter({ has: page.getByRole('link', { name: 'Protokoll, PDF' }) })
	).toHaveText(/ \d+ kB$/);
	await expect(files.getByRole('link', { name: 'Lägesrader, CSV' })).toBeVisible();
	for (const link of await files.getByRole('link').all()) {
		const answer = await page.request.get((await link.getAttribute('href')) ?? '');
		expect(answer.status()).toBe(200);
		if ((await link.innerText()).includes('PDF'))
			expect((await answer.body()).toString('latin1', 0, 8)).toBe('%PDF-1.7');
	}
	expect(await axe(page)).toEqual([]);
	await page.context().close();
});
