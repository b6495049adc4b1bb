import { expect, test } from 'vitest';
import { ROLES } from '../../src/lib/shared/access/roles.ts';
import { ACTION_STATES, EFFECTS } from '../../src/lib/shared/board/action-status.ts';
import { ACTION_TYPES, HORIZONS, PREVENTION_LEVELS } from '../../src/lib/shared/board/action.ts';
import { AREA_TRENDS } from '../../src/lib/shared/board/area-level.ts';
import { ATTENDANCES } from '../../src/lib/shared/board/attendance.ts';
import { BASES, RELIABILITIES, SEVERITIES, TIME_BLOCKS, TRENDS } from '../../src/lib/shared/board/entry.ts';
import { UPCOMING_KINDS } from '../../src/lib/shared/board/upcoming.ts';
import * as words from '../../src/lib/shared/board/words.ts';

type Table = Record<string, string | words.Term>;

const TABLES: [name: string, values: readonly (string | number)[], table: Table][] = [
	['status', ACTION_STATES, words.STATE_WORDS],
	['effekt', EFFECTS, words.EFFECT_WORDS],
	['trend', TRENDS, words.TREND_WORDS],
	['områdestrend', AREA_TRENDS, words.AREA_TREND_WORDS],
	['underlag', BASES, words.BASIS_WORDS],
	['tillförlitlighet', RELIABILITIES, words.RELIABILITY_WORDS],
	['allvar', SEVERITIES, words.SEVERITY_WORDS],
	['tidsblock', TIME_BLOCKS, words.TIME_BLOCK_WORDS],
	['typ', ACTION_TYPES, words.ACTION_TYPE_WORDS],
	['preventionsnivå', PREVENTION_LEVELS, words.PREVENTION_WORDS],
	['horisont', HORIZONS, words.HORIZON_WORDS],
	['närvaro', ATTENDANCES, words.ATTENDANCE_WORDS],
	['kommande', UPCOMING_KINDS, words.UPCOMING_WORDS],
	['roll', ROLES, words.ROLE_WORDS]
];

const wordOf = (term: string | words.Term): string => (typeof term === 'string' ? term : term.word);

test.each(TABLES)('[EN8] %s', (_name, values, table) => {
	expect(Object.keys(table).sort()).toEqual(values.map(String).sort());
	const written = Object.values(table).map(wordOf);
	expect(new Set(written).size).toBe(values.length);
	for (const word of written) expect(word).toMatch(/^[A-ZÅÄÖ][a-zåäö, ]+$/);
});

test('[EN8] a term that has a meaning says it in a sentence', () => {
	for (const table of [words.PREVENTION_WORDS, words.HORIZON_WORDS, words.ROLE_WORDS, words.COVERAGE_WORDS])
		for (const { meaning } of Object.values<words.Term>(table)) expect(meaning).toMatch(/^[A-ZÅÄÖ].+\.$/);
});

test('[EN2] bekräftad oförändrad, ej bedömd and oförändrat are three words', () =>
	expect(new Set([words.CONFIRMED_WORD, words.NOT_ASSESSED_WORD, words.TREND_WORDS.unchanged]).size).toBe(3));
