import { expect, test } from 'vitest';
import { addEntry, entryText, type } from '../support/edits.ts';
import { isSaved, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

test('[SY1] what alice writes, bob sees, and alice is told when it is saved', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);

	const id = addEntry(alice.doc, world.alice, { text: 'Bilinbrott' });
	expect(alice.status.current).toMatchObject({ state: 'saving', waiting: 1 });
	await waitFor(() => entryText(bob.doc, id) === 'Bilinbrott', 'bob to see the entry');
	await waitFor(() => isSaved(alice), 'alice to be told that it is saved');

	type(bob.doc, id, 'Fyra ');
	await waitFor(() => entryText(alice.doc, id) === 'Fyra Bilinbrott', 'alice to see the text');
	await waitFor(() => isSaved(bob), 'bob to be told that it is saved');
	const stored = await server.rooms.read(world.week.id, 'week');
	expect(stored.entries).toMatchObject([{ id, text: 'Fyra Bilinbrott' }]);
});
