import { expect, it } from 'vitest';
import { hoursWords, readHours } from '../../src/lib/features/board/slots-hours.ts';

it.each([
	['20–02', '20:00', '02:00'],
	['20-02', '20:00', '02:00'],
	['8 - 12', '08:00', '12:00'],
	['15.30–17', '15:30', '17:00'],
	['15:00-17:15', '15:00', '17:15'],
	['kl 21 till 01', '21:00', '01:00'],
	['18–24', '18:00', '00:00']
])('[AB8] reads %s', (text, from, to) => {
	expect(readHours(text)).toEqual({ from, to });
});

it.each(['', 'kväll', '20', '25–02', '20–20', '12.60–13', '24.30–02'])('[AB8] takes %j for no hours', (text) => {
	expect(readHours(text)).toBeNull();
});

it('[AB8] writes hours as they are said, and reads what it wrote', () => {
	for (const text of ['20–02', '15.30–17', '08–12.15']) expect(hoursWords(readHours(text)!)).toBe(text);
});
