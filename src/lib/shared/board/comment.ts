import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, flagging, recordId, removal, sentence, type Author } from './values.ts';
import { addRecord } from './write.ts';

/** Lägeskommentar: a dated line in an åtgärd's log. Written once; it can be taken away but not rewritten. */
export const commentKind = defineRecord('comment', 'comments', {
	action: value(v.nullable(recordId), null),
	text: value(sentence, ''),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Comment = RecordOf<typeof commentKind>;

/** Adds a line to an åtgärd's log. A line without words is none. */
export function addComment(doc: Y.Doc, id: RecordId, action: RecordId, text: string, by: Author, origin = LOCAL): void {
	if (text.trim() === '') return;
	addRecord(doc, commentKind, id, { action, text: text.trim(), created: by }, origin);
}
