import type { AreaTrend } from '../../board/area-level.ts';
import type { AlertLevel } from '../../organisation.ts';
import type { WeekKey } from '../../week/iso-week.ts';
import type { Period } from './periods.ts';
import type { RemovedWeek, WeekDigest } from './week-digest.ts';

/** How an area stood in a period. `none` is a period without a board: a gap, and nothing that was seen to be calm. */
export type StripCell =
	| { is: 'none' }
	/** All that there was of it is gallrat. */
	| RemovedCell
	| { is: 'not-assessed'; weeks: number; sealed: boolean; removed: number }
	| {
			is: 'level';
			/** The worst of the period. */
			level: number;
			/** The one that most weeks had; the worse of two that as many had. */
			commonest: number;
			/** Weeks that had the worst, of those with a board. */
			atWorst: number;
			weeks: number;
			notAssessed: number;
			/** Against the level before the period's first assessed week: positive is worse. Null where there was none. */
			change: number | null;
			/** Of the last week in the period that said one. */
			trend: AreaTrend | null;
			/** Of the last week that had the worst level. */
			motive: string | null;
			confirmed: boolean;
			/** Every week of it with a board is fastställd. */
			sealed: boolean;
			/** Weeks of it that are gallrade. */
			removed: number;
	  };

export interface RemovedCell {
	is: 'removed';
	/** Weeks that are. */
	weeks: number;
	/** By which decisions. */
	decisions: string[];
}

export interface StripRow {
	area: string;
	name: string;
	cells: StripCell[];
}

export interface LevelStrip {
	periods: readonly Period[];
	rows: StripRow[];
	/** Of the newest week: names and the ramp's length. */
	levels: AlertLevel[];
}

/** Läge per område: one row per area that any of the weeks says something of, in the newest week's order. */
export function levelStrip(
	weeks: readonly WeekDigest[],
	periods: readonly Period[],
	removed: readonly RemovedWeek[] = []
): LevelStrip {
	const byKey = new Map(weeks.map((week) => [week.key, week]));
	const newest = weeks.at(-1);
	const order = newest?.areas.map(({ id }) => id) ?? [];
	const ids = [...new Set([...order, ...weeks.flatMap(({ areas }) => areas.map(({ id }) => id))])];
	return {
		periods,
		levels: newest?.levels ?? [],
		rows: ids.map((area) => ({
			area,
			name: nameOf(weeks, area),
			cells: periods.map((period) => cellOf(area, found(byKey, period.weeks), removedIn(period, removed)))
		}))
	};
}

const found = (byKey: ReadonlyMap<WeekKey, WeekDigest>, keys: readonly WeekKey[]): WeekDigest[] =>
	keys.flatMap((key) => byKey.get(key) ?? []);

/** What it is called now. */
const nameOf = (weeks: readonly WeekDigest[], id: string): string =>
	weeks.flatMap(({ areas }) => areas.filter((area) => area.id === id)).at(-1)?.name ?? '';

/** Null where nothing of the period is gallrat. */
export function removedIn({ weeks }: Pick<Period, 'weeks'>, removed: readonly RemovedWeek[]): RemovedCell | null {
	const gone = removed.filter(({ week }) => weeks.includes(week));
	const decisions = [...new Set(gone.map(({ decision }) => decision))];
	return gone.length > 0 ? { is: 'removed', weeks: gone.length, decisions } : null;
}

function cellOf(id: string, weeks: readonly WeekDigest[], gone: RemovedCell | null): StripCell {
	if (weeks.length === 0) return gone ?? { is: 'none' };
	const removed = gone?.weeks ?? 0;
	const sealed = weeks.every(({ state }) => state === 'sealed');
	const areas = weeks.flatMap((week) => week.areas.filter((area) => area.id === id));
	const assessed = areas.flatMap((area) => (area.level ? [{ ...area, level: area.level }] : []));
	const worst = Math.max(...assessed.map(({ level }) => level.number));
	const last = assessed.findLast(({ level }) => level.number === worst);
	if (!last) return { is: 'not-assessed', weeks: weeks.length, sealed, removed };
	const before = assessed[0]?.previous ?? null;
	return {
		is: 'level',
		level: worst,
		commonest: commonest(assessed.map(({ level }) => level.number)),
		atWorst: assessed.filter(({ level }) => level.number === worst).length,
		weeks: weeks.length,
		notAssessed: weeks.length - assessed.length,
		change: before === null ? null : worst - before,
		trend: assessed.findLast(({ trend }) => trend !== null)?.trend ?? null,
		motive: last.level.motive,
		confirmed: last.level.confirmed,
		sealed,
		removed
	};
}

function commonest(levels: readonly number[]): number {
	const counts = Map.groupBy(levels, (level) => level);
	const [most] = [...counts].toSorted((a, b) => b[1].length - a[1].length || b[0] - a[0]);
	return most?.[0] ?? 0;
}
