import type { Logger } from 'pino';
import { mayDispose } from '../../src/lib/shared/access/history-pages.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { ActionsRecord, DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import {
	LEAST_MONTHS,
	MOST_MONTHS,
	RETENTION_KINDS,
	type RetentionPlan,
	type RetentionRules,
	type RetentionRun
} from '../../src/lib/shared/retention/retention.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { Store } from '../storage/store.ts';
import { documentsOf, nextGroup } from './groups.ts';
import { planRetention } from './plan.ts';

export interface RetentionParts {
	store: Pick<Store, 'documents' | 'retention'>;
	rooms: {
		read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		rewrite<T>(ids: readonly DocumentId[], work: () => Promise<T>): Promise<T>;
		isLive(id: DocumentId): boolean;
	};
	/** Each document's derived rows are of what is gone. */
	forget(document: DocumentId): Promise<void>;
	/** What the database has noted is in the log. */
	settled(): Promise<void>;
	log: Pick<Logger, 'info' | 'error'>;
	now: () => number;
}

export type RetentionProblem = Problem<
	| 'not-allowed'
	| 'retention-decision-missing'
	| 'retention-months-wrong'
	| 'retention-changed'
	| 'retention-nothing'
	| 'retention-under-way'
>;

/**
 * Gallring (domain.md §4.3): what is older than its rule goes, by decision, first shown in a dry run and then carried out
 * as exactly that, in the background, so that a process that ends in the middle of it goes on where it was.
 */
export class Retention {
	readonly #parts: RetentionParts;
	#working: Promise<void> | null = null;
	#closed = false;

	constructor(parts: RetentionParts) {
		this.#parts = parts;
	}

	rules(samverkan: SamverkanId): Promise<RetentionRules> {
		return this.#parts.store.retention.rules(samverkan);
	}

	async setRules(actor: Actor, rules: RetentionRules): Promise<Result<true, RetentionProblem>> {
		if (!mayDispose(actor)) return fail('not-allowed');
		for (const kind of RETENTION_KINDS) {
			const { months, decision } = rules[kind];
			if (months === null) continue;
			if (!Number.isInteger(months) || months < LEAST_MONTHS || months > MOST_MONTHS)
				return fail('retention-months-wrong', kind);
			if (decision.trim() === '') return fail('retention-decision-missing', kind);
		}
		await this.#parts.store.retention.setRules(actor.samverkan, rules, actor.person, this.#parts.now());
		return ok(true);
	}

	/** Torrkörning. */
	plan(samverkan: SamverkanId): Promise<RetentionPlan> {
		const { store, rooms, now } = this.#parts;
		const readActions = async (of: SamverkanId): Promise<ActionsRecord> =>
			rooms.read((await store.documents.actionsDocument(of)).id, 'actions');
		const readWeek = (document: DocumentId) => rooms.read(document, 'week');
		const isLive = (document: DocumentId) => rooms.isLive(document);
		return planRetention({ store: store.retention, readWeek, readActions, isLive, now: now() }, samverkan);
	}

	/** Begins what the dry run with that fingerprint said, and nothing else; goes on in the background. */
	async execute(actor: Actor, fingerprint: string): Promise<Result<RetentionRun, RetentionProblem>> {
		if (!mayDispose(actor)) return fail('not-allowed');
		const plan = await this.plan(actor.samverkan);
		if (plan.fingerprint !== fingerprint) return fail('retention-changed');
		if (plan.items.length === 0) return fail('retention-nothing');
		const run = await this.#parts.store.retention.begin(plan, actor.person, this.#parts.now());
		if (!run) return fail('retention-under-way');
		this.resume();
		return ok(run);
	}

	/** Newest first, the one under way too. */
	runs(samverkan: SamverkanId): Promise<RetentionRun[]> {
		return this.#parts.store.retention.runs(samverkan);
	}

	/** Goes on with what was begun, also before the process was started. */
	resume(): void {
		this.#working ??= this.#work()
			.catch((err: unknown) =>
				this.#parts.log.error(
					{ event: 'retention-failed', err },
					'a gallring could not go on; it does at the next start'
				)
			)
			.finally(() => (this.#working = null));
	}

	/** Until nothing is under way, or it failed. */
	async settled(): Promise<void> {
		await this.#working;
	}

	async close(): Promise<void> {
		this.#closed = true;
		await this.#working;
	}

	async #work(): Promise<void> {
		const { store, rooms, forget, settled, log } = this.#parts;
		for (let run = await store.retention.underWay(); run && !this.#closed; run = await store.retention.underWay()) {
			const documents = run.state === 'begun' ? documentsOf(nextGroup(run.items, run.done)) : [];
			await rooms.rewrite(documents, () => store.retention.carryOutNext());
			for (const document of documents) await forget(document);
			await settled();
			if (run.state === 'rewritten') log.info({ event: 'retention-done', run: run.id }, 'a gallring was carried out');
		}
	}
}
