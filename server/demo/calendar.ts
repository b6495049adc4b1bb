import {
	addDays,
	addWeeks,
	localDay,
	mondayOf,
	weekdayOf,
	weekKey,
	weekOf,
	type Day,
	type WeekKey
} from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';

/** A time of the example's story: weeks from this one (-1 is last week), ISO weekday, clock. */
export type StoryTime = [week: number, weekday: number, clock: string];
export type StoryDay = [week: number, weekday: number];

/** The meeting is on Thursdays at nine (domain.md §1.3). */
export const MEETING = { weekday: 4, from: '09:00', to: '09:34' } as const;

/** Lays the story's weeks out so that its last one is today's. */
export interface DemoCalendar {
	today: Day;
	week(offset: number): WeekKey;
	day(at: StoryDay): Day;
	/** Milliseconds; what the story has later today or this week has just happened, because nothing is in the future. */
	moment(at: StoryTime): number;
	/** Has this week's meeting begun? Earlier weeks' have. */
	hasMet(week: number): boolean;
}

export function demoCalendar(now: number): DemoCalendar {
	const today = localDay(now);
	const thisWeek = weekOf(today);
	const day = ([week, weekday]: StoryDay): Day => addDays(mondayOf(addWeeks(thisWeek, week)), weekday - 1);
	return {
		today,
		day,
		week: (offset) => weekKey(addWeeks(thisWeek, offset)),
		moment: ([week, weekday, clock]) => Math.min(momentOf(day([week, weekday]), clock), now),
		hasMet: (week) => week < 0 || weekdayOf(today) >= MEETING.weekday
	};
}
