import { describe, expect, test } from 'vitest';
import {
	compareHref,
	joinedSearch,
	parseSpot,
	presetsFor,
	spotText
} from '../../../src/lib/shared/history/compare-address.ts';
import type { Change } from '../../../src/lib/shared/history/change.ts';
import { authoredText } from '../../../src/lib/shared/history/comparison-authors.ts';
import { changedRecords, compareBoards } from '../../../src/lib/shared/history/comparison.ts';
import { cellWords, isChangedCell } from '../../../src/lib/shared/history/comparison-matrix.ts';
import { COMPARISON_COLUMNS, comparisonRows } from '../../../src/lib/shared/history/comparison-table.ts';
import { ALL, toldActions } from '../../../src/lib/shared/history/told.ts';
import { diffBoards, type BoardMoment } from '../../../src/lib/shared/history/diff.ts';
import type { CategoryId, DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import { addWeeks } from '../../../src/lib/shared/week/iso-week.ts';
import { ORGANISATION } from '../meeting-facts.ts';
import { ALICE, BOB, CENTRUM, NOW, POLICE, recordId, TODAY, W47_KEY, W48 } from '../fixtures.ts';
import { action, entry, level, moment, W47 } from './board-moments.ts';

const NAMES: Record<string, string> = { [ALICE]: 'Alice Ek', [BOB]: 'Bob Berg' };
const nameOf = (person: PersonId) => NAMES[person] ?? '?';
const words = { nameOf, today: TODAY };

const change = (fields: Partial<Change>): Change => ({
	...{ id: 1, document: 'd' as DocumentId, kind: 'week', week: W47_KEY, at: NOW, person: ALICE, party: POLICE },
	...{ via: 'desk', root: 'entries', record: recordId('e'), field: 'text', before: '', after: '' },
	...{ area: null, place: null, category: null, restored: null },
	...fields
});

const told = (before: BoardMoment, after: BoardMoment, how = ALL) => {
	const diff = diffBoards(before, after);
	return { ...diff, actions: toldActions(diff.actions, how) };
};

const compare = (before: BoardMoment, after: BoardMoment, changes: Change[] = []) =>
	compareBoards(told(before, after), {
		...{ before, after, how: ALL, organisation: ORGANISATION, changes, from: 'v47', to: null },
		words: { ...words, day: after.day, names: { organisation: ORGANISATION, today: TODAY } }
	});

describe('the address of a comparison', () => {
	test.each([
		['2026-47', { week: W47, at: null }],
		['v47', { week: W47, at: null }],
		['2026-11-26T10.42.07', { week: W48, at: Date.parse('2026-11-26T09:42:07.999Z') }],
		['2026-47@2026-11-26T10.42.07', { week: W47, at: Date.parse('2026-11-26T09:42:07.999Z') }]
	])('[HC11] reads %s', (text, spot) => {
		expect(parseSpot(text, W48)).toEqual(spot);
		expect(parseSpot(spotText(spot), W48)).toEqual(spot);
	});

	test.each(['', 'snart', '2026-60', 'v47@snart', '2026-11-26T10.42.07@2026-47'])(
		'[HC11] reads no moment in "%s"',
		(text) => expect(parseSpot(text, W48)).toBeNull()
	);

	test('[HC11] is made of what the form sends, without what is empty', () => {
		const sent = new URLSearchParams({ fran: '2026-47', frantid: '', till: '2026-48', tilltid: '2026-11-26T10:42' });
		expect(joinedSearch(sent)).toBe('fran=2026-47&till=2026-11-26T10.42.59');
		expect(joinedSearch(new URLSearchParams({ fran: '2026-47', till: '2026-48' }))).toBeNull();
		expect(compareHref({ week: W47, at: null }, { week: W48, at: null })).toBe(
			'/historik/jamfor?fran=2026-47&till=2026-48'
		);
	});

	test('[HC11] is offered for what there are boards of', () => {
		const weeks = [-52, -3, -1].map((by) => addWeeks(W48, by));
		expect(presetsFor(W48, weeks, W47).map(({ name, from }) => [name, spotText(from)])).toEqual([
			['Sedan förra mötet', '2026-47'],
			['Sedan förra veckan', '2026-47'],
			['Senaste månaden', '2026-45'],
			['Ett år', '2025-48']
		]);
		expect(presetsFor(W48, [], null)).toEqual([]);
	});
});

describe('the authors of a text', () => {
	const edits = (...texts: [PersonId, string, string][]) =>
		texts
			.map(([person, before, after], at) => change({ id: at, person, before, after, at: NOW + at * 3_600_000 }))
			.reverse();

	test('[HC10] are all named, in the order they wrote, with the words of each', () => {
		const changes = edits([ALICE, 'Ljus', 'Mer ljus'], [BOB, 'Mer ljus', 'Mer ljus på torget']);
		const { parts, authors } = authoredText('Ljus', 'Mer ljus på torget', changes, words);
		expect(authors.map(({ name }) => name)).toEqual(['Alice Ek', 'Bob Berg']);
		expect(authors[0]?.when).toBe('tor 26 nov 10.00 · vid skrivbordet');
		expect(parts.filter(({ is }) => is === 'added').map(({ text, by }) => [text, by])).toEqual([
			['Mer ljus', 1],
			[' på torget', 2]
		]);
	});

	test('[HC10] are named where part of the way is hidden, and no words are laid to anybody', () => {
		const changes = edits([ALICE, 'Dold', 'Mer ljus'], [BOB, 'Mer ljus', 'Dold']);
		const { parts, authors } = authoredText('Ljus', 'Mer', changes, words);
		expect(authors).toHaveLength(2);
		expect(parts.every(({ by }) => by <= 1)).toBe(true);
	});
});

describe('the comparison', () => {
	const where = { area: CENTRUM, place: null };
	const row = (name: string, fields = {}) => entry(name, { where, category: 'c1' as CategoryId, ...fields });
	const before = moment({
		...{ of: W47, actions: [action('a', { number: 1 }), action('b', { number: 2 })] },
		week: { entries: [row('old'), row('kept')], levels: [level(CENTRUM, 1)] }
	});
	const after = moment({
		actions: [action('a', { number: 1, goal: 'Lugnt' }), action('b', { number: 2, status: { state: 'done' } })],
		week: { entries: [row('kept', { text: 'kept och mer' }), row('new')], levels: [level(CENTRUM, 2)] }
	});

	test('[HC10] asks who changed what was there before, and names them on its line', () => {
		expect(changedRecords(told(before, after), ALL).toSorted()).toEqual(['a', 'b', CENTRUM, 'kept', 'old'].toSorted());
		const said = change({ kind: 'actions', root: 'actions', record: recordId('a'), field: 'goal', person: BOB });
		const { sections } = compare(before, after, [said]);
		const card = sections[0]?.groups.find(({ key }) => key === 'andrade')?.cards[0];
		expect([card?.label, card?.lines[0]?.what, card?.lines[0]?.after]).toEqual(['Å-1', 'Mål', 'Lugnt']);
		expect(card?.lines[0]?.authors.map(({ name }) => name)).toEqual(['Bob Berg']);
	});

	test('[HC12] marks the cells and levels that are another way', () => {
		const { matrix } = compare(before, after);
		const [centrum] = matrix.rows;
		expect(centrum?.level).toEqual({ from: 1, to: 2, changed: true });
		const cell = centrum?.cells.find(({ group }) => group === 'crime');
		expect(cell).toEqual({ group: 'crime', before: 2, after: 2, added: 1, gone: 1, changed: 1 });
		expect(centrum?.cells.filter(isChangedCell)).toHaveLength(1);
		expect(cell && cellWords(cell)).toBe('1 ny, 1 borta, 1 ändrad');
	});

	test('[HC12] a row that moves is gone from where it was and new where it is', () => {
		const moved = moment({ week: { entries: [row('old', { where: null })] } });
		const { matrix } = compare(moment({ week: { entries: [row('old')] } }), moved);
		const counts = matrix.rows.map(({ name, cells }) => [name, cells[0]?.gone, cells[0]?.added]);
		expect(counts).toEqual([
			['Centrum', 1, 0],
			['Hela kommunen', 0, 1]
		]);
	});

	test('[HC12] has a row of its file for each field and each thing that came or went', () => {
		const compared = compare(before, after);
		const rows = comparisonRows(compared);
		expect(rows.every(({ length }) => length === COMPARISON_COLUMNS.length)).toBe(true);
		const cards = compared.sections.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards));
		const wanted = cards.reduce((sum, { lines }) => sum + Math.max(1, lines.length), 0);
		expect(rows).toHaveLength(wanted);
		expect(rows).toContainEqual([
			'Åtgärder',
			'Ändrade på annat sätt',
			'Å-1',
			'a',
			'Pågår, Fältgruppen',
			'Mål',
			'',
			'Lugnt',
			''
		]);
	});
});
