import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';
import { value } from './fields.ts';
import { LOCAL, type Origin } from './origin.ts';
import { createRecord, defineRecord, recordsOf, type RecordOf } from './record.ts';
import { week } from './values.ts';
import { editRecord } from './write.ts';

/**
 * What an earlier meeting parked comes back, by reference: the record's id is the notering's own, and its words stay in
 * their week. Unhandled, it comes back the week after too. The server makes the record when the week is opened.
 */
export const returnedKind = defineRecord('returned', 'returned', {
	from: value(v.nullable(week), null),
	handled: value(v.boolean(), false)
});
export type Returned = RecordOf<typeof returnedKind>;

/** The server's alone. */
export function returnNotes(doc: Y.Doc, notes: ReadonlyMap<RecordId, WeekKey>, origin: Origin): void {
	doc.transact(() => {
		for (const [id, from] of notes)
			if (!recordsOf(doc, returnedKind).has(id)) createRecord(doc, returnedKind, id, { from });
	}, origin);
}

export function handleReturned(doc: Y.Doc, id: RecordId, handled: boolean, origin = LOCAL): void {
	editRecord(doc, returnedKind, id, { handled }, origin);
}
