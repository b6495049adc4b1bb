import type { CategoryGroup } from '../../organisation.ts';
import type { Week, WeekKey } from '../../week/iso-week.ts';
import { newestUpTo } from './asked.ts';
import { selectRows } from './row-figures.ts';
import type { DigestAction, DigestRow, WeekDigest } from './week-digest.ts';

/** Of the newest boards, so many are looked at (domain.md §6.5). */
export const WEEKS_LOOKED_AT = 6;
/** In so many of them, a place and category is recurring. */
export const WEEKS_TO_RECUR = 3;

/** What may become a problembild: what is to come and what goes well may not. */
const IS_A_PROBLEM = (group: CategoryGroup): boolean => group !== 'ahead' && group !== 'positive';

/** A place and category that keeps coming back. */
export interface Recurring {
	area: string;
	areaName: string;
	place: string;
	category: { code: string; name: string };
	/** The weeks it was seen in, oldest first. */
	weeks: WeekKey[];
	/** The boards that were looked at: six, or those that there are. */
	looked: WeekKey[];
	rows: number;
	/** Åtgärder at the place that are under way. */
	actions: DigestAction[];
}

/**
 * Suggests a problembild when the same place and category is in at least three of the last six weeks that have a board.
 * Distinct weeks are counted, however many rows they have; a row that says that it has ceased is no week of it.
 */
export function recurring(weeks: readonly WeekDigest[], to: Week): Recurring[] {
	const looked = newestUpTo(
		weeks.map(({ key }) => key),
		to,
		WEEKS_LOOKED_AT
	);
	const rows = selectRows(weeks, { weeks: looked }).filter(
		({ area, place, category, ceased }) => !ceased && area && place && category && IS_A_PROBLEM(category.group)
	);
	const last = weeks.find(({ key }) => key === looked.at(-1));
	return [...Map.groupBy(rows, ({ area, place, category }) => JSON.stringify([area, place, category?.code])).values()]
		.map((group) => recurringOf(group, looked, last))
		.filter((one) => one.weeks.length >= WEEKS_TO_RECUR)
		.toSorted((a, b) => b.weeks.length - a.weeks.length || compare(a.areaName + a.place, b.areaName + b.place));
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'sv');
const UNDER_WAY: ReadonlySet<string> = new Set(['proposed', 'decided', 'ongoing', 'blocked']);

function recurringOf(rows: readonly DigestRow[], looked: WeekKey[], last: WeekDigest | undefined): Recurring {
	const { area, areaName, place, category } = rows.at(-1)!;
	return {
		...{ area: area!, areaName: areaName!, place: place!, looked, rows: rows.length },
		category: { code: category!.code, name: category!.name },
		weeks: [...new Set(rows.map(({ week }) => week))].toSorted(),
		actions: (last?.actions ?? []).filter(
			(action) => action.place === place && action.area === areaName && UNDER_WAY.has(action.state)
		)
	};
}
