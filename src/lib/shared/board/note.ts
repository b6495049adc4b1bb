import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import { author, flagging, orderKey, recordId, removal, type Author } from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Neighbours } from './write.ts';

/** Notering: worth remembering, nothing to decide. */
export const noteKind = defineRecord('note', 'notes', {
	text: text(1000),
	/** Parkerat: not for now; it comes back next week (see returned.ts). */
	parked: value(v.boolean(), false),
	/** The lägesrad, priority or åtgärd it was about. */
	about: value(v.nullable(recordId), null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Note = RecordOf<typeof noteKind>;

export type NoteDraft = Omit<Draft<typeof noteKind>, 'created' | 'removed' | 'flagged'>;

/** Adds a notering last. */
export function addNote(doc: Y.Doc, id: RecordId, draft: NoteDraft, by: Author, origin = LOCAL): void {
	const order = draft.order ?? orderAtEnd(doc, noteKind);
	addRecord(doc, noteKind, id, { ...draft, order, created: by }, origin);
}

/** Not for now: it comes back next week. */
export function parkNote(doc: Y.Doc, id: RecordId, parked: boolean, origin = LOCAL): void {
	editRecord(doc, noteKind, id, { parked }, origin);
}

export function moveNote(doc: Y.Doc, id: RecordId, neighbours: Neighbours, origin = LOCAL): void {
	editRecord(doc, noteKind, id, { order: orderAmong(doc, noteKind, id, neighbours) }, origin);
}
