import type { Kysely } from 'kysely';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';
import type { Restore, RestoreStore } from '../restores.ts';
import type { Tables } from './tables.ts';

export class SqliteRestores implements RestoreStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async find(id: string): Promise<Restore | null> {
		const row = await withRows(this.#database).where('restores.id', '=', id).executeTakeFirst();
		return (row as Restore | undefined) ?? null;
	}

	async ofDocument(document: DocumentId, after = 0): Promise<Restore[]> {
		const query = withRows(this.#database).where('restores.document', '=', document);
		return (await query.where('restores.sequence', '>', after).orderBy('restores.sequence').execute()) as Restore[];
	}
}

const withRows = (database: Kysely<Tables>) =>
	database
		.selectFrom('restores')
		.innerJoin('journal', 'journal.sequence', 'restores.sequence')
		.selectAll('restores')
		.select(['journal.at', 'journal.person']);
