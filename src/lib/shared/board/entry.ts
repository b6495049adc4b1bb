import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, categoryId, clock, day, funktionId, orderKey, partyId, removal, where } from './values.ts';

/** Trend of a lägesrad against last week (domain.md §1.5). */
export const TRENDS = ['new', 'rising', 'unchanged', 'falling', 'ceased'] as const;
export type Trend = (typeof TRENDS)[number];

/** Typ av underlag. */
export const BASES = [
	'own-observation',
	'staff',
	'public',
	'alarm-statistics',
	'police-report',
	'social-media'
] as const;
export type Basis = (typeof BASES)[number];

export const RELIABILITIES = ['confirmed', 'likely', 'unconfirmed'] as const;
export type Reliability = (typeof RELIABILITIES)[number];

/** Allvar: 1 låg, 2 medel, 3 hög. */
export const SEVERITIES = [1, 2, 3] as const;
export type Severity = (typeof SEVERITIES)[number];

export const TIME_BLOCKS = ['morning', 'afternoon', 'evening', 'night'] as const;
export type TimeBlock = (typeof TIME_BLOCKS)[number];

/** When it happened: a day or several, part of the day or a clock time, and whether it keeps coming back. */
const when = v.nullable(
	v.strictObject({
		from: day,
		to: v.nullable(day),
		block: v.nullable(v.picklist(TIME_BLOCKS)),
		time: v.nullable(clock),
		recurring: v.boolean()
	})
);
export type When = v.InferOutput<typeof when>;

/**
 * How the row stands this week. `null` is *ej bedömd*: nobody has looked. `confirmed` is *bekräftad oförändrad*:
 * somebody looked and it is as it was. The two must never be taken for each other (product.md §1).
 */
const assessment = v.nullable(
	v.union([
		v.strictObject({ kind: v.literal('trend'), trend: v.picklist(TRENDS) }),
		v.strictObject({ kind: v.literal('confirmed') })
	])
);
export type EntryAssessment = v.InferOutput<typeof assessment>;

/** Lägesrad: one place and category in one week. About places and situations, never about persons. */
export const entryKind = defineRecord('entry', 'entries', {
	text: text(600),
	category: value(v.nullable(categoryId), null),
	where: value(where, null),
	when: value(when, null),
	/** Number of occasions or merged reports; null where nobody counted. */
	count: value(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9999))), null),
	/** Whose picture it is: party, and function where known. Never a person. */
	source: value(v.nullable(v.strictObject({ party: partyId, funktion: v.nullable(funktionId) })), null),
	basis: value(v.nullable(v.picklist(BASES)), null),
	reliability: value(v.nullable(v.picklist(RELIABILITIES)), null),
	severity: value(v.nullable(v.picklist(SEVERITIES)), null),
	assessment: value(assessment, null),
	/** Dölj på storskärm: for the room's laptops only. */
	hiddenOnScreen: value(v.boolean(), false),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Entry = RecordOf<typeof entryKind>;
