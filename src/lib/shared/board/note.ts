import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, orderKey, removal } from './values.ts';

/** Notering: worth remembering, nothing to decide. */
export const noteKind = defineRecord('note', 'notes', {
	text: text(1000),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Note = RecordOf<typeof noteKind>;
