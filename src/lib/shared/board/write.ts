import * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { orderBetween } from './order.ts';
import { LOCAL, type Origin } from './origin.ts';
import {
	createRecord,
	recordsOf,
	setValue,
	type Draft,
	type RecordKind,
	type RecordOf,
	type ValueName
} from './record.ts';

/**
 * What every command is made of. A command is one transaction, and a transaction that changes nothing sends nothing,
 * takes no step in undo and leaves no line in the history.
 */

/** The value fields of a kind: what an edit replaces whole. Texts are edited with `applyTextEdit`, letter by letter. */
export type Values<K> = { [P in ValueName<K> & keyof RecordOf<K>]: RecordOf<K>[P] };

/** What the server or a command of its own looks after; no edit sets it. */
type Kept = 'order' | 'created' | 'removed' | 'flagged';
export type Edit<K, Others extends PropertyKey = never> = Partial<Omit<Values<K>, Kept | Others>>;

/** Where a moved record lands: the records right before and right after it as shown; null at an end of the list. */
export interface Neighbours {
	before: RecordId | null;
	after: RecordId | null;
}

/** Adds a record, once: a second try with the same id changes nothing. */
export function addRecord<K extends RecordKind>(
	doc: Y.Doc,
	kind: K,
	id: RecordId,
	draft: Draft<K>,
	origin: Origin = LOCAL
): void {
	doc.transact(() => {
		if (!recordsOf(doc, kind).has(id)) createRecord(doc, kind, id, draft);
	}, origin);
}

/** Writes the values that are given and differ. A record that somebody has taken away meanwhile is left alone. */
export function editRecord<K extends RecordKind>(
	doc: Y.Doc,
	kind: K,
	id: RecordId,
	changes: Partial<Values<K>>,
	origin: Origin = LOCAL
): void {
	doc.transact(() => {
		for (const [name, next] of Object.entries(changes))
			if (next !== undefined) setValue(doc, kind, id, name as ValueName<K>, next as never);
	}, origin);
}

/**
 * Writes values of a record whose id is another thing's (an area's level, a function's attendance), making it first
 * where nobody has. Two who make the same one at the same time: one of them wins, so the server makes them beforehand
 * where it can (`ensureRecords`).
 */
export function putRecord<K extends RecordKind>(
	doc: Y.Doc,
	kind: K,
	key: string,
	changes: Partial<Values<K>>,
	origin: Origin = LOCAL
): void {
	const id = key as RecordId;
	doc.transact(() => {
		if (!recordsOf(doc, kind).has(id)) createRecord(doc, kind, id, {});
		editRecord(doc, kind, id, changes, origin);
	}, origin);
}

/** Makes the empty records that are missing, so that nobody's first edit has to make one beside somebody else's. */
export function ensureRecords(doc: Y.Doc, kind: RecordKind, keys: readonly string[], origin: Origin): void {
	doc.transact(() => {
		for (const key of keys) if (!recordsOf(doc, kind).has(key)) createRecord(doc, kind, key as RecordId, {});
	}, origin);
}

const orderOf = (doc: Y.Doc, kind: RecordKind, id: RecordId | null): string | null => {
	const order = id === null ? undefined : recordsOf(doc, kind).get(id)?.get('order');
	return typeof order === 'string' ? order : null;
};

/** The key at the end of the list, whoever else is in it. */
export function orderAtEnd(doc: Y.Doc, kind: RecordKind): string {
	let last: string | null = null;
	for (const stored of recordsOf(doc, kind).values()) {
		const order = stored instanceof Y.Map ? stored.get('order') : null;
		if (typeof order === 'string' && (last === null || order > last)) last = order;
	}
	return orderBetween(last, null);
}

/** The key for a place between two others: its own where it stands there already, so that no move is no write. */
export function orderAmong(doc: Y.Doc, kind: RecordKind, id: RecordId, { before, after }: Neighbours): string {
	const own = orderOf(doc, kind, id);
	const low = before === id ? null : orderOf(doc, kind, before);
	const high = after === id ? null : orderOf(doc, kind, after);
	const standsThere = own !== null && (low === null || low < own) && (high === null || own < high);
	return standsThere && (low !== null || high !== null) ? own : orderBetween(low, high);
}
