import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, type Author } from './values.ts';
import { putRecord } from './write.ts';

/** What the meeting said of an åtgärd it followed up: klar, fortsätter, hinder, byt ansvarig, avbryts. */
export const DISPOSITIONS = ['done', 'continues', 'blocked', 'reassigned', 'cancelled'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** Uppföljning of one åtgärd in one week's meeting. The record's id is the åtgärd's; the åtgärd itself is in its own document. */
export const followUpKind = defineRecord('follow-up', 'followUps', {
	disposition: value(v.nullable(v.picklist(DISPOSITIONS)), null),
	by: value(v.nullable(author), null)
});
export type FollowUp = RecordOf<typeof followUpKind>;

/** Notes what was said; null takes it back. */
export function setFollowUp(
	doc: Y.Doc,
	action: RecordId,
	disposition: Disposition | null,
	by: Author,
	origin = LOCAL
): void {
	putRecord(doc, followUpKind, action, { disposition, by: disposition && by }, origin);
}
