import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { parseWeekKey, weeksBetween, type Week, type WeekKey } from '../week/iso-week.ts';
import { assessment, type Entry, type Trend } from './entry.ts';
import { text, value } from './fields.ts';
import { LOCAL, type Origin } from './origin.ts';
import { createRecord, defineRecord, recordsOf, type RecordOf } from './record.ts';
import { flagging, removal, week } from './values.ts';
import { editRecord } from './write.ts';

/**
 * A lägesrad of an earlier week that is still relevant, carried by reference (product.md §1): the record's id is the
 * row's own, its words stay in the week where they were written, and this is only how it stands now. The server makes
 * the record when the week is opened.
 */
export const carriedKind = defineRecord('carried', 'carried', {
	/** The week whose document holds the row. */
	from: value(v.nullable(week), null),
	assessment: value(assessment, null),
	/** What is new about it this week. */
	text: text(600),
	hiddenOnScreen: value(v.boolean(), false),
	/** Not relevant any more, and not carried on. */
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Carried = RecordOf<typeof carriedKind>;

/** A carried row with the words it refers to. */
export interface CarriedEntry {
	carried: Carried;
	entry: Entry;
}

/** Does a row go on to the next week? What has ceased or was taken away does not. */
export const goesOn = ({ assessment, removed }: Pick<Entry | Carried, 'assessment' | 'removed'>): boolean =>
	removed === null && !(assessment?.kind === 'trend' && assessment.trend === 'ceased');

/** Which week in a row the row stands in a week: 1 where it was written, 3 two weeks later. */
export function weeksInARow({ from }: Pick<Carried, 'from'>, shown: Week): number {
	const first = parseWeekKey(from ?? '');
	return first ? Math.max(1, weeksBetween(first, shown) + 1) : 1;
}

/** Refers to rows of earlier weeks, each once. The server's alone. */
export function carryRows(doc: Y.Doc, rows: ReadonlyMap<RecordId, WeekKey>, origin: Origin): void {
	doc.transact(() => {
		for (const [id, from] of rows)
			if (!recordsOf(doc, carriedKind).has(id)) createRecord(doc, carriedKind, id, { from });
	}, origin);
}

export function assessCarried(doc: Y.Doc, id: RecordId, trend: Trend | null, origin = LOCAL): void {
	editRecord(doc, carriedKind, id, { assessment: trend === null ? null : { kind: 'trend', trend } }, origin);
}

/** Bekräftad oförändrad. */
export function confirmCarried(doc: Y.Doc, id: RecordId, origin = LOCAL): void {
	editRecord(doc, carriedKind, id, { assessment: { kind: 'confirmed' } }, origin);
}

export function editCarried(
	doc: Y.Doc,
	id: RecordId,
	changes: Partial<Pick<Carried, 'hiddenOnScreen'>>,
	origin = LOCAL
): void {
	editRecord(doc, carriedKind, id, changes, origin);
}
