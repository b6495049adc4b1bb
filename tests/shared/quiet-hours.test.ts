import { describe, expect, test } from 'vitest';
import { DEFAULT_QUIET, type QuietHours } from '#lib/shared/notices/notice-settings.ts';
import { afterQuiet } from '#lib/shared/notices/quiet-hours.ts';
import type { Day } from '#lib/shared/week/iso-week.ts';
import { momentOf } from '#lib/shared/week/local-time.ts';

const at = (day: string, clock: string) => momentOf(day as Day, clock);
const until = (moment: number, quiet: Partial<QuietHours> = {}) => afterQuiet(moment, { ...DEFAULT_QUIET, ...quiet });

describe('[NO12] quiet hours', () => {
	test.each([
		['in the day', '2026-11-25', '17:59', '2026-11-25', '17:59'],
		['in the evening', '2026-11-25', '18:00', '2026-11-26', '07:00'],
		['in the night', '2026-11-26', '06:59', '2026-11-26', '07:00'],
		['when they end', '2026-11-26', '07:00', '2026-11-26', '07:00'],
		['before a weekend', '2026-11-27', '20:00', '2026-11-30', '07:00'],
		['on a Saturday at noon', '2026-11-28', '12:00', '2026-11-30', '07:00'],
		['before Christmas, that is on a Thursday to a Sunday', '2026-12-23', '19:00', '2026-12-28', '07:00'],
		['before Easter', '2026-04-02', '18:30', '2026-04-07', '07:00']
	])('%s', (_, day, clock, endDay, endClock) => expect(until(at(day, clock))).toBe(at(endDay, endClock)));

	test('over the night that clocks go forward they are an hour shorter, and end at the same clock time', () => {
		const from = at('2026-03-28', '22:00'); // a Saturday
		const end = until(from, { daysOff: false });
		expect(end).toBe(Date.parse('2026-03-29T05:00:00Z'));
		expect((end - from) / 3_600_000).toBe(8);
	});

	test('over the night that clocks go back they are an hour longer', () => {
		const from = at('2026-10-24', '22:00');
		expect((until(from, { daysOff: false }) - from) / 3_600_000).toBe(10);
	});

	test('an end within the hour that comes twice is found, whichever of the two it is', () => {
		for (const moment of ['2026-10-25T00:10:00Z', '2026-10-25T01:10:00Z'].map((text) => Date.parse(text))) {
			const end = until(moment, { to: '02:30', daysOff: false });
			expect(end).toBeGreaterThanOrEqual(moment);
			expect(end).toBeLessThanOrEqual(Date.parse('2026-10-25T01:30:00Z'));
		}
	});

	test('an end within the hour that there is not comes right after it', () => {
		expect(until(Date.parse('2026-03-29T00:59:00Z'), { to: '02:30', daysOff: false })).toBe(
			Date.parse('2026-03-29T01:30:00Z')
		);
	});

	test('police work at all hours: they can be off, or only of the day, or without days off', () => {
		const saturday = at('2026-11-28', '23:00');
		expect(until(saturday, { isOn: false })).toBe(saturday);
		expect(until(saturday, { daysOff: false })).toBe(at('2026-11-29', '07:00'));
		const day = { from: '08:00', to: '16:00', daysOff: false };
		expect(until(at('2026-11-25', '09:00'), day)).toBe(at('2026-11-25', '16:00'));
		expect(until(at('2026-11-25', '20:00'), day)).toBe(at('2026-11-25', '20:00'));
		expect(until(saturday, { from: '07:00', to: '07:00', daysOff: false })).toBe(saturday);
	});
});
