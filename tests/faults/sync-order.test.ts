import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../support/edits.ts';
import { openSynced } from '../support/socket-client.ts';
import { makeWorld } from '../support/start-rooms.ts';
import { tempDir } from '../support/temp-dir.ts';
import { waitFor } from '../support/wait-for.ts';
import { startChild, type ChildOptions } from './support/child.ts';
import { isLong } from './support/how-long.ts';
import { Ledger, type Verdict } from './support/ledger.ts';
import { hasStrace, judge, readTrace, strace } from './support/trace.ts';

const DISK = new URL('./support/disk.ts', import.meta.url).href;
const EDITS = 20;

if (!hasStrace) console.warn('strace is not installed or not allowed here: the order of system calls is not looked at');

interface Traced extends ReturnType<typeof judge> {
	acknowledged: number;
	verdict: Verdict;
}

/** A kill proves nothing about a power cut: the kernel keeps what was written. So the order is looked at from below. */
async function traceEdits(options: Omit<ChildOptions, 'under'>, inject: readonly string[] = []): Promise<Traced> {
	const world = await makeWorld();
	const file = join(tempDir(), 'trace');
	const child = await startChild(world.folder, { ...options, under: strace(file, inject) });
	const alice = await openSynced(child, world.alice, world.week.id);
	const ledger = new Ledger();
	let acknowledged = 0;
	for (; acknowledged < EDITS && alice.open; acknowledged++) {
		const n = acknowledged + 2; // the first was the answer to the server's question
		let id!: RecordId;
		alice.send(encodeUpdate(alice.write((doc) => (id = addEntry(doc, world.alice, { count: 1 })))));
		await waitFor(() => !alice.open || alice.of('saved').some((saved) => saved.n >= n), `edit ${n} to be saved`);
		if (alice.of('saved').some((saved) => saved.n >= n)) ledger.owe('acknowledged', id, { count: 1, erased: false });
	}
	await child.kill();
	return { ...judge(readTrace(file)), acknowledged, verdict: await ledger.check(world.folder, world.week.id) };
}

test.runIf(hasStrace)(
	'[FT5] SAVED leaves after the sync of what it speaks of, each time',
	async () => {
		const { inOrder, early } = await traceEdits({});
		expect({ inOrder: inOrder >= EDITS, early: early <= 1 }).toEqual({ inOrder: true, early: true }); // the first may have nothing to keep
	},
	60_000
);

test.runIf(hasStrace && isLong)(
	'[FT5] the check sees a server that does not sync',
	async () => {
		const { inOrder } = await traceEdits({ preload: [DISK], env: { NO_FSYNC: '1' } });
		expect(inOrder).toBe(0);
	},
	60_000
);

test.runIf(hasStrace && isLong)(
	'[FT5] a sync that fails is not taken for one: it is written again, or the server ends',
	async () => {
		const traced = await traceEdits({}, ['fsync,fdatasync:error=EIO:when=6..9']);
		expect(traced.failedSyncs).toBeGreaterThan(0);
		expect(traced.early).toBeLessThanOrEqual(1);
		expect(traced.verdict).toMatchObject({ acknowledgedLost: 0, damage: [] });
	},
	60_000
);
