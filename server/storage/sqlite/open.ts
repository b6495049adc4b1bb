import { Kysely, SqliteDialect } from 'kysely';
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DatabaseDamagedError } from '../errors.ts';
import { migrations } from '../migrations/index.ts';
import { migrate } from '../migrations/migrate.ts';
import type { Store } from '../store.ts';
import { SqliteAccounts } from './accounts.ts';
import { connect, forKysely } from './connection.ts';
import { SqliteDesk } from './desk.ts';
import { SqliteDisclosures } from './disclosures.ts';
import { SqliteDocuments } from './documents.ts';
import { SqliteEvents } from './events.ts';
import { lockFolder } from './folder-lock.ts';
import { SqliteFlags } from './flags.ts';
import { SqliteHistory } from './history.ts';
import { SqliteInstallation } from './installation.ts';
import { SqliteJournal } from './journal.ts';
import { SqliteMails } from './mails.ts';
import { SqliteMeetings } from './meetings.ts';
import { SqliteNotices } from './notices.ts';
import { SqliteOrganisation } from './organisation.ts';
import { SqlitePrivacy } from './privacy.ts';
import { SqliteReports } from './reports.ts';
import { SqliteRestores } from './restores.ts';
import { SqliteRetention } from './retention.ts';
import { SqliteSearch } from './search.ts';
import { SqliteSeals } from './seals.ts';
import { SqliteSummaries } from './summaries.ts';
import type { Tables } from './tables.ts';

/** The database's name in the data folder. */
export const DATABASE_FILE = 'lagestavlan.db';

function makePrivate(folder: string) {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	chmodSync(folder, 0o700);
}

function checkHealth(database: DatabaseSync) {
	const finding = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
	if (finding !== 'ok') throw new DatabaseDamagedError(String(finding));
}

function openDatabase(file: string): DatabaseSync {
	const database = connect(file);
	try {
		checkHealth(database);
		migrate(database, migrations, Date.now());
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
}

async function probe(installation: SqliteInstallation): Promise<void> {
	const key = `probe-${randomUUID()}`;
	await installation.set(key, key);
	const found = await installation.get(key);
	await installation.remove(key);
	if (found !== key) throw new Error('The database did not give back what was written');
}

function createStore(file: string, database: DatabaseSync, unlock: () => void): Store {
	const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(database) }) });
	const journal = new SqliteJournal(file);
	const search = new SqliteSearch(file);
	const history = new SqliteHistory(file);
	const installation = new SqliteInstallation(kysely);
	let closing: Promise<void> | null = null;
	const closeAll = async () => {
		await Promise.all([journal.close(), search.close(), history.close()]);
		await kysely.destroy();
		if (database.isOpen) database.close(); // Kysely closes only what it has used
		unlock();
	};
	return {
		documents: new SqliteDocuments(kysely),
		journal,
		organisation: new SqliteOrganisation(kysely),
		accounts: new SqliteAccounts(kysely),
		installation,
		meetings: new SqliteMeetings(kysely),
		seals: new SqliteSeals(kysely),
		disclosures: new SqliteDisclosures(kysely),
		summaries: new SqliteSummaries(kysely),
		events: new SqliteEvents(kysely),
		retention: new SqliteRetention(kysely, file),
		flags: new SqliteFlags(kysely, file),
		restores: new SqliteRestores(kysely),
		reports: new SqliteReports(kysely),
		notices: new SqliteNotices(kysely),
		mails: new SqliteMails(kysely),
		desk: new SqliteDesk(kysely),
		search,
		history,
		privacy: new SqlitePrivacy(kysely),
		probe: () => probe(installation),
		close: () => (closing ??= closeAll())
	};
}

/**
 * Opens the data folder, making it where it is missing and bringing it up to this version. Rejects with
 * `DataFolderInUseError` when another process has it, and with `NewerDatabaseError` when it comes from a later version.
 */
export async function openSqliteStore(folder: string): Promise<Store> {
	makePrivate(folder);
	const unlock = lockFolder(folder);
	try {
		const file = join(folder, DATABASE_FILE);
		return createStore(file, openDatabase(file), unlock);
	} catch (error) {
		unlock();
		throw error;
	}
}
