import { expect, test } from 'vitest';
import {
	formatDay,
	formatDayLong,
	formatDays,
	formatDue,
	formatTime,
	formatWeek,
	formatWeekDates,
	formatWeekInRow
} from '../../src/lib/shared/week/format.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import { TODAY, W48 } from './fixtures.ts';

const day = (text: string) => text as Day;

test('[WK5] days', () => {
	expect(formatDay(day('2026-11-27'))).toBe('fre 27 nov');
	expect(formatDay(day('2027-01-22'), TODAY)).toBe('fre 22 jan 2027');
	expect(formatDayLong(day('2026-05-02'))).toBe('lördag 2 maj 2026');
});

test('[WK5] weeks', () => {
	expect(formatWeek(W48)).toBe('v. 48');
	expect(formatWeekDates(W48)).toBe('23–29 nov 2026');
	expect(formatWeekDates({ year: 2026, number: 49 })).toBe('30 nov – 6 dec 2026');
	expect(formatWeekDates({ year: 2026, number: 53 })).toBe('28 dec 2026 – 3 jan 2027');
});

test('[WK5] several days', () => {
	expect(formatDays(day('2026-12-21'), day('2026-12-27'))).toBe('mån 21 – sön 27 dec');
	expect(formatDays(day('2026-11-30'), day('2026-12-06'))).toBe('mån 30 nov – sön 6 dec');
	expect(formatDays(day('2026-11-27'), null)).toBe('fre 27 nov');
});

test.each([
	[1, '1:a veckan'],
	[2, '2:a veckan'],
	[3, '3:e veckan'],
	[4, '4:e veckan'],
	[11, '11:e veckan'],
	[12, '12:e veckan'],
	[21, '21:a veckan'],
	[52, '52:a veckan'],
	[112, '112:e veckan']
])('[WK5] the week in a row %i is %s', (number, text) => expect(formatWeekInRow(number)).toBe(text));

test('[WK5] the time of day is Swedish and has 24 hours', () => {
	expect(formatTime(Date.parse('2026-11-26T08:31:00Z'))).toBe('09.31');
	expect(formatTime(Date.parse('2026-07-26T22:05:00Z'))).toBe('00.05');
});

test.each([
	['2026-11-26', 'i dag'],
	['2026-11-27', 'i morgon'],
	['2026-11-30', 'mån 30 nov'],
	['2027-01-22', 'fre 22 jan 2027'],
	['2026-11-25', '1 dag försenad'],
	['2026-11-23', '3 dagar försenad']
])('[WK5] due %s is %s', (due, text) => expect(formatDue(day(due), TODAY)).toBe(text));
