import type { Kysely, Selectable } from 'kysely';
import { randomBytes } from 'node:crypto';
import { newDocumentId, newRecordId } from '../../../src/lib/shared/ids.ts';
import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import type {
	ActionsDocument,
	DocumentInfo,
	DocumentStore,
	DraftDocument,
	WeekDocument,
	WeekStateChange
} from '../store.ts';
import { toDocument } from './rows.ts';
import type { DocumentsTable, Tables, WeekStateLogTable } from './tables.ts';

const identity = () => ({ id: newDocumentId(randomBytes), epoch: newRecordId(randomBytes) });

const toChange = (row: Selectable<WeekStateLogTable>): WeekStateChange => ({
	state: row.state as WeekState,
	by: row.by as PersonId | null,
	at: row.at
});

export class SqliteDocuments implements DocumentStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async find(id: DocumentId): Promise<DocumentInfo | null> {
		const row = await this.#database.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst();
		return row ? toDocument(row) : null;
	}

	/** Asking first keeps opening an existing week free of a write; the unique index decides between those who ask at once. */
	async weekDocument(
		samverkan: SamverkanId,
		week: WeekKey,
		state: 'upcoming' | 'reporting' = 'reporting'
	): Promise<WeekDocument> {
		const existing = await this.findWeek(samverkan, week);
		if (existing) return existing;
		await this.#addOnce({ ...identity(), kind: 'week', samverkan, party: null, week, state });
		return (await this.findWeek(samverkan, week))!;
	}

	async findWeek(samverkan: SamverkanId, week: WeekKey): Promise<WeekDocument | null> {
		const query = this.#documents('week', samverkan).where('week', '=', week);
		const row = await query.executeTakeFirst();
		return row ? (toDocument(row) as WeekDocument) : null;
	}

	async weeks(samverkan: SamverkanId): Promise<WeekDocument[]> {
		const rows = await this.#documents('week', samverkan).orderBy('week').execute();
		return rows.map((row) => toDocument(row) as WeekDocument);
	}

	async actionsDocument(samverkan: SamverkanId): Promise<ActionsDocument> {
		const query = this.#documents('actions', samverkan);
		const existing = await query.executeTakeFirst();
		if (existing) return toDocument(existing) as ActionsDocument;
		await this.#addOnce({ ...identity(), kind: 'actions', samverkan, party: null, week: null, state: null });
		return toDocument(await query.executeTakeFirstOrThrow()) as ActionsDocument;
	}

	async draftDocument(samverkan: SamverkanId, party: PartyId, week: WeekKey): Promise<DraftDocument> {
		const existing = await this.findDraft(samverkan, party, week);
		if (existing) return existing;
		await this.#addOnce({ ...identity(), kind: 'draft', samverkan, party, week, state: null });
		return (await this.findDraft(samverkan, party, week))!;
	}

	async findDraft(samverkan: SamverkanId, party: PartyId, week: WeekKey): Promise<DraftDocument | null> {
		const query = this.#documents('draft', samverkan).where('party', '=', party).where('week', '=', week);
		const row = await query.executeTakeFirst();
		return row ? (toDocument(row) as DraftDocument) : null;
	}

	async drafts(samverkan: SamverkanId, party: PartyId): Promise<DraftDocument[]> {
		const rows = await this.#documents('draft', samverkan).where('party', '=', party).orderBy('week').execute();
		return rows.map((row) => toDocument(row) as DraftDocument);
	}

	async setWeekState(id: DocumentId, state: WeekState, by: PersonId | null, at: number): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			const week = transaction.updateTable('documents').set({ state }).where('id', '=', id).where('kind', '=', 'week');
			const { numUpdatedRows } = await week.executeTakeFirst();
			if (numUpdatedRows === 0n) throw new Error(`There is no week document ${id}`);
			await transaction.insertInto('week_state_log').values({ document: id, state, by, at }).execute();
		});
	}

	async moveWeek(
		id: DocumentId,
		{ from, to, by, at }: { from: WeekState; to: WeekState; by: PersonId | null; at: number }
	): Promise<boolean> {
		return this.#database.transaction().execute(async (transaction) => {
			const week = transaction
				.updateTable('documents')
				.set({ state: to })
				.where('id', '=', id)
				.where('state', '=', from);
			const { numUpdatedRows } = await week.executeTakeFirst();
			if (numUpdatedRows === 0n) return false;
			await transaction.insertInto('week_state_log').values({ document: id, state: to, by, at }).execute();
			return true;
		});
	}

	async weekStateLog(id: DocumentId): Promise<WeekStateChange[]> {
		const query = this.#database.selectFrom('week_state_log').selectAll().where('document', '=', id);
		return (await query.orderBy('sequence').execute()).map((row) => toChange(row as Selectable<WeekStateLogTable>));
	}

	#documents(kind: DocumentsTable['kind'], samverkan: SamverkanId) {
		return this.#database
			.selectFrom('documents')
			.selectAll()
			.where('kind', '=', kind)
			.where('samverkan', '=', samverkan);
	}

	#addOnce(row: DocumentsTable) {
		return this.#database
			.insertInto('documents')
			.values(row)
			.onConflict((conflict) => conflict.doNothing())
			.execute();
	}
}
