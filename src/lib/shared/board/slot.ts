import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import { author, clock, day, flagging, funktionId, removal, where, type Author } from './values.ts';
import { addRecord, editRecord, type Edit } from './write.ts';

/** Närvaropass: which function is where, on which day and between which hours. `to` before `from` is past midnight. */
export const slotKind = defineRecord('slot', 'slots', {
	funktion: value(v.nullable(funktionId), null),
	where: value(where, null),
	day: value(v.nullable(day), null),
	hours: value(v.nullable(v.strictObject({ from: clock, to: clock })), null),
	note: text(160),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Slot = RecordOf<typeof slotKind>;

export type SlotDraft = Omit<Draft<typeof slotKind>, 'created' | 'removed' | 'flagged'>;

export function addSlot(doc: Y.Doc, id: RecordId, draft: SlotDraft, by: Author, origin = LOCAL): void {
	addRecord(doc, slotKind, id, { ...draft, created: by }, origin);
}

export function editSlot(doc: Y.Doc, id: RecordId, changes: Edit<typeof slotKind>, origin = LOCAL): void {
	editRecord(doc, slotKind, id, changes, origin);
}
