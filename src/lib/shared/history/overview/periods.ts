import {
	addDays,
	addWeeks,
	mondayOf,
	parseWeekKey,
	weekKey,
	weeksBetween,
	type Day,
	type Week,
	type WeekKey
} from '../../week/iso-week.ts';
import { formatWeek, monthName, monthShort } from '../../week/format.ts';

/** The weeks from one to another, both in. */
export interface WeekRange {
	from: Week;
	to: Week;
}

export const PERIOD_KINDS = ['week', 'month', 'quarter'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** What one figure is counted over: a week, or the weeks whose Thursday is in a month or a quarter. */
export interface Period {
	/** `2026-W41`, `2026-10`, `2026-K4`: sorts by time within its kind. */
	key: string;
	/** "v. 41", "oktober 2026", "kvartal 4 2026" */
	name: string;
	/** "41", "okt", "K4" */
	short: string;
	/** The calendar year it belongs to, for headings. */
	year: number;
	weeks: WeekKey[];
}

export const weeksOf = ({ from, to }: WeekRange): Week[] =>
	Array.from({ length: Math.max(0, weeksBetween(from, to) + 1) }, (_, index) => addWeeks(from, index));

export const isInRange = (key: WeekKey, { from, to }: WeekRange): boolean => key >= weekKey(from) && key <= weekKey(to);

/** More columns than this can not be read beside each other. */
const MOST_COLUMNS: Record<Exclude<PeriodKind, 'quarter'>, number> = { week: 27, month: 106 };

/** As fine as can be read. */
export function finestPeriod(range: WeekRange): PeriodKind {
	const count = weeksBetween(range.from, range.to) + 1;
	return count <= MOST_COLUMNS.week ? 'week' : count <= MOST_COLUMNS.month ? 'month' : 'quarter';
}

/** The calendar of a range, gaps and all. */
export function periodsOf(range: WeekRange, kind: PeriodKind): Period[] {
	const groups = Map.groupBy(weeksOf(range), (week) => periodKey(week, kind));
	return [...groups].map(([key, weeks]) => ({ key, ...namesOf(weeks[0]!, kind), weeks: weeks.map(weekKey) }));
}

const thursdayOf = (week: Week): Day => addDays(mondayOf(week), 3);

function periodKey(week: Week, kind: PeriodKind): string {
	const day = thursdayOf(week);
	if (kind === 'week') return weekKey(week);
	return kind === 'month' ? day.slice(0, 7) : `${day.slice(0, 4)}-K${quarterOf(day)}`;
}

const quarterOf = (day: Day): number => Math.ceil(Number(day.slice(5, 7)) / 3);

function namesOf(week: Week, kind: PeriodKind): Pick<Period, 'name' | 'short' | 'year'> {
	const day = thursdayOf(week);
	const year = Number(day.slice(0, 4));
	if (kind === 'week') return { name: `${formatWeek(week)} ${week.year}`, short: String(week.number), year: week.year };
	if (kind === 'quarter') return { name: `kvartal ${quarterOf(day)} ${year}`, short: `K${quarterOf(day)}`, year };
	return { name: `${monthName(day)} ${year}`, short: monthShort(day), year };
}

/** The same week a year earlier: the one with the same number; week 53 has its like only where that year had one. */
export function yearBefore(key: WeekKey): WeekKey | null {
	const week = parseWeekKey(key);
	if (!week) return null;
	const before = weekKey({ year: week.year - 1, number: week.number });
	return parseWeekKey(before) ? before : null;
}
