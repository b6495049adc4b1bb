import { Worker } from 'node:worker_threads';
import { sql, type Kysely } from 'kysely';
import type { DocumentId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import {
	KEEP_ALL,
	type RetentionItem,
	type RetentionPlan,
	type RetentionRules,
	type RetentionRun
} from '../../../src/lib/shared/retention/retention.ts';
import type { RetentionCandidate, RetentionStore } from '../retention.ts';
import type { RetentionsTable, Tables } from './tables.ts';

const toRun = ({ rules, items, finished_at, ...row }: RetentionsTable): RetentionRun =>
	({
		...row,
		rules: JSON.parse(rules) as RetentionRules,
		items: JSON.parse(items) as RetentionItem[],
		finishedAt: finished_at
	}) as RetentionRun;

/** Of mails, those that nothing will be done with any more. */
const OVER = ['sent', 'failed', 'uncertain', 'withdrawn'];

export class SqliteRetention implements RetentionStore {
	readonly #database: Kysely<Tables>;
	readonly #file: string;

	constructor(database: Kysely<Tables>, file: string) {
		this.#database = database;
		this.#file = file;
	}

	async rules(samverkan: SamverkanId): Promise<RetentionRules> {
		const query = this.#database.selectFrom('retention_rules').select('rules').where('samverkan', '=', samverkan);
		const row = await query.executeTakeFirst();
		return row ? { ...KEEP_ALL, ...(JSON.parse(row.rules) as RetentionRules) } : KEEP_ALL;
	}

	async setRules(samverkan: SamverkanId, rules: RetentionRules, by: PersonId, at: number): Promise<void> {
		const row = { rules: JSON.stringify(rules), by, at };
		const insert = this.#database.insertInto('retention_rules').values({ samverkan, ...row });
		await insert.onConflict((conflict) => conflict.column('samverkan').doUpdateSet(row)).execute();
	}

	async candidates(samverkan: SamverkanId): Promise<RetentionCandidate[]> {
		const { rows } = await sql<CandidateRow>`
			SELECT d.id AS document, d.kind, d.party, d.week,
				coalesce(w.state, '') = 'sealed' AS sealed, s.at AS sealed_at, s.sha256,
				(SELECT count(*) FROM journal WHERE document = d.id) AS rows,
				(SELECT count(*) FROM journal WHERE document = d.id AND person IS NOT NULL) AS written,
				coalesce((SELECT max(sequence) FROM journal WHERE document = d.id), 0) AS last,
				(SELECT count(*) FROM reports WHERE document = d.id) AS reports,
				EXISTS (SELECT 1 FROM flags f WHERE f.samverkan = d.samverkan AND f.state IN ('open', 'redacting')
					AND (f.document = d.id OR instr(f.parts, d.id) > 0)) AS flagged,
				(SELECT group_concat(kind) FROM retention_documents WHERE document = d.id) AS gone
			FROM documents d
			LEFT JOIN documents w ON w.kind = 'week' AND w.samverkan = d.samverkan AND w.week = d.week
			LEFT JOIN seals s ON s.document = d.id AND s.correction = 0
			WHERE d.samverkan = ${samverkan} AND d.kind IN ('week', 'draft') ORDER BY d.week, d.kind, d.party`.execute(
			this.#database
		);
		return rows.map(toCandidate);
	}

	async notices(samverkan: SamverkanId, before: number): Promise<{ rows: number; mails: number; waiting: number }> {
		const count = async (table: 'notices' | 'mails', column: 'at' | 'made_at', states: 'over' | 'waiting' | null) => {
			const of = sql.table(table);
			const time = sql.ref(column);
			const list = sql.join(OVER);
			const state =
				states === null ? sql`` : states === 'over' ? sql` AND state IN (${list})` : sql` AND state NOT IN (${list})`;
			const query = sql<{ count: number }>`
				SELECT count(*) AS count FROM ${of} WHERE samverkan = ${samverkan} AND ${time} < ${before}${state}`;
			return (await query.execute(this.#database)).rows[0]?.count ?? 0;
		};
		return {
			rows: await count('notices', 'at', null),
			mails: await count('mails', 'made_at', 'over'),
			waiting: await count('mails', 'made_at', 'waiting')
		};
	}

	async oldLog(samverkan: SamverkanId, before: number) {
		const own = this.#database.selectFrom('events').where('chain', '=', samverkan);
		const young = await own.select('number').where('at', '>=', before).orderBy('number').limit(1).executeTakeFirst();
		const old = young ? own.where('number', '<', young.number) : own;
		const last = await old.select(['number', 'sha256']).orderBy('number', 'desc').limit(1).executeTakeFirst();
		if (!last) return null;
		const { count } = await old.select((of) => of.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
		return { ...last, rows: Number(count) };
	}

	async begin(plan: RetentionPlan, by: PersonId, at: number): Promise<RetentionRun | null> {
		const { samverkan, fingerprint } = plan;
		const row = {
			samverkan,
			by,
			at,
			rules: JSON.stringify(plan.rules),
			items: JSON.stringify(plan.items),
			fingerprint
		};
		const insert = this.#database
			.insertInto('retentions')
			.values({ ...row, done: 0, state: 'begun', finished_at: null });
		const once = insert.onConflict((conflict) => conflict.doNothing()).returningAll();
		const made = await once.executeTakeFirst();
		return made ? toRun(made) : null;
	}

	carryOutNext(): Promise<boolean> {
		return runWorker(this.#file);
	}

	async underWay(): Promise<RetentionRun | null> {
		const query = this.#database.selectFrom('retentions').selectAll().where('state', '!=', 'done');
		const row = await query.orderBy('id').limit(1).executeTakeFirst();
		return row ? toRun(row) : null;
	}

	async runs(samverkan: SamverkanId): Promise<RetentionRun[]> {
		const query = this.#database.selectFrom('retentions').selectAll().where('samverkan', '=', samverkan);
		return (await query.orderBy('id', 'desc').execute()).map(toRun);
	}

	async removedWeek(document: DocumentId): Promise<{ decision: string; at: number } | null> {
		const query = this.#database
			.selectFrom('retention_documents')
			.innerJoin('retentions', 'retentions.id', 'retention_documents.retention')
			.select(['retentions.rules', 'retentions.at'])
			.where('retention_documents.kind', '=', 'weeks')
			.where('retention_documents.document', '=', document);
		const row = await query.limit(1).executeTakeFirst();
		return row ? { at: row.at, decision: (JSON.parse(row.rules) as RetentionRules).weeks.decision } : null;
	}
}

interface CandidateRow {
	document: string;
	kind: string;
	party: string | null;
	week: string;
	sealed: number;
	sealed_at: number | null;
	sha256: string | null;
	rows: number;
	written: number;
	last: number;
	reports: number;
	flagged: number;
	gone: string | null;
}

const toCandidate = ({ sealed, sealed_at, flagged, gone, ...row }: CandidateRow): RetentionCandidate =>
	({
		...row,
		sealed: sealed === 1,
		sealedAt: sealed_at,
		flagged: flagged === 1,
		gone: gone?.split(',') ?? []
	}) as RetentionCandidate;

/** Removing and rewriting take seconds: the event loop does not wait for it. */
function runWorker(file: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const url = new URL('../../retention/retention-worker.ts', import.meta.url);
		const worker = new Worker(url, { workerData: { file } });
		let did = false;
		worker.once('message', (message: boolean) => (did = message));
		worker.once('error', reject);
		worker.once('exit', (code) => (code === 0 ? resolve(did) : reject(new Error(`The gallring ended with ${code}`))));
	});
}
