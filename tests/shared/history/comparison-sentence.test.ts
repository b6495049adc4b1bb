import { describe, expect, test } from 'vitest';
import { diffBoards } from '../../../src/lib/shared/history/diff.ts';
import { levelWords } from '../../../src/lib/shared/history/level-steps.ts';
import { comparisonSentence } from '../../../src/lib/shared/history/sentences.ts';
import type { AreaId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { action, entry, level, moment, W47, type Parts } from './board-moments.ts';
import { PARKS, recordId } from '../fixtures.ts';

const AREAS = ['Centrum', 'Norr', 'Söder', 'Öster', 'Väster', 'Lanna'].map((name) => ({ id: name as AreaId, name }));

const said = (before: Parts, after: Parts, to: string | null = null) => {
	const diff = diffBoards(moment({ of: W47, ...before }), moment(after));
	return comparisonSentence({ diff, areas: AREAS, from: 'v47', to });
};

const many = (count: number, fields: Parameters<typeof action>[1] = {}, name = 'a') =>
	Array.from({ length: count }, (_, at) => action(`${name}${at}`, fields));
const done = { status: { state: 'done' } } as const;
const levels = (...numbers: (number | null)[]) => ({
	levels: numbers.map((number, at) => level(AREAS[at]?.name ?? '', number))
});

describe('the sentence of a comparison', () => {
	test('[HC7] is the one of product.md §4', () => {
		const late = { due: '2026-11-25' as Day };
		const going = [...many(3, {}, 'g'), ...many(2, late, 'l')];
		const before = { actions: [...many(11, {}, 'd'), ...going], week: levels(1), day: '2026-11-20' as Day };
		const after = { actions: [...many(11, done, 'd'), ...going, ...many(7, {}, 'n')], week: levels(2) };
		expect(said(before, after)).toBe(
			'Sedan v47: 7 nya åtgärder, 11 klara, 5 fortsätter, 2 blev försenade. Läget försämrades i Centrum (1→2).'
		);
	});

	test.each<[string, Parts, Parts]>([
		['Sedan v47: 1 ny åtgärd.', {}, { actions: many(1) }],
		['Sedan v47: 2 nya åtgärder, 1 klar.', { actions: many(1) }, { actions: [...many(1, done), ...many(2, {}, 'n')] }],
		['Sedan v47: 1 åtgärd klar.', { actions: many(1) }, { actions: many(1, done) }],
		['Sedan v47: 2 åtgärder klara.', { actions: many(2) }, { actions: many(2, done) }],
		['Sedan v47: 1 åtgärd fortsätter, 1 bytte ansvarig.', { actions: many(1) }, { actions: many(1, { owner: PARKS }) }],
		[
			'Sedan v47: 2 åtgärder avbröts.',
			{ actions: many(2) },
			{ actions: many(2, { status: { state: 'cancelled', reason: 'Nej' } }) }
		],
		['Sedan v47: 1 ny lägesrad.', {}, { week: { entries: [entry('e')] } }],
		['Sedan v47: 2 nya lägesrader.', {}, { week: { entries: [entry('e'), entry('f')] } }],
		['Sedan v47: 1 lägesrad är inte kvar.', { week: { entries: [entry('e')] } }, {}],
		[
			'Sedan v47: 1 ny åtgärd. 2 nya lägesrader, 1 är inte kvar.',
			{ week: { entries: [entry('g')] } },
			{ actions: many(1), week: { entries: [entry('e'), entry('f')] } }
		],
		['Sedan v47: läget försämrades i Centrum (1→3).', { week: levels(1) }, { week: levels(3) }],
		[
			'Sedan v47: läget försämrades i Centrum (1→2), Söder (1→2) och Öster (1→3) och förbättrades i Norr (3→2).',
			{ week: levels(1, 3, 1, 1) },
			{ week: levels(2, 2, 2, 3) }
		],
		[
			'Sedan v47: läget försämrades i 5 områden och förbättrades i Lanna (3→1).',
			{ week: levels(1, 1, 1, 1, 1, 3) },
			{ week: levels(2, 2, 2, 2, 2, 1) }
		],
		['Sedan v47: ändringar i områdenas läge.', { week: levels(2) }, { week: levels(null) }],
		['Inget har ändrats sedan v47.', {}, {}],
		['Inget har ändrats sedan v47. 1 åtgärd fortsätter.', { actions: many(1) }, { actions: many(1) }],
		['Inget har ändrats sedan v47. 3 åtgärder fortsätter.', { actions: many(3) }, { actions: many(3) }]
	])('[HC7] counts none, one and many: %s', (sentence, before, after) => {
		expect(said(before, after)).toBe(sentence);
	});

	test('[HC7] says both ends where the later one is not now', () => {
		expect(said({}, { actions: many(1) }, 'v48')).toBe('Från v47 till v48: 1 ny åtgärd.');
		expect(said({}, {}, 'v48')).toBe('Inget har ändrats från v47 till v48.');
	});

	test('[HC7] names the other lists that changed', () => {
		const note = { ...{ id: recordId('n'), text: 'Minns', parked: false, about: null, order: 'U' }, created: null };
		const notes = [{ ...note, removed: null, flagged: null }];
		const slot = {
			...{ id: recordId('s'), funktion: null, where: null, day: null, hours: null, note: '' },
			created: null
		};
		const slots = [{ ...slot, removed: null, flagged: null }];
		const now = moment();
		const within = diffBoards(now, moment({ week: { notes, slots }, actions: many(1) }));
		const words = (diff: typeof within) => comparisonSentence({ diff, areas: AREAS, from: 'mån 10.00', to: null });
		expect(words(within)).toBe('Sedan mån 10.00: 1 ny åtgärd. Också ändrat: närvaropass och noteringar.');
		expect(words(diffBoards(now, moment({ week: { notes } })))).toBe('Sedan mån 10.00: ändringar i noteringar.');
	});

	test('[HC7] levels are told alike wherever they are told', () => {
		const [Centrum, Norr] = AREAS as [(typeof AREAS)[0], (typeof AREAS)[0]];
		expect(levelWords([{ area: Centrum, from: 1, to: 2 }])).toBe('läget försämrades i Centrum (1→2)');
		expect(levelWords([{ area: Norr, from: 3, to: 1 }])).toBe('läget förbättrades i Norr (3→1)');
		expect(levelWords([])).toBe('');
	});
});
