import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder, orderBetween } from '../../src/lib/shared/board/order.ts';
import { orderKey } from '../../src/lib/shared/board/values.ts';
import * as v from 'valibot';

/** Inserts `count` keys, each where `place` says, and gives the list; fails when a key is not between its neighbours. */
function insertAll(count: number, place: (step: number, length: number) => number): string[] {
	const keys: string[] = [];
	for (let step = 0; step < count; step++) {
		const at = place(step, keys.length);
		const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
		const key = orderBetween(before, after);
		if ((before !== null && key <= before) || (after !== null && key >= after) || !v.is(orderKey, key))
			throw new Error(`${key} between ${before} and ${after}, step ${step}`);
		keys.splice(at, 0, key);
	}
	return keys;
}

const longest = (keys: readonly string[]): number => Math.max(...keys.map((key) => key.length));

describe('[OR1] there is always a key between', () => {
	test('[OR1] 10,000 insertions anywhere stay in order', () => {
		fc.assert(
			fc.property(fc.infiniteStream(fc.nat()), (places) => {
				const keys = insertAll(10_000, (_, length) => places.next().value! % (length + 1));
				expect(new Set(keys).size).toBe(10_000);
				expect(longest(keys)).toBeLessThanOrEqual(16);
			}),
			{ numRuns: 3 }
		);
	});

	test('[OR1] between any two valid keys, also such as no honest client makes', () => {
		const anyKey = fc.stringMatching(/^[0-9A-Za-z]{0,8}[1-9A-Za-z]$/);
		fc.assert(
			fc.property(anyKey, anyKey, (a, b) => {
				if (a === b) return;
				const [low, high] = a < b ? [a, b] : [b, a];
				const key = orderBetween(low, high);
				expect(low < key && key < high && v.is(orderKey, key)).toBe(true);
				expect(orderBetween(null, low) < low && high < orderBetween(high, null)).toBe(true);
			}),
			{ numRuns: 5_000 }
		);
	});

	test('[OR1] a key that ends in the lowest digit is not valid: nothing fits before it', () => {
		for (const key of ['0', 'U0', 'a00']) expect(v.is(orderKey, key), key).toBe(false);
	});
});

describe('[OR2] keys stay short where people add', () => {
	test.each([
		['at the end', (_: number, length: number) => length],
		['at the beginning', () => 0],
		['always after the first', (_: number, length: number) => Math.min(1, length)],
		['always before the last', (_: number, length: number) => Math.max(0, length - 1)]
	])('[OR2] 1,000 times %s', (_where, place) => expect(longest(insertAll(1_000, place))).toBeLessThanOrEqual(8));

	test('[OR2] even 300 times exactly in the middle, the worst there is, a key can be stored', () => {
		expect(longest(insertAll(300, (_, length) => length >> 1))).toBeLessThanOrEqual(64);
	});
});

test('[OR3] equal keys are told apart by their ids, alike for everybody', () => {
	const [a, b, c] = [
		{ id: 'a', order: 'V' },
		{ id: 'b', order: 'V' },
		{ id: 'c', order: 'U' }
	];
	expect(inOrder([b, c, a])).toEqual([c, a, b]);
	expect(inOrder([a, b, c])).toEqual([c, a, b]);
});

test('[OR3] what is put between two equal keys comes after both and before the next', () => {
	const key = orderBetween('V', 'V');
	expect('V' < key && key < 'W').toBe(true);
});
