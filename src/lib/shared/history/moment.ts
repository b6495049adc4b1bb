import { formatDay, formatTime } from '../week/format.ts';
import { localDay, parseDay, weekPath, type Day, type Week } from '../week/iso-week.ts';
import { momentOf, TIME_ZONE } from '../week/local-time.ts';

/**
 * A moment of the past in an address: Swedish time to the second, `2026-10-08T10.42.07`. It stands for the second as it
 * ended, so that what was written in it is there. In the hour that comes twice in October the first has an A after it
 * and the second a B, as in the ordinance on summer time (SFS 2001:127).
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const LOCAL = new Intl.DateTimeFormat('sv-SE', {
	timeZone: TIME_ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23'
});

/** `2026-10-08T10.42.07`, whichever of the two in the hour that comes twice. */
const clockText = (at: number): string => LOCAL.format(at).replace(' ', 'T').replaceAll(':', '.');

/** Summer time's or winter time's, in the hour that comes twice; null in all others. */
export function passOf(at: number): 'A' | 'B' | null {
	const clock = clockText(at);
	if (clockText(at + HOUR) === clock) return 'A';
	return clockText(at - HOUR) === clock ? 'B' : null;
}

/** As it stands in an address: what `parseMoment` reads. */
export const momentText = (at: number): string => clockText(at) + (passOf(at) ?? '');

/** The page that shows that week's board as it was at that moment. */
export const momentHref = (week: Week, at: number): string => `/v/${weekPath(week)}/historik?t=${momentText(at)}`;

/** The last millisecond of the second that a moment is in. */
export const endOfSecond = (at: number): number => Math.floor(at / SECOND) * SECOND + SECOND - 1;

const ADDRESS = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2})[.:](\d{2})(?:[.:](\d{2}))?([AB])?)?$/i;

/**
 * Milliseconds of a moment in an address, at its end: of the second, of the minute where no seconds are given, of the
 * day where there is no time. Null for what is none, and for a time that the clocks skipped.
 */
export function parseMoment(text: string): number | null {
	const [, date = '', hours, minutes, seconds, pass] = ADDRESS.exec(text.trim()) ?? [];
	const day = parseDay(date);
	if (day === null) return null;
	if (hours === undefined || minutes === undefined) return endOfDay(day);
	return clockMoment(day, { hours, minutes, seconds, pass });
}

/** "tor 8 okt 10.42"; in the hour that comes twice with which of them. */
export function formatMoment(at: number, today: Day | null = null): string {
	const pass = passOf(at);
	const which = pass === null ? '' : pass === 'A' ? ' (sommartid)' : ' (vintertid)';
	return `${formatDay(localDay(at), today)} ${formatTime(at)}${which}`;
}

/** A clock time as it was written: two digits each. */
export interface Clock {
	hours: string;
	minutes: string;
	seconds?: string | undefined;
	pass?: string | undefined;
}

/** The end of the minute or second that is meant; null where no clock showed it that day. */
export function clockMoment(day: Day, { hours, minutes, seconds, pass }: Clock): number | null {
	if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59) return null;
	const start = momentOf(day, `${hours}:${minutes}`);
	if (!clockText(start).startsWith(`${day}T${hours}.${minutes}`)) return null;
	const last = seconds === undefined ? MINUTE - 1 : Number(seconds) * SECOND + SECOND - 1;
	const isFirst = pass?.toUpperCase() === 'A' && passOf(start) === 'B';
	return start + last - (isFirst ? HOUR : 0);
}

/** The last millisecond of a day in Sweden. */
export const endOfDay = (day: Day): number => momentOf(day, '23:59') + MINUTE - 1;
