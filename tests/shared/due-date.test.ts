import { expect, test } from 'vitest';
import { readDueDate, type DueContext } from '../../src/lib/shared/week/due-date.ts';
import { weekdayOf, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { TODAY } from './fixtures.ts';

/** Torsdag 2026-11-26, v48, meeting on Thursdays: the reference of product.md §2. */
const context: DueContext = { today: TODAY, meetingWeekday: 4, cadenceDays: 7 };
const on = (today: string): DueContext => ({ ...context, today: today as Day });

test.each([
	['[DT1]', 'fre', '2026-11-27'],
	['[DT1]', 'tor', '2026-12-03'],
	['[DT1]', 'mån', '2026-11-30'],
	['[DT1]', 'Fredag', '2026-11-27'],
	['[DT1]', 'tors', '2026-12-03'],
	['[DT1]', 'torsdag', '2026-12-03'],
	['[DT1]', 'tisdag', '2026-12-01'],
	['[DT1]', 'onsdag', '2026-12-02'],
	['[DT1]', 'lördag', '2026-11-28'],
	['[DT1]', 'sön', '2026-11-29'],
	['[DT1]', 'på måndag', '2026-11-30'],
	['[DT2]', 'v49', '2026-12-04'],
	['[DT2]', 'vecka 49', '2026-12-04'],
	['[DT2]', 'v. 49', '2026-12-04'],
	['[DT2]', 'V 49', '2026-12-04'],
	['[DT2]', 'v48', '2026-11-27'],
	['[DT2]', 'tis v50', '2026-12-08'],
	['[DT2]', 'tisdag vecka 50', '2026-12-08'],
	['[DT2]', 'v53', '2026-12-30'],
	['[DT4]', 'i dag', '2026-11-26'],
	['[DT4]', 'i morgon', '2026-11-27'],
	['[DT4]', 'imorgon', '2026-11-27'],
	['[DT4]', 'om 2 veckor', '2026-12-10'],
	['[DT4]', 'om en vecka', '2026-12-03'],
	['[DT4]', 'om 3 dagar', '2026-11-29'],
	['[DT5]', '27/11', '2026-11-27'],
	['[DT5]', '27 nov', '2026-11-27'],
	['[DT5]', '27 november', '2026-11-27'],
	['[DT5]', '2026-11-27', '2026-11-27'],
	['[DT5]', '27/11 2027', '2027-11-27'],
	['[DT5]', '3/12', '2026-12-03'],
	['[DT6]', 'nästa möte', '2026-12-03'],
	['[DT6]', ' NM ', '2026-12-03']
])('%s "%s" is %s', (_rule, text, day) => expect(readDueDate(text, context)).toEqual({ day, unsure: null }));

test.each([
	['v3', '2027-01-22'],
	['v47', '2027-11-26'],
	['ons v48', '2027-12-01'],
	['27/5', '2027-05-27'],
	['1 jan', '2027-01-01']
])('[DT3] "%s" has passed, so it is %s and unsure', (text, day) =>
	expect(readDueDate(text, context)).toEqual({ day, unsure: 'next-year' })
);

test('[DT3] a year without week 53 has none to mean', () => {
	expect(readDueDate('v53', on('2027-02-01'))).toBeNull();
	expect(readDueDate('v53', on('2025-12-01'))).toEqual({ day: '2026-12-30', unsure: 'next-year' });
});

test('[DT3] at New Year the week is counted in ISO years', () => {
	expect(readDueDate('v1', on('2027-01-01'))).toEqual({ day: '2027-01-08', unsure: 'next-year' });
	expect(readDueDate('v53', on('2025-12-31'))).toEqual({ day: '2026-12-30', unsure: null });
	expect(readDueDate('v52', on('2027-01-01'))).toEqual({ day: '2027-12-30', unsure: 'next-year' });
});

test('[DT5] a date that is past is taken, and unsure', () =>
	expect(readDueDate('2026-11-20', context)).toEqual({ day: '2026-11-20', unsure: 'past' }));

test('[DT6] with two weeks between meetings it is sure only on a meeting day', () => {
	expect(readDueDate('nm', { ...context, cadenceDays: 14 })).toEqual({ day: '2026-12-10', unsure: null });
	expect(readDueDate('nm', { ...on('2026-11-24'), cadenceDays: 14 })).toEqual({
		day: '2026-11-26',
		unsure: 'meeting-week'
	});
});

test.each([
	'',
	'snart',
	'v',
	'v0',
	'v54',
	'31/2',
	'29 feb 2027',
	'2026-13-01',
	'fredagsmys',
	'om noll veckor',
	'7',
	'maj'
])('[DT7] "%s" is no date', (text) => expect(readDueDate(text, context)).toBeNull());

test('[DT1] a weekday is in the coming seven days, whatever today is', () => {
	for (let date = 1; date <= 28; date++) {
		const today = `2027-02-${String(date).padStart(2, '0')}` as Day;
		['mån', 'tis', 'ons', 'tor', 'fre', 'lör', 'sön'].forEach((text, index) => {
			const { day } = readDueDate(text, on(today))!;
			expect(weekdayOf(day)).toBe(index + 1);
			expect(day > today && Date.parse(day) - Date.parse(today) <= 7 * 86_400_000).toBe(true);
		});
	}
});
