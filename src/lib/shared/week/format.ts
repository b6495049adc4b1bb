import { daysBetween, localDay, mondayOf, sundayOf, weekdayOf, type Day, type Week } from './iso-week.ts';

/** Days and weeks in Swedish, as they are written on the board. */

export const WEEKDAYS = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'] as const;

const MONTHS = [
	'januari',
	'februari',
	'mars',
	'april',
	'maj',
	'juni',
	'juli',
	'augusti',
	'september',
	'oktober',
	'november',
	'december'
] as const;

/** 1 = måndag … 7 = söndag. */
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday - 1] ?? '';
/** "mån", "tis" … */
export const weekdayShort = (weekday: number): string => weekdayName(weekday).slice(0, 3);

const yearOf = (day: Day): string => day.slice(0, 4);
const dateOf = (day: Day): number => Number(day.slice(8));
/** "oktober" */
export const monthName = (day: Day): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? '';
/** "okt" */
export const monthShort = (day: Day): string => monthName(day).slice(0, 3);
const isSameMonth = (a: Day, b: Day): boolean => a.slice(0, 7) === b.slice(0, 7);

/** "fre 27 nov", with the year where it is not that of `today`. */
export function formatDay(day: Day, today: Day | null = null): string {
	const year = today === null || yearOf(today) === yearOf(day) ? '' : ` ${yearOf(day)}`;
	return `${weekdayShort(weekdayOf(day))} ${dateOf(day)} ${monthShort(day)}${year}`;
}

/** "fredag 27 november 2026" */
export const formatDayLong = (day: Day): string =>
	`${weekdayName(weekdayOf(day))} ${dateOf(day)} ${monthName(day)} ${yearOf(day)}`;

/** "v. 48" */
export const formatWeek = ({ number }: Pick<Week, 'number'>): string => `v. ${number}`;

/** "23–29 nov 2026", "30 nov – 6 dec 2026", "28 dec 2026 – 3 jan 2027" */
export function formatWeekDates(week: Week): string {
	const [from, to] = [mondayOf(week), sundayOf(week)];
	const end = `${dateOf(to)} ${monthShort(to)} ${yearOf(to)}`;
	if (isSameMonth(from, to)) return `${dateOf(from)}–${end}`;
	const year = yearOf(from) === yearOf(to) ? '' : ` ${yearOf(from)}`;
	return `${dateOf(from)} ${monthShort(from)}${year} – ${end}`;
}

/** "mån 21 – sön 27 dec", "mån 30 nov – sön 6 dec"; one day is "fre 27 nov". */
export function formatDays(from: Day, to: Day | null): string {
	if (to === null || to === from) return formatDay(from);
	const start = isSameMonth(from, to) ? `${weekdayShort(weekdayOf(from))} ${dateOf(from)}` : formatDay(from);
	return `${start} – ${formatDay(to)}`;
}

/** "1:a", "2:a", "3:e", "11:e", "21:a" */
export function ordinal(number: number): string {
	const isTeen = number % 100 === 11 || number % 100 === 12;
	return `${number}:${!isTeen && (number % 10 === 1 || number % 10 === 2) ? 'a' : 'e'}`;
}

/** "4:e veckan" */
export const formatWeekInRow = (number: number): string => `${ordinal(number)} veckan`;

/** A stored clock time, `20:30`, as "20.30". */
export const formatClock = (clock: string): string => clock.replace(':', '.');

/** Made once: a formatter costs fifty times what it formats. */
const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Stockholm',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** The time of day in Sweden at a moment: "09.31". */
export const formatTime = (ms: number): string => formatClock(LOCAL_TIME.format(ms));

/** "tis 14.32" of the last days, "tis 3 nov 14.32" of earlier ones. */
export function formatMoment(ms: number, now: number): string {
	const day = localDay(ms);
	const isRecent = Math.abs(daysBetween(day, localDay(now))) < 7;
	return `${isRecent ? weekdayShort(weekdayOf(day)) : formatDay(day)} ${formatTime(ms)}`;
}

/** "i dag", "i morgon", "fre 27 nov" */
export function formatRelativeDay(day: Day, today: Day): string {
	const days = daysBetween(today, day);
	if (days === 0) return 'i dag';
	if (days === 1) return 'i morgon';
	return formatDay(day, today);
}

/** How a due date stands: "i dag", "i morgon", "fre 27 nov", "3 dagar försenad". Whether it counts is `isOverdue`'s. */
export function formatDue(due: Day, today: Day): string {
	const late = daysBetween(due, today);
	if (late <= 0) return formatRelativeDay(due, today);
	return late === 1 ? '1 dag försenad' : `${late} dagar försenad`;
}
