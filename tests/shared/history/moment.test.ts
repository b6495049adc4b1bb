import { describe, expect, it } from 'vitest';
import { formatMoment, momentHref, momentText, parseMoment } from '../../../src/lib/shared/history/moment.ts';

const utc = (text: string): number => Date.parse(text);

describe('a moment in an address', () => {
	it('[HM1] is Swedish time to the second, and stands for the second as it ended', () => {
		const at = utc('2026-10-08T08:42:07.310Z');
		expect(momentHref({ year: 2026, number: 41 }, at)).toBe('/v/2026-41/historik?t=2026-10-08T10.42.07');
		expect(parseMoment('2026-10-08T10.42.07')).toBe(utc('2026-10-08T08:42:07.999Z'));
	});

	it('[HM1] reads back to itself at every quarter of both nights that the clocks change', () => {
		for (const night of ['2026-03-28T22:00Z', '2026-10-24T22:00Z']) {
			for (let quarter = 0; quarter < 24; quarter++) {
				const at = utc(night) + quarter * 900_000 + 999;
				expect(parseMoment(momentText(at)), momentText(at)).toBe(at);
			}
		}
	});

	it('[HM1] tells the two passes of the hour that comes twice apart', () => {
		const [first, second] = [utc('2026-10-25T00:30:00.999Z'), utc('2026-10-25T01:30:00.999Z')];
		expect([momentText(first), momentText(second)]).toEqual(['2026-10-25T02.30.00A', '2026-10-25T02.30.00B']);
		expect(parseMoment('2026-10-25T02.30.00A')).toBe(first);
		expect(parseMoment('2026-10-25T02.30.00')).toBe(second);
		expect(formatMoment(first)).toBe('sön 25 okt 02.30 (sommartid)');
		expect(formatMoment(second)).toBe('sön 25 okt 02.30 (vintertid)');
	});

	it('[HM1] is no moment where no clock showed it', () => {
		for (const text of ['2026-03-29T02.30.00', '2026-02-30T10.00', '2026-10-08T24.00', '2026-10-08T10.60', 'igår', ''])
			expect(parseMoment(text), text).toBeNull();
	});

	it('[HM1] without seconds it is the end of the minute, without a time the end of the day', () => {
		expect(parseMoment('2026-10-08T10.42')).toBe(utc('2026-10-08T08:42:59.999Z'));
		expect(parseMoment('2026-10-08')).toBe(utc('2026-10-08T21:59:59.999Z'));
	});

	it('[HM1] is told in words', () => {
		expect(formatMoment(utc('2026-10-08T08:42:07Z'))).toBe('tor 8 okt 10.42');
	});
});
