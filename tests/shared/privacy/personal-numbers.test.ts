import { describe, expect, test } from 'vitest';
import { hasBlockedNumber, holdsBlockedNumber, maskNumbers } from '../../../src/lib/shared/privacy/blocked-numbers.ts';
import { scan } from '../../../src/lib/shared/privacy/personal-data.ts';
import { TEST_COORDINATION_NUMBERS, TEST_PERSONAL_NUMBERS } from './test-numbers.ts';

const today = '2026-11-21';
const kinds = (text: string) => scan(text, { today }).map(({ kind }) => kind);
const found = (text: string) => scan(text, { today }).map(({ start, end }) => text.slice(start, end));

const DASHES = ['-', '–', '—', '‑', '−', '－', ' - ', '+', '\u00ad', '\u200b-', '/', '.', ':', '_'];
const SPACES = [' ', '\u00a0', '\u2009', '\u202f', '\u3000', '\t', '\n', '\u200b', '\ufeff'];

describe('[PD1] a personnummer', () => {
	for (const number of TEST_PERSONAL_NUMBERS)
		test(`${number} is found however it is written`, () => {
			const [date, four] = [number.slice(0, 8), number.slice(8)];
			for (const gap of ['', ...DASHES, ...SPACES])
				for (const written of [date + gap + four, date.slice(2) + gap + four]) {
					expect(kinds(`Uppgav ${written} på plats`), JSON.stringify(written)).toEqual(['personal-number']);
					expect(found(`Uppgav ${written} på plats`)).toEqual([written]);
				}
		});

	for (const number of TEST_COORDINATION_NUMBERS)
		test(`${number}, a samordningsnummer, is found`, () => {
			for (const written of [number, number.slice(2), `${number.slice(0, 8)}-${number.slice(8)}`])
				expect(kinds(`nr ${written}.`)).toEqual(['coordination-number']);
		});

	test.each([
		['１９９００１０１－２３８５', 'full-width'],
		['١٩٩٠٠١٠١-٢٣٨٥', 'Arabic'],
		['१९९००१०१२३८५', 'Devanagari'],
		['𝟏𝟗𝟗𝟎𝟎𝟏𝟎𝟏𝟐𝟑𝟖𝟓', 'mathematical'],
		['①⑨⑨⓪⓪①⓪①②③⑧⑤', 'circled'],
		['1990 01 01 2385', 'spaced'],
		['90-01-01-2385', 'a date with dashes'],
		['1990 0101 2385', 'in fours'],
		['9 0 0 1 0 1 2 3 8 5', 'digit by digit'],
		['1\u200b9\u200b9\u200b0\u200b0\u200b1\u200b0\u200b1\u200b2\u200b3\u200b8\u200b5', 'with nothing between']
	])('%s (%s) is found whole', (written) => {
		expect(kinds(`Uppgav ${written} på plats`)).toEqual(['personal-number']);
		expect(found(`Uppgav ${written} på plats`)).toEqual([written]);
	});

	test('is found in the middle of letters and beside other figures', () => {
		for (const text of [
			'pnr199001012385x',
			'(900101-2385)',
			'v 47 900101-2385',
			'3 st 900101-2385, 2 st',
			'900101-2385-1'
		])
			expect(hasBlockedNumber(text), text).toBe(true);
	});

	test.each([
		'2026-11-20 14.30',
		'20261120 1430',
		'2026-11-20–2026-11-27',
		'261120-261127',
		'KS 2026/00123-4',
		'A123.456/2026',
		'5000-K123456-26',
		'556016-0680',
		'SFS 2009:400',
		'070-174 06 05',
		'08-465 004 12',
		'1 250 000 000 kr',
		'v. 24–27, 112, 114 14',
		'Å-17 klar 2026-11-20',
		'24 11 03 12',
		'1990010123851'
	])('%s is none', (text) => expect(hasBlockedNumber(text, today)).toBe(false));

	test('is found in values and in the names of keys', () => {
		expect(holdsBlockedNumber({ a: [{ b: 'x 900101-2385' }] })).toBe(true);
		expect(holdsBlockedNumber({ '900101-2385': true })).toBe(true);
		expect(holdsBlockedNumber([9_001_012_385])).toBe(true);
		expect(holdsBlockedNumber({ at: 1_795_257_600_000, n: 3.5, on: true, none: null })).toBe(false);
	});

	test('is covered, and what is around it stays', () =>
		expect(maskNumbers('a 900101-2385, b ９００１０１２３８５ c')).toBe('a ••••••••, b •••••••• c'));
});

describe('[PD2] a number', () => {
	test('with a wrong check digit is warned of', () => {
		for (const text of ['900101-2386', '199001012386', '19900101-2386'])
			expect(scan(text, { today })).toEqual([{ kind: 'likely-number', level: 'warn', start: 0, end: text.length }]);
		expect(kinds('900101-2385')).toEqual(['personal-number']);
	});

	test('of a reservnummer is blocked', () => {
		for (const text of ['19900101-A123', '900101-TF12', '19900101R2A3'])
			expect(kinds(text)).toEqual(['reserve-number']);
		for (const text of ['20261120-tors', '261120 rum4', '20261120-v47']) expect(hasBlockedNumber(text)).toBe(false);
	});
});

describe('[PD3] 100 kB of', () => {
	const PIECES = [
		['digits', '1'], ['spaced digits', '1 '], ['dashed digits', '1-'], ['signs @', 'a@'], ['hosts', 'x.x@'],
		['names', 'Anna '], ['pairs', 'Kalle Ek '], ['kin', 'son till '], ['phones', '070-'], ['plates', 'abc 12'],
		['streets', 'gatan '], ['quotes', 'kallas "'], ['spaces', '\u00a0'], ['full-width', '０'], ['dates', '900101-'],
		['near misses', '900101-238 '], ['classes', 'elev i ']
	] as const; // prettier-ignore
	const time = (piece: string, length: number) => {
		const text = piece.repeat(Math.ceil(length / piece.length));
		const start = performance.now();
		scan(text, { today, allow: ['Annas plats', 'Storgatan', 'gatan gatan'] });
		return performance.now() - start;
	};

	for (const [what, piece] of PIECES)
		test(`${what} cost a few times what 25 kB cost`, () => {
			time(piece, 25_000);
			const quarter = Math.min(...[1, 2, 3].map(() => time(piece, 25_000)));
			const whole = Math.min(...[1, 2, 3].map(() => time(piece, 100_000)));
			expect(whole).toBeLessThan(quarter * 10 + 30);
			expect(whole).toBeLessThan(2_000);
		});
});
