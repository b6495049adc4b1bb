import { CATEGORY_GROUPS, type CategoryGroup } from '../../organisation.ts';
import type { WeekKey } from '../../week/iso-week.ts';
import { yearBefore, type Period } from './periods.ts';
import { saidRows, type DigestRow, type WeekDigest } from './week-digest.ts';

/** Which rows: what is left out does not narrow. */
export interface RowSelection {
	weeks: readonly WeekKey[];
	/** `null` asks for those without a category. */
	group?: CategoryGroup | null;
	category?: string;
	area?: string;
	place?: string;
}

/** The lägesrader that a figure counts, oldest week first. */
export function selectRows(weeks: readonly WeekDigest[], asked: RowSelection): DigestRow[] {
	const wanted = new Set(asked.weeks);
	return saidRows(weeks.filter(({ key }) => wanted.has(key))).filter(
		(row) =>
			(asked.group === undefined || groupOf(row) === asked.group) &&
			(asked.category === undefined || row.category?.code === asked.category) &&
			(asked.area === undefined || row.area === asked.area) &&
			(asked.place === undefined || row.place === asked.place)
	);
}

const groupOf = ({ category }: DigestRow): CategoryGroup | null => category?.group ?? null;

/** In the order they are read; rows without a category last. */
export const ROW_GROUPS: readonly (CategoryGroup | null)[] = [...CATEGORY_GROUPS, null];

export interface GroupSeries {
	group: CategoryGroup | null;
	/** By period; null where there was no board to count on. */
	counts: (number | null)[];
	/** The same weeks a year earlier; null where there was no board. */
	before: (number | null)[];
	total: number;
}

/** Lägesrader per kategorigrupp. A group without a row in all that is shown is left out. */
export function rowSeries(weeks: readonly WeekDigest[], periods: readonly Period[]): GroupSeries[] {
	const byWeek = new Map(weeks.map((week) => [week.key, Map.groupBy(saidRows([week]), groupOf)]));
	const earlier = periods.map((period) => period.weeks.flatMap((key) => yearBefore(key) ?? []));
	const count = (keys: readonly WeekKey[], group: CategoryGroup | null): number | null => {
		const boards = keys.flatMap((key) => byWeek.get(key) ?? []);
		return boards.length === 0 ? null : sum(boards.map((rows) => rows.get(group)?.length ?? 0));
	};
	return ROW_GROUPS.map((group) => {
		const counts = periods.map((period) => count(period.weeks, group));
		const before = earlier.map((keys) => count(keys, group));
		return { group, counts, before, total: sum(counts) };
	}).filter(({ total, before }) => total > 0 || sum(before) > 0);
}

export const sum = (counts: readonly (number | null)[]): number =>
	counts.reduce<number>((all, one) => all + (one ?? 0), 0);
