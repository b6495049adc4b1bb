import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Every connection gets the same ones: most of them are kept per connection, not in the file. */
const PRAGMAS = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA secure_delete = ON;
PRAGMA cell_size_check = ON;
`;

/**
 * Makes the file where it is missing, as SQLite would make it readable for others. One that exists is never opened:
 * closing it again would drop every lock that SQLite has on it in this process, which is how POSIX locks are.
 */
export function createPrivately(file: string) {
	try {
		closeSync(openSync(file, 'wx', 0o600));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		chmodSync(file, 0o600);
	}
}

export function connect(file: string): DatabaseSync {
	createPrivately(file);
	const database = new DatabaseSync(file, { timeout: 5000 });
	database.exec(PRAGMAS);
	return database;
}

type Values = Parameters<ReturnType<DatabaseSync['prepare']>['all']>;

function toKysely(database: DatabaseSync, text: string): SqliteStatement {
	const statement = database.prepare(text);
	return {
		reader: statement.columns().length > 0,
		all: (values) => statement.all(...(values as Values)),
		run: (values) => statement.run(...(values as Values)),
		iterate: (values) => statement.iterate(...(values as Values))
	};
}

/**
 * A transaction of Kysely reads before it writes, and SQLite refuses to turn a read transaction into a writing one when
 * the journal's worker has committed in between, without waiting. So it takes the write lock when it begins.
 */
const withWriteLock = (text: string) => (text === 'begin' ? 'begin immediate' : text);

/** node:sqlite in the shape that Kysely's dialect wants; keeps prepared statements. */
export function forKysely(database: DatabaseSync, keep = 200): SqliteDatabase {
	const statements = new Map<string, SqliteStatement>();
	return {
		close: () => database.close(),
		prepare(text) {
			const known = statements.get(text);
			if (known) return known;
			const statement = toKysely(database, withWriteLock(text));
			const [oldest] = statements.keys();
			if (statements.size >= keep && oldest !== undefined) statements.delete(oldest);
			statements.set(text, statement);
			return statement;
		}
	};
}
