import { expect, test } from 'vitest';
import { addEntry } from '../support/edits.ts';
import { isSaved, Line, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

test('[SY3] from an edit on, in the same turn, it is not called saved, with a line and without (R2)', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	addEntry(alice.doc, world.alice, { text: 'Med förbindelse' });
	expect(alice.status.current).toMatchObject({ state: 'saving', waiting: 1 });
	await waitFor(() => isSaved(alice), 'it to be saved');
	line.cut();
	await waitFor(() => alice.status.current.state === 'offline', 'the line to be lost');
	addEntry(alice.doc, world.alice, { text: 'Utan förbindelse' });
	expect(alice.status.current).toMatchObject({ state: 'offline', waiting: 1 });
});

test('[OF5] where the device keeps nothing, nothing is called kept, and all that waits is unsafe (R11)', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	expect(alice.unsafe).toBe(0);
	line.cut();
	await waitFor(() => alice.status.current.state === 'offline', 'the line to be lost');
	addEntry(alice.doc, world.alice, { text: 'Bara i fönstret' });
	expect(alice.unsafe).toBe(1);
	expect(alice.status.current).not.toHaveProperty('onDevice');
	line.mend();
	await waitFor(() => isSaved(alice), 'it to be saved');
	expect(alice.unsafe).toBe(0);
});
