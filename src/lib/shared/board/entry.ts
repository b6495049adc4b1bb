import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { circle } from './circle.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import {
	author,
	categoryId,
	clock,
	day,
	flagging,
	funktionId,
	moment,
	orderKey,
	partyId,
	personId,
	removal,
	sentence,
	where,
	type Author,
	type Where
} from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Edit, type Neighbours } from './write.ts';

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
export const when = v.nullable(
	v.strictObject({
		from: day,
		to: v.nullable(day),
		block: v.nullable(v.picklist(TIME_BLOCKS)),
		time: v.nullable(clock),
		recurring: v.boolean()
	})
);
export type When = v.InferOutput<typeof when>;

export const MOST_TIMES = 9999;
/** Number of occasions or merged reports; null where nobody counted. */
export const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_TIMES)));

/**
 * How the row stands this week. `null` is *ej bedömd*: nobody has looked. `confirmed` is *bekräftad oförändrad*:
 * somebody looked and it is as it was. The two must never be taken for each other (product.md §1).
 */
export const assessment = v.nullable(
	v.union([
		v.strictObject({ kind: v.literal('trend'), trend: v.picklist(TRENDS) }),
		v.strictObject({ kind: v.literal('confirmed') })
	])
);
export type EntryAssessment = v.InferOutput<typeof assessment>;

const withdrawal = v.nullable(v.strictObject({ at: moment, by: personId, party: partyId, reason: sentence }));
export type Withdrawal = v.InferOutput<typeof withdrawal>;

/** Lägesrad: one place and category in one week. About places and situations, never about persons. */
export const entryKind = defineRecord('entry', 'entries', {
	text: text(600),
	category: value(v.nullable(categoryId), null),
	where: value(where, null),
	when: value(when, null),
	count: value(count, null),
	/** Whose picture it is: party, and function where known. Never a person. */
	source: value(v.nullable(v.strictObject({ party: partyId, funktion: v.nullable(funktionId) })), null),
	basis: value(v.nullable(v.picklist(BASES)), null),
	reliability: value(v.nullable(v.picklist(RELIABILITIES)), null),
	severity: value(v.nullable(v.picklist(SEVERITIES)), null),
	assessment: value(assessment, null),
	/** Dölj på storskärm: for the room's laptops only. */
	hiddenOnScreen: value(v.boolean(), false),
	/** Delningskrets: who may read it beside EST-gruppen, once the week is sealed. */
	circle: value(circle, 'group'),
	/** Taken back by the party that had shared it: its words are gone, who and why stays. The server alone writes it. */
	withdrawn: value(withdrawal, null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Entry = RecordOf<typeof entryKind>;

export type EntryDraft = Omit<Draft<typeof entryKind>, 'created' | 'removed' | 'flagged' | 'withdrawn'>;

/** Adds a lägesrad last, or where the draft's `order` says. */
export function addEntry(doc: Y.Doc, id: RecordId, draft: EntryDraft, by: Author, origin = LOCAL): void {
	const order = draft.order ?? orderAtEnd(doc, entryKind);
	addRecord(doc, entryKind, id, { ...draft, order, created: by }, origin);
}

/** Sets what is picked rather than written: category, where, when, count, source … */
export function editEntry(
	doc: Y.Doc,
	id: RecordId,
	changes: Edit<typeof entryKind, 'assessment' | 'withdrawn'>,
	origin = LOCAL
): void {
	editRecord(doc, entryKind, id, changes, origin);
}

/** Says how the row stands against last week; null makes it *ej bedömd* again. */
export function assessEntry(doc: Y.Doc, id: RecordId, trend: Trend | null, origin = LOCAL): void {
	editRecord(doc, entryKind, id, { assessment: trend === null ? null : { kind: 'trend', trend } }, origin);
}

/** Bekräftad oförändrad: somebody has looked, and it is as it was. */
export function confirmEntry(doc: Y.Doc, id: RecordId, origin = LOCAL): void {
	editRecord(doc, entryKind, id, { assessment: { kind: 'confirmed' } }, origin);
}

/** Moves a row among its neighbours, and to another place when `where` is given. */
export function moveEntry(
	doc: Y.Doc,
	id: RecordId,
	{ where, ...neighbours }: Neighbours & { where?: Where },
	origin = LOCAL
): void {
	editRecord(doc, entryKind, id, { where, order: orderAmong(doc, entryKind, id, neighbours) }, origin);
}
