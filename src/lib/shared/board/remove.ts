import type * as Y from 'yjs';
import type { PersonId, RecordId } from '../ids.ts';
import { LOCAL } from './origin.ts';
import { recordsOf, type RecordKind } from './record.ts';
import type { DOCUMENT_KINDS } from './schema.ts';

type AnyKind = {
	[D in keyof typeof DOCUMENT_KINDS]: (typeof DOCUMENT_KINDS)[D][keyof (typeof DOCUMENT_KINDS)[D]];
}[keyof typeof DOCUMENT_KINDS];
/** A kind whose records can be taken away and put back. */
export type RemovableKind = Extract<AnyKind, { fields: { removed: unknown } }>;

export const isRemovable = (kind: RecordKind): boolean => Object.hasOwn(kind.fields, 'removed');

/** Takes a record off the board. It is kept, with who did it and when, and can be put back. */
export function removeRecord(
	doc: Y.Doc,
	kind: RemovableKind,
	id: RecordId,
	person: PersonId,
	at: number,
	origin = LOCAL
): void {
	const stored = recordsOf(doc, kind).get(id);
	if (!stored || stored.get('removed')) return;
	doc.transact(() => stored.set('removed', { person, at }), origin);
}

export function restoreRecord(doc: Y.Doc, kind: RemovableKind, id: RecordId, origin = LOCAL): void {
	const stored = recordsOf(doc, kind).get(id);
	if (!stored?.get('removed')) return;
	doc.transact(() => stored.set('removed', null), origin);
}
