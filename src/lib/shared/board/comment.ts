import * as v from 'valibot';
import { value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, recordId, removal, sentence } from './values.ts';

/** Lägeskommentar: a dated line in an åtgärd's log. Written once; it can be taken away but not rewritten. */
export const commentKind = defineRecord('comment', 'comments', {
	action: value(v.nullable(recordId), null),
	text: value(sentence, ''),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Comment = RecordOf<typeof commentKind>;
