import * as Y from 'yjs';
import { may, mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { readDocument, type DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { sameValue } from '../../src/lib/shared/board/record.ts';
import { kindAt, type BoardDocument } from '../../src/lib/shared/board/schema.ts';
import { planRestore, plainDocument, type PlainDocument } from '../../src/lib/shared/history/restore-plan.ts';
import { withoutRestore, type Written } from '../../src/lib/shared/history/restore-undo.ts';
import { writeRestore } from '../../src/lib/shared/history/restore-write.ts';
import type { LeftOut, PlainRecord, RestorePlan, RestoreTarget } from '../../src/lib/shared/history/restore.ts';
import { newRowId, type DocumentId, type PersonId } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { Past } from './past.ts';
import { DetailGoneError } from '../storage/history.ts';
import type { Restore, RestoreMark } from '../storage/restores.ts';
import type { ActionsDocument, JournalRow, Store, Via, WeekDocument } from '../storage/store.ts';
import { canonicalBytes, sha256 } from './hash.ts';
import { isThereIn } from './restorable.ts';
import { WeekSealedError } from './week-sealed.ts';

export interface RestoringParts {
	store: Pick<Store, 'documents' | 'organisation' | 'flags' | 'restores'> & {
		journal: Pick<Store['journal'], 'history'>;
	};
	rooms: {
		read<D extends BoardDocument>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		edit(
			id: DocumentId,
			via: Via,
			person: PersonId | null,
			write: (doc: Y.Doc) => void,
			restored?: RestoreMark
		): Promise<void>;
	};
	history: Past;
	now: () => number;
	random: (length: number) => Uint8Array;
}

export type RestoreProblem = Problem<
	| 'not-found'
	| 'not-allowed'
	| 'week-sealed'
	| 'moment-in-future'
	| 'moment-gone'
	| 'changed-meanwhile'
	| 'nothing-to-restore'
>;

/** What a restore would write, and what it would leave. */
export interface RestorePreview extends RestorePlan {
	of: RestoreTarget['of'];
	document: DocumentId;
	/** What would be restored: that moment, or what a restore is taken back to. */
	moment: number;
	/** Of all that would be written and written over: another one is refused. */
	fingerprint: string;
}

/** What was written, under the id by which it is taken back. */
export interface Restored extends RestorePlan {
	id: string;
	document: DocumentId;
}

/** Everything that is known before the present is read. */
interface Scene {
	actor: Actor;
	of: RestoreTarget['of'];
	info: WeekDocument | ActionsDocument;
	moment: number;
	undoes: string | null;
	/** What it is to be, given what it is. */
	plan(present: PlainDocument): RestorePlan;
}

/**
 * Återställ (product.md §4): brings a field, a card or a week back to what it was, as a new change that says so. Judged by
 * the rules of edits made by hand, never a rewind, and never in a sealed week.
 */
export class Restoring {
	readonly #parts: RestoringParts;

	constructor(parts: RestoringParts) {
		this.#parts = parts;
	}

	async preview(actor: Actor, target: RestoreTarget, moment: number): Promise<Result<RestorePreview, RestoreProblem>> {
		const scene = await this.#scene(actor, target, moment);
		return scene.ok ? ok(await this.#preview(scene.value)) : scene;
	}

	/** Writes what `preview` showed under that fingerprint, and nothing where it would be something else by now. */
	async restore(
		actor: Actor,
		target: RestoreTarget,
		moment: number,
		expected: string
	): Promise<Result<Restored, RestoreProblem>> {
		const scene = await this.#scene(actor, target, moment);
		return scene.ok ? this.#write(scene.value, expected) : scene;
	}

	/** What taking back a restore would write: as it was before, but for what somebody has changed since. */
	async previewUndo(actor: Actor, id: string): Promise<Result<RestorePreview, RestoreProblem>> {
		const scene = await this.#undoScene(actor, id);
		return scene.ok ? ok(await this.#preview(scene.value)) : scene;
	}

	/** Without a fingerprint too, since it overwrites nothing that came after the restore. */
	async undo(actor: Actor, id: string, expected: string | null = null): Promise<Result<Restored, RestoreProblem>> {
		const scene = await this.#undoScene(actor, id);
		return scene.ok ? this.#write(scene.value, expected) : scene;
	}

	/** Who else has written in the document since then: those who were there first. */
	async othersSince(actor: Actor, document: DocumentId, since: number): Promise<PersonId[]> {
		const { changes } = await this.#parts.history.changes(actor, { documents: [document], from: since });
		const people = changes.flatMap(({ person }) => person ?? []);
		return [...new Set(people)].filter((person) => person !== actor.person);
	}

	async #preview(scene: Scene): Promise<RestorePreview> {
		const { actor, info, of, moment } = scene;
		const plan = scene.plan(plainDocument(await this.#parts.rooms.read(info.id, info.kind)));
		const leftOut = await Promise.all(plan.leftOut.map((left) => this.#withWho(actor, info.id, left)));
		return { of, document: info.id, moment, steps: plan.steps, leftOut, fingerprint: fingerprintOf(plan) };
	}

	async #withWho(actor: Actor, document: DocumentId, left: LeftOut): Promise<LeftOut> {
		if (left.why !== 'changed-since') return left;
		const { record, field } = left;
		const filter = { documents: [document], records: [record], ...(field !== null && { fields: [field] }) };
		const [last] = (await this.#parts.history.changes(actor, filter, { limit: 1 })).changes;
		return { ...left, by: last?.person ?? null };
	}

	/** Planned anew in the turn that writes it, so that nothing comes between. */
	async #write(scene: Scene, expected: string | null): Promise<Result<Restored, RestoreProblem>> {
		const { actor, info, of, moment, undoes } = scene;
		const { rooms, now, random } = this.#parts;
		const mark: RestoreMark = { id: newRowId(random), moment, target: of, undoes };
		let result: Result<Restored, RestoreProblem> = fail('not-found');
		const write = (doc: Y.Doc) => {
			const plan = scene.plan(presentOf(doc, info.kind));
			if (expected !== null && fingerprintOf(plan) !== expected) result = fail('changed-meanwhile');
			else if (plan.steps.length === 0) result = fail('nothing-to-restore');
			else {
				writeRestore(doc, info.kind, plan.steps, { person: actor.person, at: now() });
				result = ok({ id: mark.id, document: info.id, ...plan });
			}
		};
		try {
			await rooms.edit(info.id, viaOf(info), actor.person, write, mark);
		} catch (error) {
			if (!(error instanceof WeekSealedError)) throw error;
			return fail('week-sealed');
		}
		return result;
	}

	async #scene(actor: Actor, target: RestoreTarget, moment: number): Promise<Result<Scene, RestoreProblem>> {
		const found = await this.#find(actor, target);
		if (!found.ok) return found;
		if (moment > this.#parts.now()) return fail('moment-in-future');
		const info = found.value;
		const past = await this.#past(info, moment);
		if (!past) return fail('moment-gone');
		const scope = target.of === 'week' ? {} : { scope: { field: null, ...target } };
		const asked = target.of === 'week' ? [] : [past.get(target.root)?.get(target.record)];
		const judged = await this.#judgedBy(actor, info, asked);
		const plan: Scene['plan'] = (present) => planRestore({ ...judged, ...scope, present, past });
		return ok({ actor, of: target.of, info, moment, undoes: null, plan });
	}

	async #undoScene(actor: Actor, id: string): Promise<Result<Scene, RestoreProblem>> {
		const restore = await this.#parts.store.restores.find(id);
		const info = restore && (await this.#parts.store.documents.find(restore.document));
		if (!restore || !info || info.kind === 'draft' || info.samverkan !== actor.samverkan) return fail('not-found');
		if (!mayReadDocument(actor, info)) return fail('not-found');
		if (info.kind === 'week' && isSealed(info.state)) return fail('week-sealed');
		if (restore.target === 'week' && !may(actor, 'week:restore')) return fail('not-allowed');
		const written = await this.#written(restore, info);
		const changed = [...(written.before.get('actions') ?? [])].filter(
			([record, before]) => !sameValue(before, written.after.get('actions')?.get(record))
		);
		const judged = await this.#judgedBy(
			actor,
			info,
			changed.map(([, before]) => before)
		);
		const plan: Scene['plan'] = (present) => {
			const { past, leftOut } = withoutRestore(present, written);
			const undone = planRestore({ ...judged, present, past });
			return { ...undone, leftOut: [...leftOut, ...undone.leftOut] };
		};
		return ok({ actor, of: restore.target, info, moment: restore.at - 1, undoes: restore.id, plan });
	}

	/** Null where the journal's detail of then has been disposed of. */
	async #past({ id, kind }: WeekDocument | ActionsDocument, moment: number): Promise<PlainDocument | null> {
		try {
			return plainDocument(await this.#parts.history.recordAt(id, kind, moment));
		} catch (error) {
			if (error instanceof DetailGoneError) return null;
			throw error;
		}
	}

	/** The document, where it may be read and the week takes edits. */
	async #find(actor: Actor, target: RestoreTarget): Promise<Result<WeekDocument | ActionsDocument, RestoreProblem>> {
		const { documents } = this.#parts.store;
		const week = await documents.findWeek(actor.samverkan, target.week);
		if (!week || !mayReadDocument(actor, week)) return fail('not-found');
		if (isSealed(week.state)) return fail('week-sealed');
		if (target.of === 'week') return may(actor, 'week:restore') ? ok(week) : fail('not-allowed');
		if (!kindAt('actions', target.root)) return kindAt('week', target.root) ? ok(week) : fail('not-found');
		const actions = await documents.actionsDocument(actor.samverkan);
		return mayReadDocument(actor, actions) ? ok(actions) : fail('not-found');
	}

	async #judgedBy(actor: Actor, info: WeekDocument | ActionsDocument, past: Iterable<PlainRecord | undefined>) {
		const { store, now } = this.#parts;
		const organisation = await store.organisation.read(actor.samverkan);
		const flags = await store.flags.open(actor.samverkan);
		return {
			...{ actor, document: info.kind, now: now() },
			weekState: info.kind === 'week' ? info.state : null,
			flagged: flags.flatMap(({ parts }) => parts.flatMap(({ words }) => words)),
			isThere: isThereIn(organisation, await this.#answered(actor, past))
		};
	}

	/** The weeks whose lägesrader and prioriteringar the åtgärder answered then. */
	async #answered(
		actor: Actor,
		past: Iterable<PlainRecord | undefined>
	): Promise<(week: WeekKey) => DocumentRecord<'week'> | null> {
		const keys = [...past].flatMap((one) => (one?.answers as { week: WeekKey } | null | undefined)?.week ?? []);
		const { store, rooms } = this.#parts;
		const found = await Promise.all(
			[...new Set(keys)].map(async (key) => {
				const week = await store.documents.findWeek(actor.samverkan, key);
				return [key, week && (await rooms.read(week.id, 'week'))] as const;
			})
		);
		const weeks = new Map(found);
		return (week) => weeks.get(week) ?? null;
	}

	/** Exactly what the restore's own row did, also where other rows have the same time. */
	async #written({ document, sequence, at }: Restore, { kind }: WeekDocument | ActionsDocument): Promise<Written> {
		const rows = await this.#parts.store.journal.history(document, at);
		const upTo = (last: number) =>
			replay(
				rows.filter((row) => row.sequence <= last),
				kind
			);
		return { before: upTo(sequence - 1), after: upTo(sequence) };
	}
}

const viaOf = (info: WeekDocument | ActionsDocument): Via =>
	info.kind === 'week' && info.state === 'meeting' ? 'meeting' : 'desk';

const fingerprintOf = ({ steps }: RestorePlan): string =>
	sha256(canonicalBytes(steps.map(({ root, record, field, before, after }) => [root, record, field, before, after])));

function presentOf(doc: Y.Doc, kind: BoardDocument): PlainDocument {
	const read = readDocument(doc, kind);
	if (!read.ok) throw new Error(`A record breaks the schema: ${read.problem.code} at ${read.problem.path ?? ''}`);
	return plainDocument(read.value);
}

function replay(rows: readonly JournalRow[], kind: BoardDocument): PlainDocument {
	const doc = new Y.Doc();
	try {
		for (const { update } of rows) Y.applyUpdate(doc, update, LOAD);
		return presentOf(doc, kind);
	} finally {
		doc.destroy();
	}
}
