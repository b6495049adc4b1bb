import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import { author, day, flagging, removal, where, type Author } from './values.ts';
import { addRecord, editRecord, type Edit } from './write.ts';

export const UPCOMING_KINDS = ['event', 'risk-date'] as const;
export type UpcomingKind = (typeof UPCOMING_KINDS)[number];

/** Kommande: an event or a risk date that the group prepares for. */
export const upcomingKind = defineRecord('upcoming', 'upcoming', {
	title: text(160),
	kind: value(v.picklist(UPCOMING_KINDS), 'event'),
	/** First and last day; one day has no `to`. */
	dates: value(v.nullable(v.strictObject({ from: day, to: v.nullable(day) })), null),
	where: value(where, null),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Upcoming = RecordOf<typeof upcomingKind>;

export type UpcomingDraft = Omit<Draft<typeof upcomingKind>, 'created' | 'removed' | 'flagged'>;

export function addUpcoming(doc: Y.Doc, id: RecordId, draft: UpcomingDraft, by: Author, origin = LOCAL): void {
	addRecord(doc, upcomingKind, id, { ...draft, created: by }, origin);
}

export function editUpcoming(doc: Y.Doc, id: RecordId, changes: Edit<typeof upcomingKind>, origin = LOCAL): void {
	editRecord(doc, upcomingKind, id, changes, origin);
}
