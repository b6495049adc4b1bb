import type { CarriedEntry } from '../board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { Day, Week } from '../week/iso-week.ts';

/** The board of one week as it stood at one moment, as plain records. */
export interface BoardMoment {
	week: WeekRecord;
	actions: ActionsRecord;
	/** Which week's board it is. */
	of: Week;
	/** The calendar day in Sweden at that moment: what is late is counted from it. */
	day: Day;
	/** The rows of earlier weeks that the week carries, with the words that were written there. */
	carried: readonly CarriedEntry[];
}

/** Two moments of one week? */
export const sameWeek = (a: Pick<BoardMoment, 'of'>, b: Pick<BoardMoment, 'of'>): boolean =>
	a.of.year === b.of.year && a.of.number === b.of.number;
