import { describe, expect, it } from 'vitest';
import { askedHref, readMomentAsked } from '../../../src/lib/shared/history/moment-asked.ts';
import { momentText } from '../../../src/lib/shared/history/moment.ts';

const WEEK = { year: 2026, number: 41 };
const HERE = { week: WEEK, at: Date.parse('2026-10-08T08:42:00Z'), now: Date.parse('2026-11-21T13:00:00Z') };

function read(typed: string): string {
	const asked = readMomentAsked(typed, HERE);
	if (asked.is === 'week') return `${asked.week.year} v${asked.week.number}`;
	if (asked.is === 'moment') return momentText(asked.at);
	return `${asked.message} → ${asked.nearest === null ? 'inget' : momentText(asked.nearest)}`;
}

describe('what is typed where the past is chosen', () => {
	it.for([
		['v41', '2026 v41'],
		['v41 2025', '2025 v41'],
		['Vecka 3', '2026 v3'],
		['förra veckan', '2026 v40']
	])('[HM2] is a week: %s', ([typed, meant]) => expect(read(typed!)).toBe(meant));

	it.for([
		['tor 8 okt 10.42', '2026-10-08T10.42.59'],
		['torsdag 8 oktober 10:42', '2026-10-08T10.42.59'],
		['2026-10-08 10.42', '2026-10-08T10.42.59'],
		['8/10 10.42.07', '2026-10-08T10.42.07'],
		['8 okt 2025 9.05', '2025-10-08T09.05.59'],
		['tor 10.42', '2026-10-08T10.42.59'],
		['10.42', '2026-10-08T10.42.59'],
		['lör', '2026-10-10T23.59.59'],
		['28 dec 10.00', '2025-12-28T10.00.59'],
		['25 okt 02.30 sommartid', '2026-10-25T02.30.59A'],
		['25 okt 02.30', '2026-10-25T02.30.59B'],
		['nu', '2026-11-21T14.00.00']
	])('[HM2] is a moment: %s', ([typed, meant]) => expect(read(typed!)).toBe(meant));

	it.for([
		['v54', '2026 har veckorna 1–53. → inget'],
		['fre 8 okt 10.42', '8 okt 2026 var en torsdag. Menar du den dagen? → 2026-10-08T10.42.59'],
		['31 feb 10.00', 'Det finns ingen 31 feb 2026. Närmast är lör 28 feb. → 2026-02-28T10.00.59'],
		['2026-02-31', 'Det finns ingen 31 feb 2026. Närmast är lör 28 feb. → 2026-02-28T23.59.59'],
		['25.70', 'Klockan blir aldrig 25.70. Närmast är dagens slut. → 2026-10-08T23.59.59'],
		['29 mar 02.30', 'Klockan ställdes fram den natten: 02.30 fanns inte. Närmast är 03.00. → 2026-03-29T03.00.00'],
		['2027-01-01 10.00', 'Den tiden har inte varit än. Närmast är nu. → 2026-11-21T14.00.00']
	])('[HM2] is none, and why: %s', ([typed, said]) => expect(read(typed!)).toBe(said));

	it('[HM2] is explained where it can not be read at all', () => {
		for (const typed of ['hej', '', '8 okt klockan tio', 'v', '99/99'])
			expect(read(typed), typed).toMatch(/^Skriv en vecka, .+ → inget$/);
	});

	it('[HM2] is shown on the week’s own board while that was alive, else on that of the moment’s week', () => {
		const moments = [Date.parse('2026-10-01T08:00:00Z'), Date.parse('2026-10-12T08:00:00Z')];
		const at = (iso: string) => ({ is: 'moment', at: Date.parse(iso) }) as const;
		expect(askedHref(at('2026-10-02T08:00:00Z'), WEEK, moments)).toMatch(/^\/v\/2026-41\//);
		expect(askedHref(at('2026-11-02T08:00:00Z'), WEEK, moments)).toMatch(/^\/v\/2026-45\//);
		expect(askedHref({ is: 'week', week: { year: 2025, number: 1 } }, WEEK, moments)).toBe('/v/2025-01/historik');
	});
});
