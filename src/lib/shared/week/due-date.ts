import {
	addDays,
	daysBetween,
	mondayOf,
	parseDay,
	weekdayOf,
	weekOf,
	weeksInYear,
	type Day,
	type Week
} from './iso-week.ts';
import { lastWorkingDayOf } from './working-days.ts';

/**
 * The date grammar (product.md §2): what people in Sweden write when they mean a day. No library reads Swedish weeks.
 * A reading that took something for granted says what, and is shown in amber; nothing is guessed silently.
 */
export interface DueReading {
	day: Day;
	/** `next-year`: it had passed this year. `past`: it is before today. `meeting-week`: every other week, and which? */
	unsure: 'next-year' | 'past' | 'meeting-week' | null;
}

export interface DueContext {
	today: Day;
	/** The samverkan's meeting weekday and cadence. */
	meetingWeekday: number;
	cadenceDays: 7 | 14;
}

type Reader = (context: DueContext, ...parts: string[]) => DueReading | null;

const sure = (day: Day): DueReading => ({ day, unsure: null });

const WEEKDAY = '(m[åa]n|tis|ons|tors?|fre|l[öo]r|s[öo]n)(?:s?dag)?';
const WEEKDAY_STARTS = ['m', 'ti', 'o', 'to', 'f', 'l', 's'];
const MONTH = '(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zå]*\\.?';
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'maj', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];
const WEEK = '(?:v|v\\.|vecka) ?(\\d{1,2})';
const YEAR = '(?:[ /-]?(\\d{4}))?';

/** 1 = måndag. */
const weekdayNumber = (text: string): number => WEEKDAY_STARTS.findIndex((start) => text.startsWith(start)) + 1;

/** The next day with that weekday, never today: "tor" said on a Thursday means next week's. */
const nextWeekday = (today: Day, weekday: number): Day => addDays(today, (weekday - weekdayOf(today) + 7) % 7 || 7);

/** The week with that number, this ISO year's if `dayIn` it has not passed, else next year's. */
function readWeek({ today }: DueContext, number: number, dayIn: (week: Week) => Day): DueReading | null {
	const { year } = weekOf(today);
	for (const candidate of [year, year + 1]) {
		if (number < 1 || number > weeksInYear(candidate)) continue;
		const day = dayIn({ year: candidate, number });
		if (daysBetween(today, day) >= 0) return { day, unsure: candidate === year ? null : 'next-year' };
	}
	return null;
}

function readDate({ today }: DueContext, date: string, month: number, year: string | undefined): DueReading | null {
	const dayIn = (inYear: string) => parseDay(`${inYear}-${String(month).padStart(2, '0')}-${date.padStart(2, '0')}`);
	const thisYear = Number(today.slice(0, 4));
	if (year !== undefined) return judged(dayIn(year), today);
	const day = dayIn(String(thisYear));
	if (day !== null && daysBetween(today, day) >= 0) return sure(day);
	const next = dayIn(String(thisYear + 1));
	return next && { day: next, unsure: 'next-year' };
}

const judged = (day: Day | null, today: Day): DueReading | null =>
	day && { day, unsure: daysBetween(today, day) < 0 ? 'past' : null };

function readNextMeeting({ today, meetingWeekday, cadenceDays }: DueContext): DueReading {
	if (weekdayOf(today) === meetingWeekday) return sure(addDays(today, cadenceDays));
	return { day: nextWeekday(today, meetingWeekday), unsure: cadenceDays === 7 ? null : 'meeting-week' };
}

const COUNTS: Record<string, number> = { en: 1, ett: 1, två: 2, tre: 3, fyra: 4, fem: 5, sex: 6 };
const countOf = (text: string): number => COUNTS[text] ?? Number(text);

const GRAMMAR: readonly [pattern: string, read: Reader][] = [
	['i ?dag', ({ today }) => sure(today)],
	['i ?morgon', ({ today }) => sure(addDays(today, 1))],
	['i ?övermorgon', ({ today }) => sure(addDays(today, 2))],
	[`(?:på )?${WEEKDAY}`, ({ today }, weekday = '') => sure(nextWeekday(today, weekdayNumber(weekday)))],
	[WEEK, (context, number) => readWeek(context, Number(number), lastWorkingDayOf)],
	[
		`${WEEKDAY} ${WEEK}`,
		(context, weekday = '', number) =>
			readWeek(context, Number(number), (week) => addDays(mondayOf(week), weekdayNumber(weekday) - 1))
	],
	[
		'om (\\d{1,3}|en|ett|två|tre|fyra|fem|sex) (dag|dagar|veckor|vecka)',
		({ today }, count = '', unit = '') => sure(addDays(today, countOf(count) * (unit.startsWith('v') ? 7 : 1)))
	],
	['(\\d{4}-\\d{2}-\\d{2})', ({ today }, text = '') => judged(parseDay(text), today)],
	[`(\\d{1,2})/(\\d{1,2})${YEAR}`, (context, date = '', month, year) => readDate(context, date, Number(month), year)],
	[
		`(\\d{1,2})(?::?e)? ${MONTH}${YEAR}`,
		(context, date = '', month = '', year) => readDate(context, date, MONTHS.indexOf(month) + 1, year)
	],
	['(?:nm|nästa möte)', (context) => readNextMeeting(context)]
];

const RULES = GRAMMAR.map(([pattern, read]) => ({ pattern: new RegExp(`^${pattern}$`, 'u'), read }));

/** The day that is meant, or null when the text says none. */
export function readDueDate(text: string, context: DueContext): DueReading | null {
	const said = text.trim().toLowerCase().normalize('NFC').replace(/\s+/g, ' ');
	for (const { pattern, read } of RULES) {
		const found = pattern.exec(said);
		if (found) return read(context, ...found.slice(1));
	}
	return null;
}
