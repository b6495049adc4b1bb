import type { Change } from './change.ts';
import type { HistoryRow } from './history-row.ts';

/** What the server makes at once is told at once. */
const AT_ONCE = 2_000;
const LONGEST = 160;
/** What a board has one of for each area and each party from the start, before anybody has written in it. */
export const PREPARED_ROOTS: readonly string[] = ['levels', 'reports'];

type Told = Pick<HistoryRow, 'root' | 'who' | 'field' | 'restored' | 'values'>;

/** An empty place that the server made ready: no change that anybody did. */
export const isPrepared = ({ root, who, field, restored, values }: Told): boolean =>
	PREPARED_ROOTS.includes(root) && who === null && field === null && restored === null && values.length === 0;

function isMoreOf(row: HistoryRow, last: HistoryRow | undefined): last is HistoryRow {
	if (!last || !isPrepared(row) || !isPrepared(last)) return false;
	return row.week.number === last.week.number && row.week.year === last.week.year && last.from - row.at <= AT_ONCE;
}

/** Are two changes, the later first, told as one because the server made both places ready at once? */
export function madeTogether(later: Change, earlier: Change): boolean {
	const byRule = [later, earlier].every(
		({ root, person, field, restored }) =>
			PREPARED_ROOTS.includes(root) && person === null && field === null && restored === null
	);
	return byRule && earlier.week === later.week && later.at - earlier.at <= AT_ONCE;
}

/** Rows, newest first, with the places that the server made ready together told as one thing. */
export function withPreparedFolded(rows: readonly HistoryRow[]): HistoryRow[] {
	const folded: HistoryRow[] = [];
	for (const row of rows) {
		const last = folded.at(-1);
		if (isMoreOf(row, last)) folded[folded.length - 1] = joined(last, row);
		else folded.push(isPrepared(row) ? { ...row, what: 'Tavlan förbereddes' } : row);
	}
	return folded;
}

function joined(last: HistoryRow, row: HistoryRow): HistoryRow {
	const name = [last.name, row.name].filter(Boolean).join(', ');
	return {
		...last,
		name: name.length > LONGEST ? last.name : name,
		count: last.count + row.count,
		from: row.from,
		before: null,
		after: null
	};
}
