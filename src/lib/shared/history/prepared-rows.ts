import type { Change } from './change.ts';
import type { HistoryRow } from './history-row.ts';

/** What the server makes at once is told at once. */
const AT_ONCE = 2_000;
const LONGEST = 160;

const isPrepared = ({ who, field, restored }: HistoryRow): boolean =>
	who === null && field === null && restored === null;

function isMoreOf(row: HistoryRow, last: HistoryRow | undefined): last is HistoryRow {
	if (!last || !isPrepared(row) || !isPrepared(last)) return false;
	const alike = row.root === last.root && row.what === last.what && row.via === last.via;
	return (
		alike && row.week.number === last.week.number && row.week.year === last.week.year && last.from - row.at <= AT_ONCE
	);
}

/** Are two changes, the later first, told as one because a rule made them at once? */
export function madeTogether(later: Change, earlier: Change): boolean {
	const byRule = [later, earlier].every(
		({ person, field, restored }) => person === null && field === null && restored === null
	);
	const alike = earlier.root === later.root && earlier.via === later.via && earlier.week === later.week;
	return byRule && alike && later.at - earlier.at <= AT_ONCE;
}

/** Rows, newest first, with the records that a rule made together as one: a new week has one of each area and party. */
export function withPreparedFolded(rows: readonly HistoryRow[]): HistoryRow[] {
	const folded: HistoryRow[] = [];
	for (const row of rows) {
		const last = folded.at(-1);
		if (isMoreOf(row, last)) folded[folded.length - 1] = joined(last, row);
		else folded.push(row);
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
		values: [],
		before: last.before === row.before ? last.before : null,
		after: last.after === row.after ? last.after : null
	};
}
