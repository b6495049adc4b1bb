import type { Carried } from '../board/carried.ts';
import type { Entry } from '../board/entry.ts';
import { sameWeek, type WeekMoment } from './board-moment.ts';
import { diffLists, diffRecords, stands, type FieldChange, type ListDiff, type RecordDiff } from './record-diff.ts';

/** A lägesrad as a week's board shows it: its words, wherever they were written, and how it stands there. */
export type BoardRow = Omit<Entry, 'assessment' | 'hiddenOnScreen' | 'created' | 'removed' | 'order'> & {
	assessment: Entry['assessment'];
	/** What is new about a carried row. */
	news: string;
	/** Null for a row of an earlier week that is carried by reference. */
	own: Entry | null;
	carried: Carried | null;
};

/** Lägesrader by what became of them: each in one group. */
export interface RowsDiff {
	added: RecordDiff<BoardRow>[];
	/** Upphört: assessed so, where it was not. */
	ceased: RecordDiff<BoardRow>[];
	/** Not on the board any more. */
	gone: RecordDiff<BoardRow>[];
	changed: RecordDiff<BoardRow>[];
	same: RecordDiff<BoardRow>[];
}

const SAID = ['text', 'category', 'where', 'when', 'count', 'source', 'basis', 'reliability', 'severity', 'circle'];

export function rowsOf({ week, carried }: Pick<WeekMoment, 'week' | 'carried'>): BoardRow[] {
	const own = week.entries.filter(stands).map((entry): BoardRow => ({ ...entry, news: '', own: entry, carried: null }));
	const earlier = carried.filter(({ carried }) => stands(carried));
	return [
		...earlier.map(({ carried, entry }): BoardRow => ({
			...entry,
			...{ assessment: carried.assessment, news: carried.text, own: null, carried }
		})),
		...own
	];
}

export function diffRows(before: WeekMoment, after: WeekMoment): RowsDiff {
	const within = sameWeek(before, after);
	const diff = diffLists(rowsOf(before), rowsOf(after), { changesOf: (old, now) => rowChanges(old, now, within) });
	return byFate(diff);
}

/**
 * A week asks anew how every row stands: that nobody has looked yet, or that it is as it was, is a change within a week
 * and none from one week to another. Nor is it one that last week's news are not this week's.
 */
function rowChanges(before: BoardRow, after: BoardRow, within: boolean): FieldChange[] {
	const standing = within || isMoved(after) ? ['assessment'] : [];
	const news = within || after.news !== '' ? ['news'] : [];
	const changes = diffRecords(before, after, [...SAID, ...standing, ...news]);
	return within ? changes : changes.map((change) => (change.field === 'news' ? { ...change, before: '' } : change));
}

const isMoved = ({ assessment }: BoardRow): boolean =>
	assessment?.kind === 'trend' && assessment.trend !== 'unchanged' && assessment.trend !== 'new';

const hasCeased = (row: BoardRow | null): boolean =>
	row?.assessment?.kind === 'trend' && row.assessment.trend === 'ceased';

function byFate({ added, gone, changed, same }: ListDiff<BoardRow>): RowsDiff {
	const hasJustCeased = ({ before, after }: RecordDiff<BoardRow>) => hasCeased(after) && !hasCeased(before);
	return {
		...{ added, gone, same },
		ceased: changed.filter(hasJustCeased),
		changed: changed.filter((row) => !hasJustCeased(row))
	};
}
