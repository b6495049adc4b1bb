import { expect, test } from 'vitest';
import { DeskList } from '../../src/lib/features/desk/desk-list.svelte.ts';
import type { Band, DeskRow } from '../../src/lib/shared/desk/desk-rows.ts';

const row = (id: string, band: Band, over: Partial<DeskRow> = {}): DeskRow =>
	({ id, band, changes: [], status: { state: 'decided' }, ...over }) as unknown as DeskRow;
const shown = (list: DeskList) => list.bands.map(({ band, rows }) => [band, rows.map(({ id }) => id).join('')]);

test('[MI7] a row stays in its band and place when it has changed, and new ones come last', () => {
	const list = new DeskList([row('a', 'late'), row('b', 'late'), row('c', 'later')]);
	list.take([row('d', 'late'), row('c', 'late'), row('b', 'late'), row('a', 'done')]);
	expect(shown(list)).toEqual([
		['late', 'abd'],
		['later', 'c']
	]);
});

test('[MI7] a row that is gone is gone', () => {
	const list = new DeskList([row('a', 'late'), row('b', 'later')]);
	list.take([row('b', 'later')]);
	expect(shown(list)).toEqual([['later', 'b']]);
});

test('[MI7] what was sent is shown at once, and marked when it is saved; what was refused is as it was', () => {
	const list = new DeskList([row('a', 'late')]);
	const state = () => list.bands[0]!.rows[0]!.status.state;
	list.guess('a', { status: { state: 'done' } });
	expect([state(), list.isUpdated('a')]).toEqual(['done', false]);
	list.settle('a', false);
	expect([state(), list.isUpdated('a')]).toEqual(['decided', false]);
	list.settle('a', true);
	expect(list.isUpdated('a')).toBe(true);
});

test('[MI6] marks stay while the page is open, also when the visit has been told', () => {
	const list = new DeskList([row('a', 'late', { changes: ['Nytt datum'] })]);
	list.take([row('a', 'late', { changes: ['Ny kommentar'] })]);
	list.take([row('a', 'late')]);
	expect(list.marks('a')).toEqual(['Nytt datum', 'Ny kommentar']);
});

test('[MI8] one question is open at a time, and asking again closes it', () => {
	const list = new DeskList([row('a', 'late'), row('b', 'late')]);
	list.ask('a', 'blocked');
	list.ask('b', 'comment');
	expect([list.asked('a'), list.asked('b')]).toEqual([null, 'comment']);
	list.ask('b', 'comment');
	expect(list.asked('b')).toBeNull();
});

test('[MI8] the answer to one press closes the question it answers, and none that was opened while it was awaited', () => {
	const list = new DeskList([row('a', 'late')]);
	list.guess('a', {});
	list.ask('a', 'blocked');
	list.settle('a', true);
	expect(list.asked('a')).toBe('blocked');
	list.guess('a', { status: { state: 'blocked', reason: 'Väntar.' } });
	list.settle('a', true);
	expect(list.asked('a')).toBeNull();
});
