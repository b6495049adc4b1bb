import * as Y from 'yjs';
import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { checkChange } from '../../src/lib/shared/access/content-policies.ts';
import { permissionsOf } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { actionKind, type Action } from '../../src/lib/shared/board/action.ts';
import { commentKind } from '../../src/lib/shared/board/comment.ts';
import {
	createRecord,
	readRecord,
	readStored,
	recordsOf,
	sameValue,
	type RecordKind
} from '../../src/lib/shared/board/record.ts';
import { applyMove, undoOf, type DeskMove } from '../../src/lib/shared/desk/desk-move.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, Via } from '../storage/store.ts';
import type { EditsDocuments } from './desk-parts.ts';

export interface ActionUpdatesParts {
	store: { documents: Pick<Store['documents'], 'actionsDocument'> };
	rooms: EditsDocuments;
	now: () => number;
}

/** The åtgärd as it is now, and what takes the move back. */
export interface Updated {
	action: Action;
	undo: DeskMove | null;
}

/**
 * Moves of åtgärder that are made without the board: at /mina, by the link of a mail. One journal row each, judged by
 * the rules of the wire (`checkChange`) on a copy before anything is written, so that a move that is refused leaves
 * nothing behind.
 */
export class ActionUpdates {
	readonly #parts: ActionUpdatesParts;

	constructor(parts: ActionUpdatesParts) {
		this.#parts = parts;
	}

	async move(
		actor: Actor,
		id: RecordId,
		move: DeskMove,
		via: Extract<Via, 'desk' | 'mail'>
	): Promise<Result<Updated, Problem>> {
		const { store, rooms, now } = this.#parts;
		const document = await store.documents.actionsDocument(actor.samverkan);
		const at = now();
		const moment = { by: { person: actor.person, party: actor.party, at }, today: localDay(at) };
		let result: Result<Updated, Problem> = fail('not-found');
		await rooms.edit(document.id, via, actor.person, (doc) => {
			const before = readStored(doc, actionKind, id);
			if (!before || !maySee(actor, before)) return;
			const judged = judge(doc, actor, id, (copy) => applyMove(copy, id, move, moment), at);
			if (!judged.ok) return void (result = judged);
			applyMove(doc, id, move, moment);
			const action = readStored(doc, actionKind, id) ?? before;
			result = ok({ action, undo: undoOf(before, move) });
		});
		return result;
	}
}

/** Who sees neither the board nor this åtgärd is told nothing of it. */
const maySee = (actor: Actor, action: Action): boolean =>
	isOwnAction(action, actor) || permissionsOf(actor, 'reporting').readBoard;

/** Makes the move on a copy of the åtgärd, and asks the rules of every record that it changed. */
function judge(
	doc: Y.Doc,
	actor: Actor,
	id: RecordId,
	move: (copy: Y.Doc) => Result<true, Problem>,
	now: number
): Result<true, Problem> {
	const copy = new Y.Doc();
	try {
		const before = copyInto(copy, doc, id);
		const moved = move(copy);
		if (!moved.ok) return moved;
		const after = recordsIn(copy);
		const context = {
			weekState: null,
			now,
			countIn: () => 0,
			record: (root: string, of: string) => after.find((one) => one.root === root && one.id === of)?.record ?? null
		};
		for (const { root, id: changed, record } of after) {
			const was = before.find((one) => one.root === root && one.id === changed)?.record ?? null;
			const change = { document: 'actions', root, id: changed, before: was, after: record } as const;
			if (sameValue(was, record)) continue;
			const allowed = checkChange(change, actor, context);
			if (!allowed.ok) return allowed;
		}
		return ok(true);
	} finally {
		copy.destroy();
	}
}

interface Found {
	root: string;
	id: RecordId;
	record: Readonly<Record<string, unknown>>;
}

/** The åtgärd and its log, as they are. */
function copyInto(copy: Y.Doc, doc: Y.Doc, id: RecordId): Found[] {
	const action = readStored(doc, actionKind, id);
	if (action) createRecord(copy, actionKind, id, action);
	for (const [line, stored] of recordsOf(doc, commentKind)) {
		if (!(stored instanceof Y.Map) || stored.get('action') !== id) continue;
		const read = readRecord(commentKind, line, stored);
		if (read.ok) createRecord(copy, commentKind, read.value.id, read.value);
	}
	return recordsIn(copy);
}

const recordsIn = (copy: Y.Doc): Found[] => [...readAll(copy, actionKind), ...readAll(copy, commentKind)];

function readAll<K extends RecordKind>(doc: Y.Doc, kind: K): Found[] {
	return [...recordsOf(doc, kind)].flatMap(([id, stored]) => {
		const read = readRecord(kind, id, stored);
		return read.ok ? [{ root: kind.root, id: id as RecordId, record: read.value as Record<string, unknown> }] : [];
	});
}
