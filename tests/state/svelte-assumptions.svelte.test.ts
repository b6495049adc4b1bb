import { expect, test } from 'vitest';
import { SvelteMap } from 'svelte/reactivity';
import { countEffect } from '../support/effect-root.svelte.ts';

/** What the board's view takes for granted of Svelte. */

class Cell {
	current = $state.raw<unknown>();
	constructor(value: unknown) {
		this.current = value;
	}
}

test('a raw cell tells its readers when it is replaced, and not when it is set to the same', () => {
	const cell = new Cell('a');
	const reading = countEffect(() => cell.current);
	cell.current = 'a';
	expect(reading.runs).toBe(1);
	cell.current = 'b';
	expect(reading.runs).toBe(2);
	reading.stop();
});

test('a raw cell keeps the very object it was given, so that it can be written back to Yjs', () => {
	const where = { area: 'centrum' };
	expect(new Cell(where).current).toBe(where);
});

test('who reads one key of a SvelteMap is not told of another', () => {
	const map = new SvelteMap([
		['a', 1],
		['b', 1]
	]);
	const reading = countEffect(() => map.get('a'));
	map.set('b', 2);
	expect(reading.runs).toBe(1);
	map.set('a', 2);
	expect(reading.runs).toBe(2);
	reading.stop();
});

test('a $derived that comes to the same value tells nobody', () => {
	const cell = new Cell(1);
	const isSmall = $derived((cell.current as number) < 10);
	const reading = countEffect(() => isSmall);
	cell.current = 2;
	expect(reading.runs).toBe(1);
	reading.stop();
});

test('a class reads its $derived fields outside effects, as commands do', () => {
	class Sum {
		a = $state(1);
		readonly double = $derived(this.a * 2);
	}
	const sum = new Sum();
	expect(sum.double).toBe(2);
	sum.a = 2;
	expect(sum.double).toBe(4);
});
