import { expect, test } from 'vitest';
import { bundleFor } from '../../../server/realtime/broadcast.ts';
import { CommitPace, GATHER_MS } from '../../../server/realtime/commit-pace.ts';

test('[RM6] a meeting’s edits are sent one by one, and wait longer the more there are who listen', () => {
	expect([1, 10, 50].map(bundleFor)).toEqual([0, 0, 0]);
	const waits = [51, 100, 200, 300].map(bundleFor);
	expect(waits).toEqual([...waits].sort((a, b) => a - b));
	expect(waits[0]).toBeGreaterThan(0);
	expect(bundleFor(5_000)).toBe(bundleFor(300));
	expect(bundleFor(5_000)).toBeLessThan(25);
});

/** How long each of a hundred commits waited that came so many milliseconds apart. */
function waitsAt(every: number): number[] {
	let at = 0;
	const pace = new CommitPace(() => at);
	return Array.from({ length: 100 }, () => {
		at += every;
		const wait = pace.wait();
		at += wait;
		pace.began();
		return wait;
	});
}

test('[RM6] a commit waits for company only where commits come close', () => {
	expect(Math.max(...waitsAt(50))).toBe(0); // five who type four letters a second
	expect(Math.max(...waitsAt(10))).toBe(0);
	const busy = waitsAt(2);
	expect(busy.slice(0, 10)).toEqual(Array(10).fill(0));
	expect(busy.filter((wait) => wait === GATHER_MS).length).toBeGreaterThan(50);
	expect(GATHER_MS).toBeLessThanOrEqual(10); // reliability.md §3.3 R3
});
