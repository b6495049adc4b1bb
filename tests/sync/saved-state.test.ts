import { expect, test } from 'vitest';
import { backoff } from '../../src/lib/sync/backoff.ts';
import { SaveCounter } from '../../src/lib/sync/save-counter.ts';
import { statusOf, type SyncFacts } from '../../src/lib/sync/sync-status.ts';
import { combined } from '../../src/lib/state/sync-status.svelte.ts';

test('[SY3] an edit is waiting until a message that carries it is acknowledged (R1)', () => {
	const counter = new SaveCounter();
	expect(counter.acknowledged).toBe(false);
	counter.sent(); // the answer to the server's first question
	counter.edited();
	counter.sent();
	counter.saved(1);
	expect([counter.waiting, counter.acknowledged]).toEqual([1, false]);
	counter.saved(2);
	expect([counter.waiting, counter.acknowledged]).toEqual([0, true]);
});

test('[SY3] acknowledgements of a lost connection say nothing of the next one (R1)', () => {
	const counter = new SaveCounter();
	counter.edited();
	counter.sent();
	counter.reset();
	counter.saved(1);
	expect([counter.waiting, counter.acknowledged]).toEqual([1, false]);
	counter.sent();
	counter.saved(7); // never sent
	expect(counter.waiting).toBe(1);
	counter.saved(1);
	expect([counter.waiting, counter.acknowledged]).toEqual([0, true]);
});

const WELL: SyncFacts = {
	refused: null,
	closed: null,
	everSynced: true,
	connected: true,
	acknowledged: true,
	store: 'ok',
	waiting: 0,
	waitingSince: 0,
	lostAt: 0,
	now: 0,
	onDevice: false
};

test('[SY3] anything that is not well takes "saved" away (R2)', () => {
	expect(statusOf(WELL)).toEqual({ state: 'saved' });
	const faults: Partial<SyncFacts>[] = [
		{ refused: { problem: { code: 'x' }, waiting: 1 } },
		{ closed: 'session-ended' },
		{ everSynced: false },
		{ connected: false },
		{ acknowledged: false },
		{ store: 'cannot-store' },
		{ waiting: 1 }
	];
	expect(faults.map((fault) => statusOf({ ...WELL, ...fault }).state)).toEqual([
		'refused',
		'closed',
		'connecting',
		'offline',
		'saving',
		'cannot-store',
		'saving'
	]);
});

test('[SY3] several documents are saved when all of them are, and their waiting edits are counted together', () => {
	const saving = { state: 'saving', waiting: 2, since: 50 } as const;
	expect(combined([])).toBeNull();
	expect(combined([{ state: 'saved' }, { state: 'saved' }])).toEqual({ state: 'saved' });
	expect(combined([{ state: 'saved' }, saving])).toEqual(saving);
	expect(combined([{ state: 'offline', waiting: 1, since: 90 }, saving])).toEqual({
		state: 'offline',
		waiting: 3,
		since: 90
	});
	expect(combined([saving, { ...saving, since: 10 }])).toEqual({ state: 'saving', waiting: 4, since: 10 });
});

test('[SY11] delays grow, are spread, and stay short in the minute that a restart takes', () => {
	const loss = { attempts: 1, lostFor: 0, reason: null, comeBackWithin: null };
	expect(backoff(loss, 0)).toBeLessThan(backoff(loss, 0.99));
	expect(backoff(loss, 0.5)).toBeLessThan(backoff({ ...loss, attempts: 4 }, 0.5));
	expect(backoff({ ...loss, attempts: 40 }, 1)).toBeLessThanOrEqual(4_000);
	expect(backoff({ ...loss, attempts: 40, lostFor: 100_000 }, 1)).toBeLessThanOrEqual(30_000);
	expect(backoff({ ...loss, comeBackWithin: 3 }, 0.5)).toBe(1_500);
	expect(backoff({ ...loss, reason: 'too-fast' }, 0)).toBeGreaterThanOrEqual(5_000);
});
