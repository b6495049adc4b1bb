import { Kysely, SqliteDialect } from 'kysely';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../store.ts';
import { forKysely } from './connection.ts';
import { SqliteDocuments } from './documents.ts';
import { SqliteEvents } from './events.ts';
import { DATABASE_FILE } from './open.ts';
import { SqliteOrganisation } from './organisation.ts';
import { SqliteSeals } from './seals.ts';
import type { Tables } from './tables.ts';

export type ReadOnlyStore = Pick<Store, 'documents' | 'organisation' | 'seals' | 'events' | 'close'>;

/**
 * A data folder to look into, also while a server runs on it: takes no lock, migrates nothing, and can not write. Null
 * where there is no database.
 */
export function openReadOnly(folder: string): ReadOnlyStore | null {
	const file = join(folder, DATABASE_FILE);
	if (!existsSync(file)) return null;
	const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
	const kysely = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(database) }) });
	return {
		documents: new SqliteDocuments(kysely),
		organisation: new SqliteOrganisation(kysely),
		seals: new SqliteSeals(kysely),
		events: new SqliteEvents(kysely),
		async close() {
			await kysely.destroy();
			if (database.isOpen) database.close(); // Kysely closes only what it has used
		}
	};
}
