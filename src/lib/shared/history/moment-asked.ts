import { formatDay, WEEKDAYS, weekdayName } from '../week/format.ts';
import {
	addDays,
	daysBetween,
	localDay,
	mondayOf,
	parseDay,
	weekdayOf,
	weekOf,
	weekPath,
	weeksInYear,
	type Day,
	type Week
} from '../week/iso-week.ts';
import { weekAsked } from '../week/week-asked.ts';
import { clockMoment, endOfDay, endOfSecond, momentHref, parseMoment } from './moment.ts';

/** What somebody means who writes where the past is chosen: a week, a moment, or something that is none. */
export type MomentAsked =
	| { is: 'week'; week: Week }
	| { is: 'moment'; at: number }
	| {
			is: 'problem';
			message: string;
			/** The moment nearest to what was written; null where nothing is near. */
			nearest: number | null;
	  };

export interface AskedAt {
	/** The week that is shown: a date without a year is the one nearest to it, a weekday is in it. */
	week: Week;
	/** The moment that is shown: a time alone is of its day. */
	at: number;
	now: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const TIME = String.raw`(?:kl\.? ?)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))? ?(a|b|\(?sommartid\)?|\(?vintertid\)?)?`;
const WEEKDAY = '(m[åa]n|tis|ons|tor|fre|l[öo]r|s[öo]n)(?:s?dag)?';
const DATE = String.raw`(\d{1,2}) ?(?:(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zå]*\.?|/ ?(\d{1,2}))(?:[ /-](\d{4}))?`;

const unreadable: MomentAsked = {
	is: 'problem',
	message:
		'Skriv en vecka, som ”v41” eller ”v41 2025”, eller dag och tid, som ”tor 8 okt 10.42” eller ”2026-10-08 10.42”.',
	nearest: null
};

export function readMomentAsked(typed: string, asked: AskedAt): MomentAsked {
	const said = typed
		.trim()
		.toLowerCase()
		.normalize('NFC')
		.replace(/[\s,]+/g, ' ');
	const week = weekAsked(said, { near: asked.week, bare: false });
	if (week) return { is: 'week', week };
	const far = /^(?:v|vecka ?)\.? ?(\d{1,2})(?: (\d{4}))?$/.exec(said);
	if (far) return noSuchWeek(Number(far[2] ?? asked.week.year));
	if (said === 'nu') return { is: 'moment', at: asked.now };
	return notAhead(readAddress(said) ?? readWritten(said, asked) ?? unreadable, asked.now);
}

const noSuchWeek = (year: number): MomentAsked => ({
	is: 'problem',
	message: `${year} har veckorna 1–${weeksInYear(year)}.`,
	nearest: null
});

/** What has not been yet can not be shown. */
function notAhead(read: MomentAsked, now: number): MomentAsked {
	if (read.is !== 'moment' || read.at <= endOfSecond(now)) return read;
	if (localDay(read.at) === localDay(now)) return { is: 'moment', at: now };
	return { is: 'problem', message: 'Den tiden har inte varit än. Närmast är nu.', nearest: now };
}

/** "2026-10-08 10.42": as in an address, with what is wrong said. */
function readAddress(said: string): MomentAsked | null {
	const text = said.toUpperCase();
	const at = parseMoment(text);
	if (at !== null) return { is: 'moment', at };
	const [, date, hours, minutes, seconds] =
		/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2})[.:](\d{2})(?:[.:](\d{2}))?[AB]?)?$/.exec(text) ?? [];
	if (!date) return null;
	const clock = hours && minutes ? { hours, minutes, seconds } : null;
	const [year = '', month = '', day = ''] = date.split('-');
	return momentIn({ year: Number(year), month: Number(month), date: Number(day) }, clock);
}

/** "tor 8 okt 10.42", "8/10 10.42", "tor 10.42", "10.42", "tor 8 okt". */
function readWritten(said: string, { week, at, now }: AskedAt): MomentAsked | null {
	const pattern = new RegExp(`^(?:${WEEKDAY})?(?: ?${DATE})?(?: ?${TIME})?$`, 'u');
	const found = pattern.exec(said);
	if (!found || said === '') return null;
	const [, weekday, date, month, monthNumber, year, hours, minutes, seconds, pass] = found;
	const clock = hours && minutes ? { hours: hours.padStart(2, '0'), minutes, seconds, pass: passIn(pass) } : null;
	if (date === undefined) {
		const day = weekday ? addDays(mondayOf(week), weekdayNumber(weekday) - 1) : localDay(at);
		return momentOn(day, clock);
	}
	const named = { month: month ? MONTHS.indexOf(month) + 1 : Number(monthNumber), date: Number(date) };
	const read = momentIn({ ...named, year: year ? Number(year) : nearestYear(named, week, now) }, clock);
	return weekday && read.is === 'moment' ? onWeekday(read.at, weekday) : read;
}

const passIn = (said: string | undefined): string | undefined =>
	said === undefined ? undefined : /a|sommartid/.test(said) ? 'A' : 'B';

const weekdayNumber = (text: string): number =>
	WEEKDAYS.findIndex((name) =>
		name.startsWith(text.replace('man', 'mån').replace('lor', 'lör').replace('son', 'sön'))
	) + 1;

interface DateSaid {
	year: number;
	month: number;
	date: number;
}

/** The year in which that date is nearest to the week that is shown, and has been. */
function nearestYear({ month, date }: Omit<DateSaid, 'year'>, week: Week, now: number): number {
	const monday = mondayOf(week);
	const near = Number(monday.slice(0, 4));
	const away = (year: number) => Math.abs(daysBetween(monday, dayText(year, month, Math.min(date, 28)) ?? monday));
	const years = [near + 1, near, near - 1].filter((year) => (dayText(year, month, 1) ?? '') <= localDay(now));
	return years.reduce((best, year) => (away(year) < away(best) ? year : best), near - 1);
}

const dayText = (year: number, month: number, date: number): Day | null =>
	parseDay([String(year).padStart(4, '0'), pad(month), pad(date)].join('-'));
const pad = (number: number): string => String(number).padStart(2, '0');

type ClockSaid = { hours: string; minutes: string; seconds?: string | undefined; pass?: string | undefined } | null;

function momentIn({ year, month, date }: DateSaid, clock: ClockSaid): MomentAsked {
	if (month < 1 || month > 12) return unreadable;
	const day = dayText(year, month, date);
	if (day) return momentOn(day, clock);
	const last = [31, 30, 29, 28].map((one) => dayText(year, month, one)).find((one) => one !== null)!;
	const near = momentOn(last, clock);
	const message = `Det finns ingen ${date} ${MONTHS[month - 1]} ${year}. Närmast är ${formatDay(last)}.`;
	return { is: 'problem', message, nearest: near.is === 'moment' ? near.at : endOfDay(last) };
}

function momentOn(day: Day, clock: ClockSaid): MomentAsked {
	if (!clock) return { is: 'moment', at: endOfDay(day) };
	const at = clockMoment(day, clock);
	if (at !== null) return { is: 'moment', at };
	const time = `${clock.hours}.${clock.minutes}`;
	if (Number(clock.hours) > 23 || Number(clock.minutes) > 59 || Number(clock.seconds ?? 0) > 59)
		return { is: 'problem', message: `Klockan blir aldrig ${time}. Närmast är dagens slut.`, nearest: endOfDay(day) };
	const message = `Klockan ställdes fram den natten: ${time} fanns inte. Närmast är 03.00.`;
	return { is: 'problem', message, nearest: clockMoment(day, { hours: '03', minutes: '00', seconds: '00' }) };
}

function onWeekday(at: number, weekday: string): MomentAsked {
	const day = localDay(at);
	if (weekdayOf(day) === weekdayNumber(weekday)) return { is: 'moment', at };
	const message = `${formatDay(day).slice(4)} ${day.slice(0, 4)} var en ${weekdayName(weekdayOf(day))}. Menar du den dagen?`;
	return { is: 'problem', message, nearest: at };
}

/** Where what was meant is shown: on the week's own board while it was alive, otherwise on that of the moment's week. */
export function askedHref(
	asked: Exclude<MomentAsked, { is: 'problem' }>,
	week: Week,
	moments: readonly number[]
): string {
	if (asked.is === 'week') return `/v/${weekPath(asked.week)}/historik`;
	const [first, last] = [moments[0], moments.at(-1)];
	const alive = first !== undefined && last !== undefined && asked.at >= first && asked.at <= last;
	return momentHref(alive ? week : weekOf(localDay(asked.at)), asked.at);
}
