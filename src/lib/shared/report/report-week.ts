import { addWeeks, localDay, weekKey, weekOf, weeksBetween, type Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';
import { timesOf, type WeekRhythm } from '../week/suggested-move.ts';

/** A week that the samverkan has, and how far it has come. */
export interface KnownWeek {
	week: Week;
	state: WeekState;
}

/** Where a report goes that is sent now. */
export interface ReportWeek {
	week: Week;
	/** False: nobody has opened it yet, and the report waits in it. */
	isOpen: boolean;
	/** When reports are to be in, in milliseconds. */
	reportBy: number;
}

/** Weeks ahead that are looked at: nobody opens a week later than the one after next. */
const AHEAD = 3;

/**
 * The week that is open for reporting and has its meeting ahead; else one that is open still; else the coming one, the first
 * whose work has not begun. A week that is compiled, met or sealed takes no new reports: its lägesbild is being made.
 */
export function reportWeek(known: readonly KnownWeek[], rhythm: WeekRhythm, now: number): ReportWeek {
	const thisWeek = weekOf(localDay(now));
	const stateOf = (week: Week): WeekState =>
		known.find((other) => weekKey(other.week) === weekKey(week))?.state ??
		(weeksBetween(thisWeek, week) > 0 ? 'upcoming' : 'reporting');
	const candidates = Array.from({ length: AHEAD }, (_, ahead) => addWeeks(thisWeek, ahead));
	const open = candidates.filter((week) => stateOf(week) === 'reporting');
	const coming = candidates.find((week) => stateOf(week) === 'upcoming') ?? addWeeks(thisWeek, AHEAD);
	const meetsAhead = (week: Week) => timesOf(week, rhythm).meets > now;
	const week = open.find(meetsAhead) ?? open[0] ?? coming;
	return { week, isOpen: open.includes(week), reportBy: timesOf(week, rhythm).reportBy };
}
