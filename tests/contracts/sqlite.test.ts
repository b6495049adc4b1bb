import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, test } from 'vitest';
import type { DocumentId } from '#lib/shared/ids.ts';
import { DEFAULT_MEETING } from '#lib/shared/meeting/agenda.ts';
import { readMeetingSettings } from '#lib/shared/meeting/meeting-settings.ts';
import { DataFolderInUseError, JournalDamagedError, NewerDatabaseError } from '../../server/storage/errors.ts';
import { migrate } from '../../server/storage/migrations/migrate.ts';
import { migrations } from '../../server/storage/migrations/index.ts';
import { connect, forKysely } from '../../server/storage/sqlite/connection.ts';
import { DATABASE_FILE, openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { Tables } from '../../server/storage/sqlite/tables.ts';
import { openStore } from '../support/open-store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { addWeek } from './builders.ts';
import { exitOf, linesOf, runChild, runChildOnSmallDisk } from './children.ts';
import { historyContract } from './history.contract.ts';
import { noticesContract } from './notices.contract.ts';
import { storeContract } from './store.contract.ts';

storeContract('sqlite', openSqliteStore);
noticesContract('sqlite', openSqliteStore);
historyContract('sqlite', openSqliteStore);

/** Does something to the file behind the store's back. */
function tamper(folder: string, sql: string) {
	const database = new DatabaseSync(join(folder, DATABASE_FILE));
	database.exec(sql);
	database.close();
}

/** A closed store with three journal rows, two snapshots and what it takes to open it again. */
async function written() {
	const folder = tempDir();
	const store = await openSqliteStore(folder);
	const { id, row } = await addWeek(store);
	const sequences = [await store.journal.append([row(1)]), await store.journal.append([row(2)])];
	for (const upTo of sequences) await store.journal.saveSnapshot(id, upTo, Uint8Array.of(upTo));
	await store.journal.append([row(3)]);
	await store.close();
	return { folder, id, sequences };
}

test('[ST2] a process that is killed leaves every row whose append had resolved, and nothing in the way', async () => {
	const folder = tempDir();
	const child = runChild('child-appends.ts', folder);
	const exited = exitOf(child);
	const said: string[] = [];
	for await (const line of linesOf(child)) {
		said.push(line);
		if (said.length === 200) child.kill('SIGKILL');
	}
	await exited;
	const [id, ...resolved] = said;
	const { tail } = await (await openStore(folder)).journal.load(id as DocumentId);
	expect(resolved.length).toBeGreaterThan(190);
	expect(tail.map(({ sequence }) => sequence)).toEqual(expect.arrayContaining(resolved.map(Number)));
});

test.skipIf(process.platform === 'win32')(
	'[ST13] an append that the disk refuses is rejected and keeps nothing',
	async () => {
		const child = runChildOnSmallDisk(2048, 'child-appends.ts', tempDir(), '50000');
		const exited = exitOf(child);
		const said: string[] = [];
		for await (const line of linesOf(child)) said.push(line);
		await exited;
		const [lastResolved, error, lastKept] = said.slice(-3);
		expect(error).toBe('AppendError');
		expect(Number(lastResolved)).toBeGreaterThan(5);
		expect(lastKept).toBe(lastResolved);
	}
);

test('[ST12] closing leaves nothing running: the process ends by itself', async () => {
	const child = runChild('child-opens.ts', tempDir());
	expect(await exitOf(child)).toBe(0);
});

test('[ST14] a folder is open in one process at a time', async () => {
	const folder = tempDir();
	const store = await openStore(folder);
	await expect(openSqliteStore(folder)).rejects.toBeInstanceOf(DataFolderInUseError);
	const said: string[] = [];
	for await (const line of linesOf(runChild('child-opens.ts', folder))) said.push(line);
	expect(said).toEqual(['DataFolderInUseError']);
	await store.close();
	await expect(openStore(folder)).resolves.toBeDefined();
});

test('[ST15] a database of a later version is refused, and left as it is', async () => {
	const { folder } = await written();
	tamper(folder, `INSERT INTO migrations VALUES ('9999-from-the-future', 1)`);
	await expect(openSqliteStore(folder)).rejects.toThrow(NewerDatabaseError);
	await expect(openSqliteStore(folder)).rejects.toThrow('9999-from-the-future');
	tamper(folder, `DELETE FROM migrations WHERE name = '9999-from-the-future'`);
	await expect(openStore(folder)).resolves.toBeDefined();
});

test('[WL10] a samverkan from before there were meeting settings holds its meetings as everybody did', () => {
	const database = connect(join(tempDir(), 'x.db'));
	const isBefore = ({ name }: { name: string }) => name < '0006';
	migrate(database, migrations.filter(isBefore), 1);
	database.exec(`INSERT INTO samverkan (id, slug, slug_folded, name, name_folded, municipality, police_district,
		cadence_days, meeting_weekday, example) VALUES ('s', 's', 's', 's', 's', 'k', 'p', 7, 4, 0)`);
	migrate(database, migrations, 2);
	const row = database.prepare('SELECT meeting FROM samverkan').get();
	expect(readMeetingSettings(String(row?.meeting))).toEqual(DEFAULT_MEETING);
	database.close();
});

test.each([
	['another field', (meeting: object) => ({ ...meeting, extra: 1 })],
	['a time that is none', (meeting: object) => ({ ...meeting, startsAt: '24:00' })],
	['half an agenda', (meeting: object) => ({ ...meeting, agenda: { opening: 1 } })],
	['minutes below nothing', (meeting: object) => ({ ...meeting, agenda: { ...DEFAULT_MEETING.agenda, sealing: -1 } })]
])('[WL10] meeting settings with %s, which no page of ours wrote, are refused', (_, spoil) => {
	expect(() => readMeetingSettings(JSON.stringify(spoil(DEFAULT_MEETING)))).toThrow();
});

/** A database as it was before there were drafts, with a row that refers to a document from every table that can. */
function beforeDrafts() {
	const database = connect(join(tempDir(), 'x.db'));
	const isBefore = ({ name }: { name: string }) => name < '0010';
	migrate(database, migrations.filter(isBefore), 1);
	database.exec(`
		INSERT INTO people (id, email, name, closed, created_at) VALUES ('p', 'p@x.se', 'P', 0, 1);
		INSERT INTO samverkan (id, slug, slug_folded, name, name_folded, municipality, police_district, cadence_days,
			meeting_weekday, example) VALUES ('s', 's', 's', 's', 's', 'k', 'p', 7, 4, 0);
		INSERT INTO documents VALUES ('w', 'week', 's', '2026-W48', 'sealed', 'e'), ('a', 'actions', 's', NULL, NULL, 'e');
		INSERT INTO week_state_log (document, state, by, at) VALUES ('w', 'sealed', 'p', 1);
		INSERT INTO journal VALUES (7, 'w', 1, 'p', 'desk', x'01', 'h');
		INSERT INTO snapshots VALUES ('w', 7, x'01', 'h');
		INSERT INTO epochs VALUES ('w', 7, 'e2', 1);
		INSERT INTO seals VALUES (1, 's', 'w', '2026-W48', 0, 'p', 1, x'01', 'h', NULL);
		INSERT INTO seal_proposals VALUES ('w', 'p', 'q', 1, '', 'h');
		INSERT INTO meetings VALUES ('w', '{}');
		INSERT INTO screen_links VALUES ('h', 's', 'w', '2026-W48', 'p', 1, 2, NULL);
		INSERT INTO summaries VALUES ('w', 's', '2026-W48', 1, '[]', NULL, NULL);
		INSERT INTO summary_log (document, version, what, person, party, at) VALUES ('w', 1, 'edited', 'p', 'q', 1);
	`);
	return database;
}

test('[DR6] a store from before drafts keeps all it had, and what refers to it still holds', () => {
	const database = beforeDrafts();
	const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
	const others = tables.map(({ name }) => String(name)).filter((name) => !['documents', 'migrations'].includes(name));
	const rows = () => others.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
	const [before, documents] = [
		rows(),
		database.prepare('SELECT id, kind, samverkan, week, state FROM documents').all()
	];
	migrate(
		database,
		migrations.filter(({ name }) => name <= '0010-drafts'),
		2
	);
	expect(rows()).toEqual(expect.arrayContaining(before));
	expect(database.prepare('SELECT id, kind, samverkan, week, state FROM documents').all()).toEqual(documents);
	expect(() => database.exec(`DELETE FROM documents WHERE id = 'w'`)).toThrow('FOREIGN KEY');
	expect(() => database.exec(`INSERT INTO meetings VALUES ('nowhere', '{}')`)).toThrow('FOREIGN KEY');
	expect(() => database.exec(`UPDATE documents SET state = 'meeting' WHERE id = 'w'`)).toThrow('stays sealed');
	const draft = `INSERT INTO documents VALUES ('d', 'draft', 's', 'nobody', '2026-W48', NULL, 'e')`;
	expect(() => database.exec(draft)).toThrow('FOREIGN KEY');
	database.close();
});

test('[DR6] references that would be broken leave the database as it was before it', () => {
	const database = beforeDrafts();
	const loses = { name: '9990-loses', rebuildsTables: true, up: () => database.exec('DELETE FROM documents') };
	expect(() => migrate(database, [...migrations, loses], 2)).toThrow('9990-loses');
	expect(database.prepare('SELECT count(*) AS n FROM documents').get()).toEqual({ n: 2 });
	expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
	database.close();
});

test('[ST15] a migration that fails changes nothing', () => {
	const database = connect(join(tempDir(), 'x.db'));
	const good = { name: '0001-good', up: (db: DatabaseSync) => db.exec('CREATE TABLE good (x)') };
	const bad = { name: '0002-bad', up: (db: DatabaseSync) => db.exec('CREATE TABLE half (x); nonsense') };
	expect(() => migrate(database, [good, bad], 1)).toThrow('0002-bad');
	const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all();
	expect(tables.map(({ name }) => name)).toEqual(['good', 'migrations']);
	database.close();
});

test.each([
	['its bytes', `content = x'ff'`],
	['its author', `person = 'somebody'`],
	['its time', 'at = at + 1'],
	['its way in', `via = 'import'`]
])('[ST16] a journal row is damaged when %s changed, and named', async (_, change) => {
	const { folder, id, sequences } = await written();
	const last = sequences[1]! + 1;
	tamper(folder, `UPDATE journal SET ${change} WHERE sequence = ${last}`);
	const store = await openStore(folder);
	await expect(store.journal.load(id)).rejects.toEqual(new JournalDamagedError(id, last));
	await expect(store.journal.history(id)).rejects.toBeInstanceOf(JournalDamagedError);
});

test('[ST16] a damaged snapshot is passed over for the one before, and a longer tail', async () => {
	const { folder, id, sequences } = await written();
	tamper(folder, `UPDATE snapshots SET state = x'ff' WHERE up_to = ${sequences[1]}`);
	const one = await openSqliteStore(folder);
	const loaded = await one.journal.load(id);
	await one.close();
	expect(loaded.snapshot?.upTo).toBe(sequences[0]);
	expect(loaded.tail.map(({ update }) => [...update])).toEqual([[2], [3]]);
	tamper(folder, `UPDATE snapshots SET state = x'ff'`);
	const { snapshot, tail } = await (await openStore(folder)).journal.load(id);
	expect([snapshot, tail.length]).toEqual([null, 3]);
});

test.skipIf(process.platform === 'win32')('[ST17] nobody else on the machine can read the data', async () => {
	const folder = join(tempDir(), 'data');
	mkdirSync(folder, { mode: 0o755 });
	await addWeek(await openStore(folder));
	const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o077]);
	expect(modes.length).toBeGreaterThanOrEqual(3);
	expect(modes.filter(([, mode]) => mode !== 0)).toEqual([]);
	expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('every connection is set to keep what it says it has kept', () => {
	const database = connect(join(tempDir(), 'x.db'));
	const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
	const names = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'secure_delete'];
	expect([...names, 'cell_size_check'].map(pragma)).toEqual(['wal', 2, 1, 5000, 0, 1, 1]);
	database.close();
});

test('a transaction that read before it writes is not refused because the journal wrote in between', async () => {
	const file = join(tempDir(), 'x.db');
	const ours = connect(file);
	ours.exec('CREATE TABLE installation (key TEXT, value TEXT)');
	const journal = new DatabaseSync(file, { timeout: 0 });
	const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(ours) }) });
	const transaction = kysely.transaction().execute(async (rows) => {
		await rows.selectFrom('installation').selectAll().execute();
		expect(() => journal.exec(`INSERT INTO installation VALUES ('journal', '')`)).toThrow('locked'); // it waits its turn
		await rows.insertInto('installation').values({ key: 'ours', value: '' }).execute();
	});
	await expect(transaction).resolves.toBeUndefined();
	journal.close();
	await kysely.destroy();
});

test('transactions of the organisation and appends of the journal do not trip over each other', async () => {
	const store = await openStore();
	const { samverkan, row } = await addWeek(store);
	const names = Array.from({ length: 60 }, (_, n) => `Område ${n}`);
	await Promise.all(
		names.flatMap((name) => [store.organisation.addArea(samverkan, { name }), store.journal.append([row(1)])])
	);
	expect((await store.organisation.read(samverkan)).areas.map(({ name }) => name)).toEqual(names);
});
