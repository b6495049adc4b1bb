import type { Kysely, Selectable, Transaction } from 'kysely';
import type { DocumentId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { isSealable, type WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { ChainMovedError, NotSealableError } from '../seals.ts';
import type { KeptRow, Seal, SealProposal, SealStore } from '../seals.ts';
import { rowHash } from './journal-rows.ts';
import type { JournalTable, SealProposalsTable, SealsTable, Tables } from './tables.ts';

const toSeal = ({ sequence: _, ...row }: Selectable<SealsTable>): Seal => row as Seal;
const toProposal = (row: SealProposalsTable): SealProposal => row as SealProposal;

function toKept({ document, sequence, at, person, via, content, sha256 }: JournalTable): KeptRow {
	const row = { document, at, person, via, update: content } as Parameters<typeof rowHash>[0];
	return { sequence, person: person as PersonId | null, update: content, sha256, intact: rowHash(row) === sha256 };
}

export class SqliteSeals implements SealStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	async chain(samverkan: SamverkanId): Promise<Seal[]> {
		const query = this.#database.selectFrom('seals').selectAll().where('samverkan', '=', samverkan);
		return (await query.orderBy('sequence').execute()).map(toSeal);
	}

	async ofWeek(document: DocumentId): Promise<Seal[]> {
		const query = this.#database.selectFrom('seals').selectAll().where('document', '=', document);
		return (await query.orderBy('correction').execute()).map(toSeal);
	}

	async redactionsOf(document: DocumentId): Promise<Seal[]> {
		const links = this.#database
			.selectFrom('seal_redactions')
			.innerJoin('seals as redacted', 'redacted.sequence', 'seal_redactions.seal')
			.select('seal_redactions.by')
			.where('redacted.document', '=', document);
		const own = this.#database.selectFrom('seals').selectAll();
		const query = own.where((where) => where.or([where('sequence', 'in', links), where('document', '=', document)]));
		return (await query.orderBy('sequence').execute()).map(toSeal);
	}

	latest(samverkan: SamverkanId): Promise<Seal | null> {
		return latest(this.#database, samverkan);
	}

	async append(seal: Seal): Promise<void> {
		await this.#database.transaction().execute(async (transaction) => {
			if (seal.correction === 0) await sealWeek(transaction, seal);
			await addToChain(transaction, seal);
			await transaction.deleteFrom('seal_proposals').where('document', '=', seal.document).execute();
		});
	}

	async appendSealed(seal: Seal): Promise<void> {
		await this.#database.transaction().execute((transaction) => addToChain(transaction, seal));
	}

	async propose(proposal: SealProposal): Promise<void> {
		const insert = this.#database.insertInto('seal_proposals').values(proposal);
		await insert.onConflict((conflict) => conflict.column('document').doUpdateSet(proposal)).execute();
	}

	async proposal(document: DocumentId): Promise<SealProposal | null> {
		const query = this.#database.selectFrom('seal_proposals').selectAll().where('document', '=', document);
		const row = await query.executeTakeFirst();
		return row ? toProposal(row) : null;
	}

	async withdraw(document: DocumentId): Promise<void> {
		await this.#database.deleteFrom('seal_proposals').where('document', '=', document).execute();
	}

	async journalHashes(document: DocumentId, upTo: number): Promise<{ sequence: number; sha256: string }[]> {
		const query = this.#database.selectFrom('journal').select(['sequence', 'sha256']).where('document', '=', document);
		return query.where('sequence', '<=', upTo).orderBy('sequence').execute();
	}

	async journalRows(document: DocumentId): Promise<{ rows: KeptRow[]; starts: number[] }> {
		const rows = this.#database.selectFrom('journal').selectAll().where('document', '=', document);
		const epochs = this.#database.selectFrom('epochs').select('starts').where('document', '=', document);
		return {
			rows: (await rows.orderBy('sequence').execute()).map(toKept),
			starts: (await epochs.orderBy('starts').execute()).map(({ starts }) => starts)
		};
	}
}

async function latest(database: Kysely<Tables>, samverkan: SamverkanId): Promise<Seal | null> {
	const query = database.selectFrom('seals').selectAll().where('samverkan', '=', samverkan);
	const row = await query.orderBy('sequence', 'desc').limit(1).executeTakeFirst();
	return row ? toSeal(row) : null;
}

async function addToChain(transaction: Transaction<Tables>, seal: Seal): Promise<void> {
	const last = await latest(transaction, seal.samverkan);
	if ((last?.sha256 ?? null) !== seal.previous) throw new ChainMovedError('The chain has another last seal');
	await transaction.insertInto('seals').values(seal).execute();
}

async function sealWeek(transaction: Transaction<Tables>, { document, by, at }: Seal): Promise<void> {
	const week = transaction.selectFrom('documents').select('state').where('id', '=', document);
	const found = await week.where('kind', '=', 'week').executeTakeFirst();
	if (!found || !isSealable(found.state as WeekState)) throw new NotSealableError(`The week is ${found?.state}`);
	await transaction.updateTable('documents').set({ state: 'sealed' }).where('id', '=', document).execute();
	await transaction.insertInto('week_state_log').values({ document, state: 'sealed', by, at }).execute();
}
