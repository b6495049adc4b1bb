import { Worker } from 'node:worker_threads';
import type { Kysely } from 'kysely';
import type { Flag, FlaggedPart, FlagStore, NewFlag, RedactionLine } from '../flags.ts';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { FlagsTable, RedactionsTable, Tables } from './tables.ts';

const toFlag = ({ draft, parts, judged_by, judged_at, ...row }: FlagsTable): Flag =>
	({
		...row,
		draft: draft === 1,
		parts: JSON.parse(parts) as FlaggedPart[],
		judgedBy: judged_by,
		judgedAt: judged_at
	}) as Flag;

// eslint-disable-next-line @typescript-eslint/no-unused-vars
const toLine = ({ plan, journal_rows, fields, ...row }: RedactionsTable): RedactionLine =>
	({ ...row, fields: JSON.parse(fields) as unknown, journalRows: journal_rows }) as RedactionLine;

export class SqliteFlags implements FlagStore {
	readonly #database: Kysely<Tables>;
	readonly #file: string;
	#carrying: Promise<void> | null = null;

	constructor(database: Kysely<Tables>, file: string) {
		this.#database = database;
		this.#file = file;
	}

	async add({ draft, parts, ...flag }: NewFlag): Promise<boolean> {
		const row = { ...flag, draft: Number(draft), parts: JSON.stringify(parts), state: 'open', judged_by: null };
		const insert = this.#database.insertInto('flags').values({ ...row, judged_at: null });
		const { numInsertedOrUpdatedRows } = await insert.onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
		return numInsertedOrUpdatedRows === 1n;
	}

	async find(id: string): Promise<Flag | null> {
		const row = await this.#database.selectFrom('flags').selectAll().where('id', '=', id).executeTakeFirst();
		return row ? toFlag(row) : null;
	}

	async all(samverkan: SamverkanId): Promise<Flag[]> {
		const query = this.#database.selectFrom('flags').selectAll().where('samverkan', '=', samverkan);
		return (await query.orderBy('at', 'desc').execute()).map(toFlag);
	}

	async open(samverkan?: SamverkanId): Promise<Flag[]> {
		const query = this.#database.selectFrom('flags').selectAll().where('state', 'in', ['open', 'redacting']);
		const one = samverkan === undefined ? query : query.where('samverkan', '=', samverkan);
		return (await one.orderBy('at').execute()).map(toFlag);
	}

	async setParts(id: string, parts: readonly FlaggedPart[]): Promise<void> {
		const update = this.#database.updateTable('flags').set({ parts: JSON.stringify(parts) });
		await update.where('id', '=', id).where('state', '=', 'open').execute();
	}

	async close(id: string, by: PersonId, at: number): Promise<boolean> {
		const judged = { state: 'shown', parts: '[]', judged_by: by, judged_at: at };
		const update = this.#database.updateTable('flags').set(judged).where('id', '=', id).where('state', '=', 'open');
		return (await update.executeTakeFirst()).numUpdatedRows === 1n;
	}

	begin({ flag, fields, ...line }: Parameters<FlagStore['begin']>[0], plan: string): Promise<boolean> {
		return this.#database.transaction().execute(async (transaction) => {
			const judged = { state: 'redacting', judged_by: line.by, judged_at: line.at };
			const update = transaction.updateTable('flags').set(judged).where('id', '=', flag).where('state', '=', 'open');
			if ((await update.executeTakeFirst()).numUpdatedRows === 0n) return false;
			const row = { ...line, flag, fields: JSON.stringify(fields), state: 'begun', plan, journal_rows: 0 };
			await transaction.insertInto('redactions').values(row).execute();
			return true;
		});
	}

	/** One at a time: whoever comes meanwhile waits for the one after. */
	carryOut(): Promise<void> {
		const before = this.#carrying ?? Promise.resolve();
		const carrying = before
			.catch(() => undefined)
			.then(() => runWorker(this.#file))
			.finally(() => {
				if (this.#carrying === carrying) this.#carrying = null;
			});
		this.#carrying = carrying;
		return carrying;
	}

	async isUnfinished(): Promise<boolean> {
		const query = this.#database.selectFrom('redactions').select('sequence').where('state', '!=', 'done');
		return (await query.limit(1).executeTakeFirst()) !== undefined;
	}

	async redactions(samverkan: SamverkanId): Promise<RedactionLine[]> {
		const query = this.#database.selectFrom('redactions').selectAll().where('samverkan', '=', samverkan);
		return (await query.orderBy('sequence', 'desc').execute()).map((row) => toLine(row as RedactionsTable));
	}
}

/** Replaying and rewriting a year of a board takes seconds: neither the event loop nor the journal's threads wait for it. */
function runWorker(file: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const url = new URL('../../redaction/redaction-worker.ts', import.meta.url);
		const worker = new Worker(url, { workerData: { file } });
		worker.once('error', reject);
		worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The redaction ended with ${code}`))));
	});
}
