import { expect, test } from 'vitest';
import { weekdayOf, type Day } from '../../src/lib/shared/week/iso-week.ts';
import {
	easterOf,
	holidayOn,
	holidaysOf,
	isWorkingDay,
	lastWorkingDayOf,
	nextWorkingDay
} from '../../src/lib/shared/week/working-days.ts';

const day = (text: string) => text as Day;

test.each([
	[2024, '2024-03-31'],
	[2025, '2025-04-20'],
	[2026, '2026-04-05'],
	[2027, '2027-03-28'],
	[2028, '2028-04-16'],
	[2029, '2029-04-01'],
	[2030, '2030-04-21'],
	[2038, '2038-04-25'],
	[1818, '1818-03-22']
])('[WK6] Easter of %i is %s', (year, easter) => expect(easterOf(year)).toBe(easter));

test.each([
	['2024-03-29', 'långfredagen'],
	['2024-06-21', 'midsommarafton'],
	['2024-11-02', 'alla helgons dag'],
	['2025-05-29', 'Kristi himmelsfärdsdag'],
	['2025-06-20', 'midsommarafton'],
	['2026-01-06', 'trettondedag jul'],
	['2026-04-06', 'annandag påsk'],
	['2026-05-24', 'pingstdagen'],
	['2026-06-19', 'midsommarafton'],
	['2026-10-31', 'alla helgons dag'],
	['2027-05-06', 'Kristi himmelsfärdsdag'],
	['2028-06-23', 'midsommarafton'],
	['2029-06-06', 'nationaldagen'],
	['2030-06-22', 'midsommardagen'],
	['2030-12-24', 'julafton'],
	['2030-12-31', 'nyårsafton']
])('[WK6] %s is %s, and no working day', (date, name) => {
	expect(holidayOn(day(date))).toBe(name);
	expect(isWorkingDay(day(date))).toBe(false);
});

test.each(['2026-04-02', '2026-04-30', '2026-06-18', '2026-12-23', '2026-12-30', '2027-01-05'])(
	'[WK6] %s is a working day like any other',
	(date) => expect(isWorkingDay(day(date))).toBe(true)
);

test('[WK6] the movable days fall on their weekdays in every year', () => {
	for (let year = 1990; year <= 2060; year++) {
		const named = new Map([...holidaysOf(year)].map(([date, name]) => [name, date]));
		const weekdays = ['långfredagen', 'Kristi himmelsfärdsdag', 'midsommarafton', 'alla helgons dag'].map((name) =>
			weekdayOf(named.get(name)!)
		);
		expect(weekdays, String(year)).toEqual([5, 4, 5, 6]);
	}
});

test('[WK7] the last working day steps back over holidays', () => {
	expect(lastWorkingDayOf({ year: 2026, number: 48 })).toBe('2026-11-27');
	expect(lastWorkingDayOf({ year: 2026, number: 53 })).toBe('2026-12-30');
	expect(lastWorkingDayOf({ year: 2026, number: 52 })).toBe('2026-12-23');
	expect(lastWorkingDayOf({ year: 2026, number: 14 })).toBe('2026-04-02'); // before långfredagen
});

test('[WK7] every week of seventy years has a working day', () => {
	for (let year = 1990; year <= 2060; year++)
		for (let number = 1; number <= 52; number++) {
			const last = lastWorkingDayOf({ year, number });
			expect(weekdayOf(last)).toBeLessThanOrEqual(5);
		}
});

test('[WK7] the next working day is after the day, whatever the day is', () => {
	expect(nextWorkingDay(day('2026-11-26'))).toBe('2026-11-27');
	expect(nextWorkingDay(day('2026-11-27'))).toBe('2026-11-30');
	expect(nextWorkingDay(day('2026-04-02'))).toBe('2026-04-07');
});
