import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { verify } from '../../../server/boards/verification.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { RetentionStore } from '../../../server/storage/retention.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { isLong } from '../../faults/support/how-long.ts';
import { addEntry } from '../../support/edits.ts';
import { startRooms } from '../../support/start-rooms.ts';
import { filesWith } from '../redaction/support.ts';
import { startSealing, valueOf } from '../seal/support.ts';
import { retentionOf, rulesWith } from './retention-support.ts';

const CHILD = fileURLToPath(new URL('retention-child.ts', import.meta.url));
const WORDS = 'Zåkarias Ödlund vid kiosken';

/** Runs it in a process of its own, and kills that where it stands. */
async function killAt(step: string, times: number, file: string): Promise<void> {
	const child = spawn(process.execPath, [CHILD, file, step, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	child.kill('SIGKILL');
	await once(child, 'exit');
}

/** The step, how many groups are gone when it is killed there. */
test.each(
	isLong
		? ([
				['notices', 1, 1],
				['commit', 2, 1],
				['scrub', 1, 2]
			] as const)
		: ([
				['commit', 2, 1],
				['scrub', 1, 2]
			] as const)
)('[GA7] killed at "%s" a gallring goes on from where it was', async (step, times, gone) => {
	const { world, server, seal, openWeek, actor } = await startSealing();
	const { store, rooms } = server;
	const week = await openWeek('2026-W49');
	await rooms.edit(week.id, 'desk', world.carol.person, (doc) => void addEntry(doc, world.carol, { text: WORDS }));
	await seal('2026-W49' as WeekKey);
	await store.notices.add([
		{
			...{ person: world.bob.person, samverkan: world.samverkan, kind: 'mention', about: {} },
			at: 1,
			dedupe: 'd',
			topic: null
		}
	]);
	const alice = await actor(world.alice);
	const retention = retentionOf(server);
	valueOf(await retention.setRules(alice, rulesWith({ weeks: 1, notices: 1 })));
	const plan = await retention.plan(world.samverkan);
	// only begun: the process ends before its worker has done anything
	const carryOutNext: RetentionStore['carryOutNext'] = () => Promise.reject(new Error('The process ended'));
	Object.defineProperty(store.retention, 'carryOutNext', { value: carryOutNext });
	valueOf(await retention.execute(alice, plan.fingerprint));
	await retention.settled();
	await server.close();

	await killAt(step, times, join(world.folder, DATABASE_FILE));

	const again = await startRooms(world);
	const [half] = await again.store.retention.runs(world.samverkan);
	expect(half).toMatchObject({ done: gone, state: step === 'scrub' ? 'rewritten' : 'begun' });
	expect((await verify(again.store, world.samverkan)).findings, 'nothing is half').toEqual([]);
	const next = retentionOf(again);
	next.resume();
	await next.settled();
	expect((await again.store.retention.runs(world.samverkan))[0]).toMatchObject({ done: 2, state: 'done' });
	expect((await verify(again.store, world.samverkan)).findings).toEqual([]);
	await again.close();
	expect(filesWith(world.folder, [WORDS])).toEqual([]);
});
