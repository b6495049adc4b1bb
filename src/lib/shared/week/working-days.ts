import { addDays, sundayOf, weekdayOf, type Day, type Week } from './iso-week.ts';

/** Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher). */
export function easterOf(year: number): Day {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const yearInCentury = year % 100;
	const epact =
		(19 * golden + century - (century >> 2) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
	const toSunday = (32 + 2 * (century % 4) + 2 * (yearInCentury >> 2) - epact - (yearInCentury % 4)) % 7;
	const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
	return addDays(dayOf(year, 3, 22), epact + toSunday - 7 * late);
}

const dayOf = (year: number, month: number, date: number): Day =>
	`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day;

/** The first such weekday on or after a day. */
const onOrAfter = (day: Day, weekday: number): Day => addDays(day, (weekday - weekdayOf(day) + 7) % 7);

/**
 * Days off by name: the public holidays, and the three eves that everybody has off although the law does not call them
 * holidays.
 */
export function holidaysOf(year: number): ReadonlyMap<Day, string> {
	const easter = easterOf(year);
	const midsummerEve = onOrAfter(dayOf(year, 6, 19), 5);
	return new Map([
		[dayOf(year, 1, 1), 'nyårsdagen'],
		[dayOf(year, 1, 6), 'trettondedag jul'],
		[addDays(easter, -2), 'långfredagen'],
		[easter, 'påskdagen'],
		[addDays(easter, 1), 'annandag påsk'],
		[dayOf(year, 5, 1), 'första maj'],
		[addDays(easter, 39), 'Kristi himmelsfärdsdag'],
		[addDays(easter, 49), 'pingstdagen'],
		[dayOf(year, 6, 6), 'nationaldagen'],
		[midsummerEve, 'midsommarafton'],
		[addDays(midsummerEve, 1), 'midsommardagen'],
		[onOrAfter(dayOf(year, 10, 31), 6), 'alla helgons dag'],
		[dayOf(year, 12, 24), 'julafton'],
		[dayOf(year, 12, 25), 'juldagen'],
		[dayOf(year, 12, 26), 'annandag jul'],
		[dayOf(year, 12, 31), 'nyårsafton']
	]);
}

export const holidayOn = (day: Day): string | null => holidaysOf(Number(day.slice(0, 4))).get(day) ?? null;

export const isWorkingDay = (day: Day): boolean => weekdayOf(day) <= 5 && holidayOn(day) === null;

/** The last day of the week that people are at work; every week has one. */
export function lastWorkingDayOf(week: Week): Day {
	let day = sundayOf(week);
	while (!isWorkingDay(day)) day = addDays(day, -1);
	return day;
}

/** The first working day after a day. */
export function nextWorkingDay(day: Day): Day {
	let next = addDays(day, 1);
	while (!isWorkingDay(next)) next = addDays(next, 1);
	return next;
}

/** The last working day before a day. */
export function workingDayBefore(day: Day): Day {
	let before = addDays(day, -1);
	while (!isWorkingDay(before)) before = addDays(before, -1);
	return before;
}
