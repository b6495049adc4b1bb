import type { WeekKey } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';
import { endOfSecond } from './moment.ts';

/** How much changed, up to a moment. */
export interface Volume {
	at: number;
	changes: number;
}

/** A step of a week's life that the slider marks. */
export interface WeekStep {
	at: number;
	kind: WeekState | 'correction';
	name: string;
}

const STEP_WORDS: Record<WeekState, string> = {
	upcoming: 'Planerad',
	reporting: 'Öppnad',
	compiling: 'Sammanställs',
	meeting: 'Möte pågår',
	ended: 'Mötet slut',
	sealed: 'Fastställd'
};

/** In the order they happened, rättelserna too. */
export function weekSteps(
	log: readonly { state: WeekState; at: number }[],
	corrections: readonly { at: number }[]
): WeekStep[] {
	const moves = log.map(({ state, at }) => ({ at: endOfSecond(at), kind: state, name: STEP_WORDS[state] }));
	const corrected = corrections.map(({ at }, index) => ({
		at: endOfSecond(at),
		kind: 'correction' as const,
		name: corrections.length === 1 ? 'Rättelse' : `Rättelse ${index + 1}`
	}));
	return [...moves, ...corrected].sort((a, b) => a.at - b.at);
}

/** What "Spela upp mötet" shows: the meeting until it is over or sealed; without one the week from its first change. */
export function meetingSpan(
	steps: readonly WeekStep[],
	moments: readonly number[]
): { from: number; to: number } | null {
	const [first, last] = [moments[0], moments.at(-1)];
	if (first === undefined || last === undefined) return null;
	const began = steps.find(({ kind }) => kind === 'meeting')?.at;
	const over = steps.findLast(({ kind }) => kind === 'sealed') ?? steps.findLast(({ kind }) => kind === 'ended');
	if (began === undefined) return { from: first, to: last };
	return { from: began, to: over && over.at > began ? over.at : last };
}

/** The nearest moment before (`-1`) or after (`1`) one; null where there is none. */
export function momentBeside(moments: readonly number[], at: number, direction: -1 | 1): number | null {
	const found = direction === 1 ? moments.find((one) => one > at) : moments.findLast((one) => one < at);
	return found ?? null;
}

/** The moment among them that is nearest to one. */
export function nearestMoment(moments: readonly number[], at: number): number {
	return moments.reduce((best, one) => (Math.abs(one - at) < Math.abs(best - at) ? one : best), moments[0] ?? at);
}

/** One tick of the timeline. */
export interface TimelineWeek {
	week: WeekKey;
	sealed: boolean;
	changes: number;
}

/** By ISO year, the latest last. */
export function timelineYears(weeks: readonly TimelineWeek[]): { year: string; weeks: TimelineWeek[] }[] {
	const years = Map.groupBy(weeks, ({ week }) => week.slice(0, 4));
	return [...years].sort(([a], [b]) => (a < b ? -1 : 1)).map(([year, weeks]) => ({ year, weeks }));
}
