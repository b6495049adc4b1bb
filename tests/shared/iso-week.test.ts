import { describe, expect, test } from 'vitest';
import {
	addDays,
	addWeeks,
	localDay,
	mondayOf,
	parseDay,
	parseWeekKey,
	parseWeekPath,
	sundayOf,
	weekdayOf,
	weekKey,
	weekOf,
	weekPath,
	weeksBetween,
	weeksInYear,
	type Day
} from '../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../src/lib/shared/week/local-time.ts';

/** Counts Mondays up from 1990-01-01, which was one: no formula, so no shared mistake. */
function* weeksCounted(until: number): Generator<{ day: Day; year: number; number: number }> {
	const [DAY, YEARS] = [86_400_000, (ms: number) => new Date(ms).getUTCFullYear()];
	let number = 0;
	for (let monday = Date.UTC(1990, 0, 1); YEARS(monday) <= until; monday += 7 * DAY) {
		const year = YEARS(monday + 3 * DAY); // the year that has most of the week
		number = YEARS(monday - 4 * DAY) === year ? number + 1 : 1;
		for (let day = 0; day < 7; day++)
			yield { day: new Date(monday + day * DAY).toISOString().slice(0, 10) as Day, year, number };
	}
}

describe('ISO weeks', () => {
	test('[WK1] every day from 1990 to 2060 is in the week that counting gives it', () => {
		let days = 0;
		for (const { day, year, number } of weeksCounted(2060)) {
			const week = weekOf(day);
			if (week.year !== year || week.number !== number) expect({ day, ...week }).toEqual({ day, year, number });
			days++;
		}
		expect(days).toBeGreaterThan(25_900);
	});

	test('[WK1] a week runs from its Monday to its Sunday, at every year boundary', () => {
		for (let year = 1990; year <= 2060; year++)
			for (const number of [1, 2, weeksInYear(year) - 1, weeksInYear(year)]) {
				const week = { year, number };
				expect(weekdayOf(mondayOf(week))).toBe(1);
				expect(weekOf(mondayOf(week))).toEqual(week);
				expect(weekOf(sundayOf(week))).toEqual(week);
				expect(weekOf(addDays(sundayOf(week), 1))).toEqual(addWeeks(week, 1));
			}
	});

	test('[WK2] 2026 has 53 weeks and 2027-01-01 lies in the last of them', () => {
		expect(weeksInYear(2026)).toBe(53);
		expect(weekOf('2027-01-01' as Day)).toEqual({ year: 2026, number: 53 });
		expect(mondayOf({ year: 2026, number: 53 })).toBe('2026-12-28');
		expect(mondayOf({ year: 2027, number: 1 })).toBe('2027-01-04');
	});

	test('[WK2] the years with 53 weeks are those', () => {
		const long = Array.from({ length: 71 }, (_, index) => 1990 + index).filter((year) => weeksInYear(year) === 53);
		expect(long).toEqual([1992, 1998, 2004, 2009, 2015, 2020, 2026, 2032, 2037, 2043, 2048, 2054, 2060]);
	});

	test('[WK2] weeks are counted across the year boundary', () => {
		expect(weeksBetween({ year: 2026, number: 52 }, { year: 2027, number: 2 })).toBe(3);
		expect(weeksBetween({ year: 2027, number: 1 }, { year: 2026, number: 53 })).toBe(-1);
		expect(addWeeks({ year: 2027, number: 1 }, -1)).toEqual({ year: 2026, number: 53 });
	});

	test('[WK3] keys and addresses are read back, and nothing else is', () => {
		expect(parseWeekKey(weekKey({ year: 2026, number: 5 }))).toEqual({ year: 2026, number: 5 });
		expect(parseWeekPath(weekPath({ year: 2026, number: 5 }))).toEqual({ year: 2026, number: 5 });
		for (const text of ['2026-W54', '2027-W53', '2026-W00', '2026-W5', '2026-48', '2026-W48x', ''])
			expect(parseWeekKey(text), text).toBeNull();
		for (const text of ['2026-54', '2027-53', '2026-00', '2026-W48', '26-48']) expect(parseWeekPath(text)).toBeNull();
	});

	test('[WK3] a day that is not in the calendar is none', () => {
		expect(parseDay('2028-02-29')).toBe('2028-02-29');
		for (const text of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-1-1', 'i morgon'])
			expect(parseDay(text), text).toBeNull();
	});
});

describe('Swedish time', () => {
	test('[WK4] the day is Sweden’s, winter and summer', () => {
		expect(localDay(Date.parse('2026-11-26T22:59:59Z'))).toBe('2026-11-26');
		expect(localDay(Date.parse('2026-11-26T23:00:00Z'))).toBe('2026-11-27');
		expect(localDay(Date.parse('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
	});

	test('[WK4] a day begins at its midnight in Sweden, also when the clocks are changed', () => {
		for (const day of ['2026-01-15', '2026-03-29', '2026-03-30', '2026-07-01', '2026-10-25', '2026-10-26'] as Day[]) {
			expect(localDay(momentOf(day))).toBe(day);
			expect(localDay(momentOf(day) - 1)).toBe(addDays(day, -1));
		}
	});
});
