import { checkChange, type ContentContext } from '../access/content-policies.ts';
import type { Actor } from '../access/roles.ts';
import { sameValue, type RecordKind } from '../board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../board/schema.ts';
import type { RecordId } from '../ids.ts';
import type { WeekState } from '../week/lifecycle.ts';
import { wantedOf, whyNotWords, type Piece, type Scene, type Wanted } from './restore-pieces.ts';
import {
	lives,
	type LeftOut,
	type LeftOutWhy,
	type PlainRecord,
	type RestorePlan,
	type RestoreStep
} from './restore.ts';

/** A document as plain values, by root and id. */
export type PlainDocument = Map<string, Map<RecordId, PlainRecord>>;

export interface PlanParts {
	document: DocumentKind;
	present: PlainDocument;
	past: PlainDocument;
	/** All of it where left out. */
	scope?: { root: string; record: RecordId; field: string | null };
	actor: Actor;
	/** Null for åtgärder. */
	weekState: WeekState | null;
	now: number;
	/** Words that somebody has flagged and nobody has judged. */
	flagged: readonly string[];
	/** Is what the field refers to there, as far as it is no record of the same document? */
	isThere(field: string, value: unknown): boolean;
}

export function plainDocument(record: object): PlainDocument {
	const roots = Object.entries(record as Record<string, { id: RecordId }[]>);
	return new Map(
		roots.map(([root, list]) => [root, new Map(list.map((one) => [one.id, one as unknown as PlainRecord]))])
	);
}

/** Fields that refer to a record of the same document, and where it may be. */
const REFERENCES: Readonly<Record<string, readonly string[]>> = {
	entry: ['entries'],
	about: ['entries', 'carried', 'priorities', 'levels']
};

/**
 * What brings a document back to what it was: each record's differences, judged by the rules of edits made by hand, as
 * this person and now. What may not be written is left out with why, and nothing that depends on it is written either.
 */
export function planRestore(parts: PlanParts): RestorePlan {
	const planner = new Planner(parts);
	const scenes = scenesOf(parts);
	// What goes makes room for what comes: there are five prioriteringar at most.
	for (const scene of scenes) if (lives(scene.present) && !lives(scene.past)) planner.plan(scene);
	for (const scene of scenes) if (!lives(scene.present) || lives(scene.past)) planner.plan(scene);
	return planner.finish();
}

function scenesOf({ document, present, past, scope, actor, now, flagged, isThere }: PlanParts): Scene[] {
	const kinds = Object.entries<RecordKind>(DOCUMENT_KINDS[document]);
	return kinds.flatMap(([root, kind]) => {
		if (scope && scope.root !== root) return [];
		const ids = new Set([...(present.get(root)?.keys() ?? []), ...(past.get(root)?.keys() ?? [])]);
		return [...ids]
			.filter((id) => !scope || scope.record === id)
			.map((id): Scene => ({
				root,
				kind,
				id,
				present: present.get(root)?.get(id) ?? null,
				past: past.get(root)?.get(id) ?? null,
				field: scope?.field ?? null,
				order: !scope,
				stamp: { person: actor.person, at: now },
				whyNot: (of, field, value) =>
					whyNotWords(of, field, value, flagged) ?? (isThere(field, value) ? null : 'reference-gone')
			}));
	});
}

/** What one person may write of what is wanted, over a copy of the document that has in it what was planned before. */
class Planner {
	readonly #parts: PlanParts;
	readonly #document: PlainDocument;
	readonly #leftOut: LeftOut[] = [];
	readonly #touched: { root: string; id: RecordId }[] = [];

	constructor(parts: PlanParts) {
		this.#parts = parts;
		this.#document = new Map([...parts.present].map(([root, records]) => [root, new Map(records)]));
	}

	plan(scene: Scene): void {
		const wanted = wantedOf(scene);
		this.#leftOut.push(...wanted.leftOut);
		if (this.#begin(scene, wanted)) this.#addPieces(scene, wanted.pieces);
		this.#touched.push({ root: scene.root, id: scene.id });
	}

	/** Steps in the order of the schema, and what was left out. */
	finish(): RestorePlan {
		const steps = this.#touched.flatMap(({ root, id }) => this.#stepsOf(root, id));
		return { steps, leftOut: this.#leftOut };
	}

	/** Makes the record, brings it back or takes it away; false where that may not be. */
	#begin(scene: Scene, { made, life, pieces }: Wanted): boolean {
		const problem = made ? this.#try(scene, made) : life ? this.#tryLife(scene, life, pieces) : null;
		if (problem) this.#leftOut.push({ root: scene.root, record: scene.id, field: null, why: problem });
		return problem === null;
	}

	/** With all that was in it where that may be. */
	#tryLife(scene: Scene, life: Piece, pieces: readonly Piece[]): LeftOutWhy | null {
		const whole = this.#try(scene, { ...scene.present, ...life, ...Object.assign({}, ...pieces) });
		return whole === null ? null : this.#try(scene, { ...scene.present, ...life });
	}

	/** All at once; where that may not be, each that may, until no more may. */
	#addPieces(scene: Scene, pieces: readonly Piece[]): void {
		if (pieces.length === 0) return;
		const current = () => this.#find(scene.root, scene.id) ?? {};
		if (this.#try(scene, { ...current(), ...Object.assign({}, ...pieces) }) === null) return;
		let waiting = [...pieces];
		for (let before = Infinity; waiting.length < before;) {
			before = waiting.length;
			waiting = waiting.filter((piece) => this.#try(scene, { ...current(), ...piece }) !== null);
		}
		for (const piece of waiting) this.#leave(scene, piece, this.#try(scene, { ...current(), ...piece }));
	}

	#leave({ root, id }: Scene, piece: Piece, why: LeftOutWhy | null): void {
		const [field = null] = Object.keys(piece).includes('status') ? ['status'] : Object.keys(piece);
		if (why) this.#leftOut.push({ root, record: id, field, why });
	}

	/** Keeps it in the copy where the rules say yes; otherwise says which says no. */
	#try(scene: Scene, after: PlainRecord): LeftOutWhy | null {
		const { root, id, present } = scene;
		const records = this.#document.get(root)!;
		const before = records.get(id);
		records.set(id, after);
		const problem = this.#problemOf(scene, present, after);
		if (problem === null) return null;
		if (before) records.set(id, before);
		else records.delete(id);
		return problem;
	}

	#problemOf({ root, id, kind }: Scene, before: PlainRecord | null, after: PlainRecord): LeftOutWhy | null {
		const { document, actor } = this.#parts;
		for (const name of Object.keys(kind.fields))
			if (!sameValue(before?.[name], after[name]) && !this.#refersToLiving(name, after[name])) return 'reference-gone';
		const allowed = checkChange({ document, root, id, before, after }, actor, this.#context());
		return allowed.ok ? null : allowed.problem.code;
	}

	#refersToLiving(field: string, value: unknown): boolean {
		const roots = REFERENCES[field];
		if (!roots || typeof value !== 'string' || this.#parts.document !== 'week') return true;
		return roots.some((root) => lives(this.#find(root, value as RecordId))) || this.#isOfNoRecordHere(field, value);
	}

	/** A notering may be about an åtgärd, which is in a document of its own. */
	#isOfNoRecordHere(field: string, value: string): boolean {
		return (
			field === 'about' && !['entries', 'carried', 'priorities'].some((root) => this.#find(root, value as RecordId))
		);
	}

	#context(): ContentContext {
		const { weekState, now } = this.#parts;
		const all = (root: string) => [...(this.#document.get(root)?.values() ?? [])];
		return {
			weekState,
			now,
			countIn: (root) => all(root).filter(lives).length,
			record: (root, id) => this.#find(root, id as RecordId),
			some: (root, test) => all(root).some(test),
			// it stood in this document, so it was given
			isFreed: (root, number, id) => !all(root).some((other) => other.number === number && other.id !== id)
		};
	}

	#find(root: string, id: RecordId): PlainRecord | null {
		return this.#document.get(root)?.get(id) ?? null;
	}

	#stepsOf(root: string, record: RecordId): RestoreStep[] {
		const before = this.#parts.present.get(root)?.get(record) ?? null;
		const after = this.#find(root, record);
		if (lives(before) !== lives(after)) return [lifeStep(root, record, before, after)];
		const names = Object.keys(after ?? {}).filter((name) => !sameValue(before?.[name], after?.[name]));
		return names.map((field) => ({ root, record, field, before: before?.[field], after: after?.[field] }));
	}
}

const lifeStep = (
	root: string,
	record: RecordId,
	before: PlainRecord | null,
	after: PlainRecord | null
): RestoreStep =>
	lives(after)
		? { root, record, field: null, before: null, after: after }
		: { root, record, field: null, before, after: null };
