import { isSealed } from '../../week/lifecycle.ts';
import { weekKey, type Day, type Week, type WeekKey } from '../../week/iso-week.ts';
import type { ActionFact } from './action-facts.ts';
import { actionFigures, type ActionFigures } from './action-figures.ts';
import { newestUpTo, type OverviewAsked } from './asked.ts';
import { coverageFigures, type CoverageFigure } from './coverage-figures.ts';
import { levelStrip, type LevelStrip } from './level-strip.ts';
import { isInRange, periodsOf, weeksOf, yearBefore, type Period, type WeekRange } from './periods.ts';
import { recurring, WEEKS_LOOKED_AT, type Recurring } from './recurring.ts';
import { rowSeries, type GroupSeries } from './row-figures.ts';
import type { RemovedWeek, WeekDigest } from './week-digest.ts';

/** All figures of the overview. */
export interface OverviewModel {
	range: WeekRange;
	thisWeek: Week;
	periods: Period[];
	/** The weeks of the range that have a board, and all that were read. */
	weeks: WeekDigest[];
	boards: ReadonlySet<WeekKey>;
	/** Those of them that are fastställda. */
	sealed: ReadonlySet<WeekKey>;
	strip: LevelStrip;
	recurring: Recurring[];
	actions: ActionFigures;
	/** The day that "open now" is of. */
	at: Day;
	coverage: (CoverageFigure | null)[];
	series: GroupSeries[];
	/** Weeks that are gallrade: not counted, and not weeks without a board. */
	removed: readonly RemovedWeek[];
}

/** The weeks that must be read to show a range: its own, the same a year before, and the newest boards up to its end. */
export function weeksNeeded({ range }: Pick<OverviewAsked, 'range'>, boards: readonly WeekKey[]): Set<WeekKey> {
	const own = weeksOf(range).map(weekKey);
	return new Set([
		...own,
		...own.flatMap((key) => yearBefore(key) ?? []),
		...newestUpTo(boards, range.to, WEEKS_LOOKED_AT)
	]);
}

export interface CountedFrom {
	/** Oldest first. */
	weeks: readonly WeekDigest[];
	actions: readonly ActionFact[];
	at: Day;
	removed: readonly RemovedWeek[];
}

export function overviewModel(
	asked: Pick<OverviewAsked, 'range' | 'per'>,
	from: CountedFrom,
	thisWeek: Week
): OverviewModel {
	const { range, per } = asked;
	const periods = periodsOf(range, per);
	const weeks = from.weeks.filter(({ key }) => isInRange(key, range));
	return {
		...{ range, thisWeek, periods, weeks, at: from.at },
		boards: new Set(from.weeks.map(({ key }) => key)),
		sealed: new Set(from.weeks.flatMap(({ key, state }) => (isSealed(state) ? [key] : []))),
		strip: levelStrip(weeks, periods, from.removed),
		removed: from.removed,
		recurring: recurring(from.weeks, range.to),
		actions: actionFigures(from.actions, periods, from.at),
		coverage: coverageFigures(weeks, periods),
		series: rowSeries(from.weeks, periods)
	};
}
