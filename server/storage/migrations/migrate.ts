import type { DatabaseSync } from 'node:sqlite';
import { NewerDatabaseError } from '../errors.ts';
import type { Migration } from './migration.ts';

const LEDGER = 'CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT';

function appliedNames(database: DatabaseSync): Set<string> {
	database.exec(LEDGER);
	return new Set(
		database
			.prepare('SELECT name FROM migrations')
			.all()
			.map((row) => String(row.name))
	);
}

/** The pragma does nothing inside a transaction, so it stands around it. */
function apply(database: DatabaseSync, migration: Migration, now: number) {
	if (!migration.rebuildsTables) return applyOne(database, migration, now);
	database.exec('PRAGMA foreign_keys = OFF');
	try {
		applyOne(database, migration, now);
	} finally {
		database.exec('PRAGMA foreign_keys = ON');
	}
}

function checkReferences(database: DatabaseSync) {
	const [broken] = database.prepare('PRAGMA foreign_key_check').all();
	if (broken) throw new Error(`A row of ${String(broken.table)} refers to what is not in ${String(broken.parent)}`);
}

function applyOne(database: DatabaseSync, migration: Migration, now: number) {
	database.exec('BEGIN IMMEDIATE');
	try {
		migration.up(database);
		if (migration.rebuildsTables) checkReferences(database);
		database.prepare('INSERT INTO migrations (name, applied_at) VALUES (?, ?)').run(migration.name, now);
		database.exec('COMMIT');
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw new Error(`Migration ${migration.name} failed; the database is as it was before it`, { cause: error });
	}
}

/** Brings the database up to the code, one transaction per migration; refuses one that is ahead of the code. */
export function migrate(database: DatabaseSync, migrations: readonly Migration[], now: number) {
	const applied = appliedNames(database);
	const known = new Set(migrations.map(({ name }) => name));
	const unknown = [...applied]
		.filter((name) => !known.has(name))
		.sort()
		.at(-1);
	if (unknown) throw new NewerDatabaseError(unknown);
	for (const migration of migrations) if (!applied.has(migration.name)) apply(database, migration, now);
}
