import type { Kysely, Transaction } from 'kysely';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';
import type { StoredSummary, SummaryEvent, SummaryStore } from '../summaries.ts';
import type { SummariesTable, SummaryLogTable, Tables } from './tables.ts';

function toSummary({ content, sha256, sections, ...row }: SummariesTable): StoredSummary {
	const frozen = content !== null && sha256 !== null ? { content, sha256 } : null;
	return { ...row, sections: JSON.parse(sections), frozen } as StoredSummary;
}

const toEvent = ({ version, what, person, party, at }: SummaryLogTable): SummaryEvent =>
	({ version, what, person, party, at }) as SummaryEvent;

export class SqliteSummaries implements SummaryStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	find(document: DocumentId): Promise<StoredSummary | null> {
		return find(this.#database, document);
	}

	log(document: DocumentId): Promise<SummaryEvent[]> {
		return readLog(this.#database, document);
	}

	edit(...[summary, from, by]: Parameters<SummaryStore['edit']>): Promise<boolean> {
		const { document, samverkan, week } = summary;
		const values = { version: from + 1, sections: JSON.stringify(summary.sections) };
		return this.#database.transaction().execute(async (transaction) => {
			if (!(await isAt(transaction, document, from))) return false;
			const row = { document, samverkan, week, content: null, sha256: null, ...values };
			const insert = transaction.insertInto('summaries').values(row);
			await insert.onConflict((conflict) => conflict.column('document').doUpdateSet(values)).execute();
			await addEvent(transaction, document, { ...by, version: from + 1, what: 'edited' });
			return true;
		});
	}

	approve(...[document, version, by, freeze]: Parameters<SummaryStore['approve']>): Promise<boolean> {
		return this.#database.transaction().execute(async (transaction) => {
			if (version === 0 || !(await isAt(transaction, document, version))) return false;
			await addEvent(transaction, document, { ...by, version, what: 'approved' });
			const frozen = freeze(await readLog(transaction, document));
			if (frozen) await transaction.updateTable('summaries').set(frozen).where('document', '=', document).execute();
			return true;
		});
	}
}

async function find(database: Kysely<Tables>, document: DocumentId): Promise<StoredSummary | null> {
	const query = database.selectFrom('summaries').selectAll().where('document', '=', document);
	const row = await query.executeTakeFirst();
	return row ? toSummary(row) : null;
}

async function readLog(database: Kysely<Tables>, document: DocumentId): Promise<SummaryEvent[]> {
	const query = database.selectFrom('summary_log').selectAll().where('document', '=', document);
	return (await query.orderBy('sequence').execute()).map((row) => toEvent(row as SummaryLogTable));
}

/** Is it still that version, and may it still be changed? Version 0 is the one nobody has edited. */
async function isAt(transaction: Transaction<Tables>, document: DocumentId, version: number): Promise<boolean> {
	const found = await find(transaction, document);
	return (found?.version ?? 0) === version && (found?.frozen ?? null) === null;
}

async function addEvent(transaction: Transaction<Tables>, document: DocumentId, event: SummaryEvent): Promise<void> {
	await transaction
		.insertInto('summary_log')
		.values({ document, ...event })
		.execute();
}
