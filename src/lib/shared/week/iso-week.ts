/**
 * ISO 8601 weeks: they start on Monday, and week 1 is the week with the year's first Thursday. Calendar days are
 * `YYYY-MM-DD` strings and are counted in UTC, so that no time zone or daylight saving can shift them.
 */
declare const weekBrand: unique symbol;
declare const dayBrand: unique symbol;
/** A week as stored: `2026-W48`. Sorts by time. */
export type WeekKey = string & { readonly [weekBrand]: true };
/** A calendar day: `2026-11-26`. */
export type Day = string & { readonly [dayBrand]: true };

export interface Week {
	/** The ISO year, which is not always the calendar year: 2027-01-01 lies in 2026-W53. */
	year: number;
	number: number;
}

const DAY_MS = 86_400_000;
const time = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number): Day => new Date(ms).toISOString().slice(0, 10) as Day;

/** 1 = måndag … 7 = söndag. */
export const weekdayOf = (day: Day): number => new Date(time(day)).getUTCDay() || 7;
export const addDays = (day: Day, days: number): Day => dayAt(time(day) + days * DAY_MS);
export const daysBetween = (from: Day, to: Day): number => Math.round((time(to) - time(from)) / DAY_MS);

/** A real calendar day, or null: `2026-02-30` is none. */
export function parseDay(text: string): Day | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
	const ms = time(text as Day);
	return Number.isFinite(ms) && dayAt(ms) === text ? (text as Day) : null;
}

export function weekOf(day: Day): Week {
	const thursday = addDays(day, 4 - weekdayOf(day));
	const year = Number(thursday.slice(0, 4));
	return { year, number: 1 + Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01` as Day, thursday) / 7) };
}

export function mondayOf({ year, number }: Week): Day {
	const fourth = time(`${String(year).padStart(4, '0')}-01-04` as Day); // always in week 1
	const weekday = new Date(fourth).getUTCDay() || 7;
	return dayAt(fourth + (1 - weekday + (number - 1) * 7) * DAY_MS);
}

export const sundayOf = (week: Week): Day => addDays(mondayOf(week), 6);
export const weeksInYear = (year: number): number => weekOf(`${year}-12-28` as Day).number;
export const addWeeks = (week: Week, count: number): Week => weekOf(addDays(mondayOf(week), count * 7));
/** Whole weeks from one to the other; negative when `to` comes first. */
export const weeksBetween = (from: Week, to: Week): number => daysBetween(mondayOf(from), mondayOf(to)) / 7;

export const weekKey = ({ year, number }: Week): WeekKey =>
	`${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}` as WeekKey;

function parseWeek(text: string, pattern: RegExp): Week | null {
	const [, year, number] = pattern.exec(text)?.map(Number) ?? [];
	if (!year || !number || number > weeksInYear(year)) return null;
	return { year, number };
}

export const parseWeekKey = (text: string): Week | null => parseWeek(text, /^(\d{4})-W(\d{2})$/);
/** A week in an address: `2026-48`. */
export const parseWeekPath = (text: string): Week | null => parseWeek(text, /^(\d{4})-(\d{2})$/);
export const weekPath = ({ year, number }: Week): string => `${year}-${String(number).padStart(2, '0')}`;

/** Made once: a formatter costs fifty times what it formats. */
const LOCAL_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' });

/** The calendar day it is in Sweden at that moment. */
export const localDay = (ms: number): Day => LOCAL_DAY.format(ms) as Day;
