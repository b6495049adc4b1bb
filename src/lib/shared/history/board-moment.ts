import type { CarriedEntry } from '../board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { Day, Week } from '../week/iso-week.ts';

/** A week's own part of its board as it stood at one moment, as plain records. */
export interface WeekMoment {
	week: WeekRecord;
	/** Which week's board it is. */
	of: Week;
	/** The calendar day in Sweden at that moment: what is late is counted from it. */
	day: Day;
	/** The rows of earlier weeks that the week carries, with the words that were written there. */
	carried: readonly CarriedEntry[];
}

/** The board of one week as it stood at one moment, as plain records. */
export interface BoardMoment extends WeekMoment {
	actions: ActionsRecord;
}

/** Two moments of one week? */
export const sameWeek = (a: Pick<WeekMoment, 'of'>, b: Pick<WeekMoment, 'of'>): boolean =>
	a.of.year === b.of.year && a.of.number === b.of.number;
