import { describe, expect, test } from 'vitest';
import { groupEntries } from '../../src/lib/features/board/board-groups.ts';
import { changeWords } from '../../src/lib/features/board/week-changes.ts';
import { weeksInARow, type Carried, type CarriedEntry } from '../../src/lib/shared/board/carried.ts';
import { coverageOf } from '../../src/lib/shared/board/coverage.ts';
import { byNumber, decisionLabel } from '../../src/lib/shared/board/decision.ts';
import type { Entry, Trend } from '../../src/lib/shared/board/entry.ts';
import { formatWeekInRow } from '../../src/lib/shared/week/format.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { ALICE, buildEntry, CENTRUM, MUNICIPALITY, NOW, POLICE, recordId, W47_KEY } from './fixtures.ts';

const week = (key: string) => parseWeekKey(key)!;
const from = (key: string | null) => ({ from: key as WeekKey | null });

const carry = (changes: Partial<Carried> = {}, entry: Partial<Entry> = {}): CarriedEntry => ({
	carried: {
		...{
			id: recordId('e1'),
			from: W47_KEY,
			assessment: null,
			text: '',
			hiddenOnScreen: false,
			removed: null,
			flagged: null
		},
		...changes
	},
	entry: buildEntry({ id: recordId('e1'), where: { area: CENTRUM, place: null }, ...entry })
});
const trend = (trend: Trend) => ({ assessment: { kind: 'trend', trend } as const });

describe('the week in a row', () => {
	test.each([
		['2026-W47', '2026-W47', 1, '1:a veckan'],
		['2026-W47', '2026-W48', 2, '2:a veckan'],
		['2026-W46', '2026-W48', 3, '3:e veckan'],
		['2026-W52', '2027-W01', 3, '3:e veckan'], // 2026 has 53 weeks
		['2026-W38', '2026-W48', 11, '11:e veckan'],
		['2026-W37', '2026-W48', 12, '12:e veckan'],
		['2026-W28', '2026-W48', 21, '21:a veckan'],
		['2026-W27', '2026-W48', 22, '22:a veckan']
	])('[CO9] a row of %s is in %s in its %i week: %s', (first, shown, weeks, words) => {
		expect(weeksInARow(from(first), week(shown))).toBe(weeks);
		expect(formatWeekInRow(weeks)).toBe(words);
	});

	test('[CO9] one whose week is not known, or lies ahead, is in its first', () => {
		expect(weeksInARow(from(null), week('2026-W48'))).toBe(1);
		expect(weeksInARow(from('2026-W50'), week('2026-W48'))).toBe(1);
	});
});

describe('a carried row is a row', () => {
	const areas = [{ id: CENTRUM, name: 'Centrum', order: 1, archived: false }];
	const parties = [POLICE, MUNICIPALITY].map((id) => ({ id }));
	const source = { party: POLICE, funktion: null };

	test('[CO10] it stands in its area, and apart when it has ceased', () => {
		const other = recordId('e2');
		const shown = groupEntries(
			areas,
			[],
			[carry(), carry({ id: other, ...trend('ceased') }, { id: other, ...trend('rising') })]
		);
		expect(shown[0]?.carried.map(({ carried }) => carried.id)).toEqual(['e1']);
		expect(shown[0]?.ceasedCarried.map(({ carried }) => carried.id)).toEqual(['e2']);
		expect(shown[1]?.carried).toEqual([]);
	});

	test('[CO10] it keeps its archived area on the board', () => {
		const archived = areas.map((area) => ({ ...area, archived: true }));
		expect(groupEntries(archived, [], [carry()])).toHaveLength(2);
		expect(groupEntries(archived, [], [])).toHaveLength(1);
	});

	test('[CO10] it is a report of its party once it has been assessed, and not before', () => {
		const of = (one: CarriedEntry) => coverageOf(parties, [], [], [one]).of[POLICE];
		expect(of(carry({}, { source }))).toBe('missing');
		expect(of(carry({ assessment: { kind: 'confirmed' } }, { source }))).toBe('reported');
		expect(of(carry({ ...trend('falling'), removed: { person: ALICE, at: NOW } }, { source }))).toBe('missing');
	});

	test('[CO10] the week’s change counts how it stands now, not how it stood', () => {
		const { carried } = carry(trend('falling'), trend('new'));
		expect(changeWords({ areas: [], levels: new Map(), before: {}, entries: [carried] })).toContain('1\u00a0minskar');
	});
});

test('[CO2] beslut stand in the order of their §, and what has none yet is last', () => {
	expect([{ number: null }, { number: 2 }, { number: 10 }, { number: 1 }].sort(byNumber)).toEqual([
		{ number: 1 },
		{ number: 2 },
		{ number: 10 },
		{ number: null }
	]);
	expect([{ number: null }, { number: null }].sort(byNumber)).toHaveLength(2);
	expect(decisionLabel({ number: 3 })).toBe('§\u00a03');
	expect(decisionLabel({ number: null })).toBe('');
});
