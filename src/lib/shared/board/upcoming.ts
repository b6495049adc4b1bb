import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, day, removal, where } from './values.ts';

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
	removed: value(removal, null)
});
export type Upcoming = RecordOf<typeof upcomingKind>;
