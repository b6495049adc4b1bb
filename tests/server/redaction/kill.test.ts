import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { FlagStore } from '../../../server/storage/flags.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN, TAKEN_AWAY } from '../../../src/lib/shared/redaction/mask.ts';
import { isLong } from '../../faults/support/how-long.ts';
import { addEntry } from '../../support/edits.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { valueOf } from '../seal/support.ts';
import { actorOf, emptied, filesWith, flaggingOf, tablesWith } from './support.ts';

const NAME = 'Zåkarias Ödlund vid kiosken';
const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

/** Runs the redaction in a process of its own, and kills that where it stands. */
async function killAt(step: string, file: string): Promise<void> {
	const child = spawn(process.execPath, [CHILD, file, step], { stdio: ['ignore', 'pipe', 'inherit'] });
	await once(child.stdout, 'data');
	child.kill('SIGKILL');
	await once(child, 'exit');
}

test.each(isLong ? ['document', 'seals', 'commit', 'scrub'] : ['commit', 'scrub'])(
	'[RD8] killed at "%s" a redaction is not begun or complete, and the next start completes it',
	async (step) => {
		const world = await makeWorld();
		const server = await startRooms(world);
		let row = '' as RecordId;
		await server.rooms.edit(world.week.id, 'desk', world.carol.person, (doc) => {
			row = addEntry(doc, world.carol, { text: NAME });
		});
		const carol = await actorOf(server, world, world.carol);
		const begun = flaggingOf(server);
		const flag = valueOf(await begun.flag(carol, { document: world.week.id, root: 'entries', record: row }, ''));
		// only begun: the process ends before its worker has done anything
		const carryOut: FlagStore['carryOut'] = () => Promise.resolve();
		Object.defineProperty(server.store.flags, 'carryOut', { value: carryOut });
		valueOf(await begun.redact(carol, flag.id, { instead: emptied(flag), reason: 'Namn' }));
		await server.close();

		await killAt(step, join(world.folder, DATABASE_FILE));
		const found = tablesWith(world.folder, [NAME]);
		expect(found.sort()).toEqual(step === 'scrub' ? [] : ['flags', 'journal']);

		const again = await startRooms(world);
		expect((await again.rooms.read(world.week.id, 'week')).entries[0]?.text).toBe(
			step === 'scrub' ? TAKEN_AWAY : HIDDEN
		);
		await again.close();
		const third = await startRooms(world);
		await flaggingOf(third).resume();
		expect((await third.rooms.read(world.week.id, 'week')).entries[0]).toMatchObject({
			text: TAKEN_AWAY,
			flagged: null
		});
		expect(await third.store.flags.isUnfinished()).toBe(false);
		await third.close();
		expect(filesWith(world.folder, [NAME])).toEqual([]);
	}
);
