import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../support/edits.ts';
import { startChild } from '../faults/support/child.ts';
import { openSynced } from '../support/socket-client.ts';
import { makeWorld } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { HOSTILE, marksOf } from './support/hostile.ts';

/** Bytes of memory that a process has, where the system says so. */
function memoryOf(pid: number): number {
	const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1]) * 1024;
}

const MOST = 100 * 1024 * 1024;

test.runIf(process.platform === 'linux')(
	'[GD19] all hostile updates, again and again, cost the server no memory to speak of',
	async () => {
		const world = await makeWorld();
		const server = await startChild(world.folder);
		const bob = await openSynced(server, world.bob, world.week.id);
		const entry = addEntry(bob.doc, world.bob, { text: 'Fyra bilinbrott vid stationen' });
		bob.send(encodeUpdate(Y.encodeStateAsUpdate(bob.doc)));
		await waitFor(() => bob.of('saved').length > 1, 'the row to be saved');
		const round = async (number: number) => {
			for (const [index, make] of Object.values(HOSTILE).entries()) {
				const attacker = await openSynced(server, world.alice, world.week.id);
				const target = { doc: bob.doc, entry, own: 3_000_000_000 + number * 10_000 + index * 100 };
				attacker.send(encodeUpdate(make(target, marksOf(target))));
				await waitFor(() => attacker.closed !== null || attacker.of('refused').length > 0, 'an answer');
				attacker.close();
			}
		};
		await round(0);
		const before = memoryOf(server.process.pid!);
		for (let number = 1; number <= 2; number++) await round(number);
		expect(memoryOf(server.process.pid!) - before).toBeLessThan(MOST);
	},
	120_000
);
