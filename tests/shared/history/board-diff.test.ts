import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/lib/shared/board/action.ts';
import type { Carried } from '../../../src/lib/shared/board/carried.ts';
import type { Entry } from '../../../src/lib/shared/board/entry.ts';
import {
	diffBoards,
	diffDocuments,
	diffRecords,
	isEmptyDiff,
	type BoardMoment,
	type ListDiff,
	type RecordDiff
} from '../../../src/lib/shared/history/diff.ts';
import type { AreaId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { action, entry, level, moment, W47 } from './board-moments.ts';
import { ALICE, buildPriority, CENTRUM, FIELD, NOW, PARKS, recordId, W47_KEY, W48 } from '../fixtures.ts';

const ids = (diffs: readonly RecordDiff<unknown>[]) => diffs.map(({ id }) => id as string).toSorted();
const removed = { person: ALICE, at: NOW };
const trend = (trend: 'new' | 'rising' | 'ceased') => ({ kind: 'trend', trend }) as const;

const carry = (words: Entry, fields: Partial<Carried> = {}) => ({
	entry: words,
	carried: {
		...{ id: words.id, from: W47_KEY, assessment: null, text: '' },
		...{ hiddenOnScreen: false, removed: null, flagged: null },
		...fields
	}
});

describe('åtgärder at two moments', () => {
	const compare = (before: Action[], after: Action[]) =>
		diffBoards(moment({ actions: before }), moment({ actions: after })).actions;

	test('[HC1] are new, done, going on, cancelled or taken away', () => {
		const before = ['goes-on', 'ends', 'stops', 'leaves'].map((name) => action(name));
		const after = [
			action('goes-on'),
			action('ends', { status: { state: 'done' } }),
			action('stops', { status: { state: 'cancelled', reason: 'Behövs inte' } }),
			action('leaves', { removed }),
			action('comes')
		];
		const diff = compare(before, after);
		expect([diff.added, diff.done, diff.continuing, diff.cancelled, diff.gone].map(ids)).toEqual([
			...[['comes'], ['ends'], ['goes-on'], ['stops'], ['leaves']]
		]);
		expect(diff.changed).toEqual([]);
	});

	test('[HC1] what is new and done already is both; what was done and is followed up is not done again', () => {
		const quick = action('quick', { status: { state: 'done' } });
		const diff = compare(
			[action('old', { status: { state: 'done' } })],
			[action('old', { status: { state: 'followed-up', effect: 'decreased', sentence: 'Lugnt' } }), quick]
		);
		expect([ids(diff.added), ids(diff.done), ids(diff.changed)]).toEqual([['quick'], ['quick'], ['old']]);
	});

	test('[HC2] became late between the moments, each counted from its own day', () => {
		const due = '2026-11-24' as Day;
		const [late, already] = [action('late', { due }), action('already', { due: '2026-11-01' as Day })];
		const on = (day: string) => moment({ actions: [late, already], day: day as Day });
		expect(ids(diffBoards(on('2026-11-24'), on('2026-11-25')).actions.late)).toEqual(['late']);
		expect(ids(diffBoards(on('2026-11-25'), on('2026-11-26')).actions.late)).toEqual([]);
		expect(isEmptyDiff(diffBoards(on('2026-11-24'), on('2026-11-25')))).toBe(false);
	});

	test('[HC1] change ansvarig; that somebody gets what nobody had is no such change', () => {
		const diff = compare(
			[action('given', { owner: null, status: { state: 'proposed' } }), action('passed')],
			[action('given', { owner: PARKS, status: { state: 'proposed' } }), action('passed', { owner: PARKS })]
		);
		expect([ids(diff.reassigned), ids(diff.changed)]).toEqual([['passed'], ['given']]);
		expect(diff.reassigned[0]?.changes).toEqual([{ field: 'owner', before: FIELD, after: PARKS }]);
	});

	test('[HC3] say field by field what they were and are, and nothing of numbers and places in a list', () => {
		const diff = compare(
			[action('a', { goal: 'Lugnt', number: null, order: 'A' })],
			[action('a', { goal: 'Lugnare', number: 17, order: 'B' })]
		);
		expect(diff.changed[0]?.changes).toEqual([{ field: 'goal', before: 'Lugnt', after: 'Lugnare' }]);
	});
});

describe('lägesrader at two moments', () => {
	test('[HC4] carried by reference are the row they were, with its words', () => {
		const row = entry('row', { assessment: trend('new') });
		const before = moment({ of: W47, week: { entries: [row] } });
		const standing = (fields: Partial<Carried>) => diffBoards(before, moment({ carried: [carry(row, fields)] })).rows;
		expect(ids(standing({}).same)).toEqual(['row']);
		expect(ids(standing({ assessment: { kind: 'confirmed' } }).same)).toEqual(['row']);
		expect(ids(standing({ assessment: trend('rising') }).changed)).toEqual(['row']);
		expect(ids(standing({ assessment: trend('ceased') }).ceased)).toEqual(['row']);
		expect(ids(standing({ removed }).gone)).toEqual(['row']);
		expect(standing({ text: 'Fler nu' }).changed[0]?.changes).toEqual([
			{ field: 'news', before: '', after: 'Fler nu' }
		]);
	});

	test('[HC4] within a week, that a row was looked at is a change', () => {
		const at = (fields: Partial<Entry>) => moment({ week: { entries: [entry('row', fields)] } });
		const { rows, within } = diffBoards(at({}), at({ assessment: { kind: 'confirmed' } }));
		expect([within, ids(rows.changed)]).toEqual([true, ['row']]);
	});

	test('[HC4] that were taken away or taken back are gone, and new when they come back', () => {
		const withdrawn = { at: NOW, by: ALICE, party: 'polisen' as never, reason: 'Fel' };
		const here = moment({ week: { entries: [entry('a'), entry('b')] } });
		const away = moment({ week: { entries: [entry('a', { removed }), entry('b', { withdrawn })] } });
		expect(ids(diffBoards(here, away).rows.gone)).toEqual(['a', 'b']);
		expect(ids(diffBoards(away, here).rows.added)).toEqual(['a', 'b']);
	});
});

describe('the rest of the board', () => {
	test('[HC5] levels are compared by område; one that nobody has assessed has none', () => {
		const before = moment({
			of: W47,
			week: { levels: [level('a', 1), level('b', 2), level('c', 2), level('d', null)] }
		});
		const confirmed = { ...level('c', 2), assessment: { kind: 'confirmed' as const, level: 2 } };
		const after = moment({ week: { levels: [level('a', 2), level('b', null), confirmed] } });
		const { levels } = diffBoards(before, after);
		expect(levels.map(({ id, from, to }) => [id, from, to])).toEqual([
			['a', 1, 2],
			['b', 2, null]
		]);
	});

	test('[HC5] priorities of two weeks are one by their lägesrad, place or words; of one week by their id alone', () => {
		const where = { area: CENTRUM as AreaId, place: 'torget' as never };
		const first = ['p1', 'p2', 'p3', 'p4'].map(recordId) as [RecordId, RecordId, RecordId, RecordId];
		const then = ['q1', 'q2', 'q3', 'q4'].map(recordId) as [RecordId, RecordId, RecordId, RecordId];
		const set = (all: typeof first, last: string) => [
			buildPriority({ id: all[0], title: 'Torget', entry: recordId('row') }),
			buildPriority({ id: all[1], title: 'Ljus', where }),
			buildPriority({ id: all[2], title: 'Skolvägar' }),
			buildPriority({ id: all[3], title: last })
		];
		const before = moment({ of: W47, week: { priorities: set(first, 'Moped') } });
		const across = diffBoards(before, moment({ week: { priorities: set(then, 'Badet') } })).priorities;
		expect([ids(across.same), ids(across.added), ids(across.gone)]).toEqual([['q1', 'q2', 'q3'], ['q4'], ['p4']]);
		const within = diffBoards({ ...before, of: W48 }, moment({ week: { priorities: set(then, 'Badet') } })).priorities;
		expect([within.added.length, within.gone.length]).toEqual([4, 4]);
	});

	test('[HC5] what the server makes before anybody has spoken is nothing', () => {
		const unsaid = moment({
			week: {
				reports: [{ id: recordId('polisen'), state: null, by: null }],
				attendance: [{ id: recordId('falt'), state: null }],
				levels: [level('a', null)]
			}
		});
		expect(isEmptyDiff(diffBoards(moment(), unsaid))).toBe(true);
		const said = moment({ week: { reports: [{ id: recordId('polisen'), state: 'nil', by: null }] } });
		expect(ids(diffBoards(unsaid, said).reports.added)).toEqual(['polisen']);
	});

	test('[HC5] what belongs to its week is no change from one week to the next', () => {
		const note = { id: recordId('n'), text: 'Minns', parked: false, about: null, order: 'U' };
		const notes = [{ ...note, created: null, removed: null, flagged: null }];
		expect(isEmptyDiff(diffBoards(moment({ of: W47 }), moment({ week: { notes } })))).toBe(true);
		expect(isEmptyDiff(diffBoards(moment(), moment({ week: { notes } })))).toBe(false);
	});
});

describe('any two boards', () => {
	const some = <T>(make: (name: string) => fc.Arbitrary<T>) =>
		fc.subarray(['k', 'l', 'm', 'n', 'o', 'p']).chain((names) => fc.tuple(...names.map(make)));
	const gone = fc.constantFrom(null, removed);
	const anyAction = (name: string) =>
		fc
			.record({
				title: fc.constantFrom('Belysning', 'Närvaro'),
				status: fc.constantFrom<Action['status']>({ state: 'proposed' }, { state: 'ongoing' }, { state: 'done' }),
				owner: fc.constantFrom(FIELD, PARKS),
				due: fc.constantFrom(null, '2026-11-20' as Day, '2026-12-01' as Day),
				removed: gone
			})
			.map((fields) => action(name, fields));
	const anyEntry = (name: string) =>
		fc
			.record({
				text: fc.constantFrom('Klotter', 'Buller'),
				assessment: fc.constantFrom(null, trend('new'), trend('rising'), trend('ceased')),
				removed: gone
			})
			.map((fields) => entry(name, fields));
	const anyPriority = (name: string) =>
		fc
			.record({
				title: fc.constantFrom('Torget', 'Badet', ''),
				entry: fc.constantFrom(null, recordId('k')),
				removed: gone
			})
			.map((fields) => buildPriority({ id: recordId(name), ...fields }));
	const anyLevel = (name: string) => fc.constantFrom(null, 1, 2, 3).map((number) => level(name, number));
	const board: fc.Arbitrary<BoardMoment> = fc
		.record({
			actions: some(anyAction),
			of: fc.constantFrom(W47, W48),
			week: fc.record({ entries: some(anyEntry), levels: some(anyLevel), priorities: some(anyPriority) })
		})
		.map((parts) => moment(parts));

	const listsOf = ({ actions, rows, priorities }: ReturnType<typeof diffBoards>) =>
		[actions, rows, priorities] as const satisfies Pick<ListDiff<unknown>, 'added' | 'gone'>[];

	test('[HC6] say nothing of a board and itself', () => {
		fc.assert(fc.property(board, (a) => isEmptyDiff(diffBoards(a, a)) && diffBoards(a, a).levels.length === 0));
	});

	test('[HC6] what is new one way is gone the other way', () => {
		fc.assert(
			fc.property(board, board, (a, b) => {
				const [there, back] = [listsOf(diffBoards(a, b)), listsOf(diffBoards(b, a))];
				there.forEach((list, at) => {
					expect(ids(list.added)).toEqual(ids(back[at]?.gone ?? []));
					expect(ids(list.gone)).toEqual(ids(back[at]?.added ?? []));
				});
			})
		);
	});

	test('[HC6] the changes, done to what was before, make what is after', () => {
		fc.assert(
			fc.property(board, board, (a, b) => {
				for (const { diff, root } of diffDocuments('actions', a.actions, b.actions)) {
					const applied = [
						...diff.added.map(({ after }) => after),
						...diff.same.map(({ before }) => before),
						...diff.changed.map(({ before, changes }) => ({
							...before,
							...Object.fromEntries(changes.map(({ field, after }) => [field, after]))
						}))
					];
					const wanted = (root === 'actions' ? b.actions.actions : []).filter((one) => one.removed === null);
					const byId = (one: unknown, other: unknown) => (one as Action).id.localeCompare((other as Action).id);
					expect(applied.toSorted(byId)).toEqual(wanted.toSorted(byId));
				}
			})
		);
	});

	test('[HC6] fields that differ are told once each, and only they', () => {
		fc.assert(
			fc.property(anyAction('a'), anyAction('a'), (a, b) => {
				const told = diffRecords(a, b).map(({ field }) => field);
				const differing = Object.keys(a).filter(
					(name) => JSON.stringify(a[name as keyof Action]) !== JSON.stringify(b[name as keyof Action])
				);
				expect(told.toSorted()).toEqual(differing.toSorted());
			})
		);
	});
});
