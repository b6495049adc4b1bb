import { expect, it } from 'vitest';
import { sortActions, sortedBy, type Sorting } from '../../src/lib/features/action/action-sort.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';

const action = (number: number, over: Partial<Action>): Action =>
	({ number, due: null, owner: null, ...over }) as Action;
const numbers = (actions: readonly Action[], sorting: Sorting) =>
	sortActions(actions, sorting, ({ owner }) => owner).map(({ number }) => number);

const actions = [
	action(1, {}),
	action(2, { due: '2026-12-04' as Action['due'], owner: 'Öppna förskolan' as Action['owner'] }),
	action(3, { due: '2026-11-27' as Action['due'], owner: 'Ängens skola' as Action['owner'] })
];

it('[AB9] those without the value come last, whichever way', () => {
	expect(numbers(actions, { key: 'due', descending: false })).toEqual([3, 2, 1]);
	expect(numbers(actions, { key: 'due', descending: true })).toEqual([2, 3, 1]);
});

it('sorts names as in Swedish: ä before ö', () => {
	expect(numbers(actions, { key: 'owner', descending: false })).toEqual([3, 2, 1]);
});

it('sorts by the order of work, and equals by number', () => {
	const states = [
		action(5, { status: { state: 'done' } }),
		action(7, { status: { state: 'proposed' } }),
		action(6, { status: { state: 'proposed' } })
	];
	expect(numbers(states, { key: 'status', descending: false })).toEqual([6, 7, 5]);
});

it('the same heading again turns the order round; another one starts over', () => {
	const once = sortedBy({ key: 'due', descending: false }, 'due');
	expect(once).toEqual({ key: 'due', descending: true });
	expect(sortedBy(once, 'number')).toEqual({ key: 'number', descending: false });
});
