import { agendaLength } from '../meeting/agenda.ts';
import { SUGGEST_END_AFTER } from '../meeting/timer.ts';
import type { Samverkan } from '../organisation.ts';
import { addDays, localDay, mondayOf, weeksBetween, type Week } from './iso-week.ts';
import type { WeekState } from './lifecycle.ts';
import { endOfWeek, momentOf } from './local-time.ts';

const MINUTE = 60_000;
/** The room gathers: the meeting can begin now. */
const GATHERING = 10 * MINUTE;

/** When the samverkan meets, and when its reports are in. */
export type WeekRhythm = Pick<Samverkan, 'cadenceDays' | 'meetingWeekday' | 'meeting'>;

/** How far a week has come. */
export interface WeekProgress {
	week: Week;
	state: WeekState;
	/** The latest week before it that had its meeting; null where none had. */
	lastMet: Week | null;
	/** Since when its meeting goes on; null where none does, or where nobody wrote it down. */
	meetingSince: number | null;
}

/** A move that it is time for. It is for the sammankallande to make; nothing happens by itself. */
export interface SuggestedMove {
	to: WeekState;
	because: 'reporting-opened' | 'reporting-closed' | 'meeting-time' | 'over-time';
	/** The moment that says so, in milliseconds: it may be some minutes ahead. */
	at: number;
}

/** The moments of one week's cycle, in milliseconds. */
export interface WeekTimes {
	/** The meeting before is over by then, and what happens next is for this week. */
	opens: number;
	reportBy: number;
	meets: number;
}

export function timesOf(week: Week, { cadenceDays, meetingWeekday, meeting }: WeekRhythm): WeekTimes {
	const day = addDays(mondayOf(week), meetingWeekday - 1);
	const { startsAt, reportBy, agenda } = meeting;
	return {
		opens: momentOf(addDays(day, -cadenceDays), startsAt) + agendaLength(agenda) * MINUTE,
		reportBy: momentOf(addDays(day, -reportBy.daysBefore), reportBy.at),
		meets: momentOf(day, startsAt)
	};
}

/** What the weekday settings suggest now; null for nothing. */
export function suggestedMove(progress: WeekProgress, rhythm: WeekRhythm, now: number): SuggestedMove | null {
	if (progress.state === 'meeting') return suggestedEnd(progress.meetingSince, rhythm, now);
	const isOver = now >= endOfWeek(progress.week);
	if (isOver || !meetsIn(progress, rhythm)) return null;
	const { opens, reportBy, meets } = timesOf(progress.week, rhythm);
	if (progress.state === 'upcoming')
		return now >= opens ? { to: 'reporting', because: 'reporting-opened', at: opens } : null;
	if (progress.state !== 'reporting' && progress.state !== 'compiling') return null;
	if (now >= meets - GATHERING) return { to: 'meeting', because: 'meeting-time', at: meets };
	const isClosed = progress.state === 'reporting' && now >= reportBy;
	return isClosed ? { to: 'compiling', because: 'reporting-closed', at: reportBy } : null;
}

/** Every other week, counted from the last meeting there was: a week that was moved or skipped moves the count along. */
const meetsIn = ({ week, lastMet }: WeekProgress, { cadenceDays }: WeekRhythm): boolean =>
	cadenceDays === 7 || lastMet === null || weeksBetween(lastMet, week) >= 2;

const overTimeAt = (since: number, { meeting }: WeekRhythm): number =>
	since + (agendaLength(meeting.agenda) + SUGGEST_END_AFTER) * MINUTE;

function suggestedEnd(since: number | null, rhythm: WeekRhythm, now: number): SuggestedMove | null {
	if (since === null) return null;
	const at = overTimeAt(since, rhythm);
	return now >= at ? { to: 'ended', because: 'over-time', at } : null;
}

/** When another move may be suggested than now, in milliseconds; null where time alone changes nothing more. */
export function nextLook({ week, meetingSince }: WeekProgress, rhythm: WeekRhythm, now: number): number | null {
	const { opens, reportBy, meets } = timesOf(week, rhythm);
	const over = meetingSince === null ? [] : [overTimeAt(meetingSince, rhythm)];
	const ahead = [opens, reportBy, meets - GATHERING, endOfWeek(week), ...over].filter((at) => at > now);
	return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** Since when the meeting goes on. Null where the log does not end with its beginning: then its day is not known. */
export function meetingSince(log: readonly { state: WeekState; at: number }[]): number | null {
	const last = log.at(-1);
	return last?.state === 'meeting' ? last.at : null;
}

/** The local midnight after the day a meeting began: one that still goes on then was forgotten. */
export const forgottenAt = (meetingSince: number): number => momentOf(addDays(localDay(meetingSince), 1));

/** The next local midnight. */
export const nextMidnight = (now: number): number => forgottenAt(now);
