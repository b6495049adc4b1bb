import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Store } from '../../../server/storage/store.ts';
import { encodeStep1, encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../../support/edits.ts';
import { openSocket, openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const ASK_FOR_ALL = encodeStep1(Uint8Array.of(0));

/** A week with one row that is kept as a snapshot, where loads are held until they are let go. */
async function keptWeek() {
	const world = await makeWorld();
	const first = await startRooms(world);
	const alice = await openSynced(first, world.alice, world.week.id);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice, { text: 'Skräp' }))));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 2), 'the row to be saved');
	await first.close();
	const gate = Promise.withResolvers<void>();
	let loads = 0;
	const wrap = (store: Store): Store => ({
		...store,
		journal: {
			append: (rows) => store.journal.append(rows),
			history: (...from) => store.journal.history(...from),
			saveSnapshot: (...snapshot) => store.journal.saveSnapshot(...snapshot),
			startAnew: (...from) => store.journal.startAnew(...from),
			async load(id) {
				loads += 1;
				await gate.promise;
				return store.journal.load(id);
			}
		}
	});
	const server = await startRooms(world, { wrap });
	return { world, server, open: () => gate.resolve(), loads: () => loads };
}

test('[RM4] nobody is answered before the document is read, and each who comes meanwhile is given it once', async () => {
	const { world, server, open, loads } = await keptWeek();
	const people = [world.alice, world.bob, world.carol];
	const many = Array.from({ length: 50 }, (_, n) => openSocket(server, people[n % 3]!, world.week.id));
	await waitFor(() => many.every((client) => client.open), 'all to be there');
	for (const client of many) client.send(ASK_FOR_ALL);
	await waitFor(() => loads() === 1, 'the load');
	expect(many.flatMap((client) => client.of('step-2'))).toEqual([]);
	open();
	await waitFor(() => many.every((client) => client.of('step-2').length > 0), 'all to have the week');
	for (const client of many) expect(client.doc.getMap('entries').size).toBe(1);
	await waitFor(() => many.every((client) => client.of('step-1').length > 0), 'all to be asked what they have');
	expect(many.map((client) => client.of('step-2').length)).toEqual(many.map(() => 1));
	expect(loads()).toBe(1);
	expect(server.rooms.size).toBe(1);
});

test('[RM4] who has a part already is given what is missing, and nothing twice', async () => {
	const { world, server, open } = await keptWeek();
	open();
	const alice = await openSynced(server, world.alice, world.week.id);
	const state = Y.encodeStateAsUpdate(alice.doc);
	alice.close();
	const bob = openSocket(server, world.bob, world.week.id);
	Y.applyUpdate(bob.doc, state);
	await bob.sync();
	expect(bob.of('step-2')[0]!.bytes.byteLength).toBeLessThan(10);
});
