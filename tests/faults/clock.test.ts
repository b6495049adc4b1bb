import { expect, test } from 'vitest';
import { addEntry, entryText, type } from '../support/edits.ts';
import { isSaved, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

const DAY = 24 * 60 * 60 * 1000;

test('[FT6] a clock that jumps a day either way costs no edit, no connection and no order', async () => {
	const world = await makeWorld();
	let shift = 0;
	const server = await startRooms(world, { now: () => Date.now() + shift });
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	const lost: string[] = [];
	for (const peer of [alice, bob])
		peer.status.subscribe(({ state }) => {
			if (!['saved', 'saving'].includes(state)) lost.push(state);
		});
	const row = addEntry(alice.doc, world.alice, { text: '' });
	const made = [row];
	for (const [turn, jump] of [0, DAY, 0, -DAY, 0, DAY, -DAY].entries()) {
		shift = jump;
		type(alice.doc, row, `${turn} `);
		if (jump >= 0) made.push(addEntry(alice.doc, world.alice)); // a row that seems to be of tomorrow is refused, and should be
		await waitFor(
			() => isSaved(alice) && isSaved(bob) && entryText(bob.doc, row) === entryText(alice.doc, row),
			`an edit after ${jump} ms`
		);
	}
	expect(lost).toEqual([]);
	expect(entryText(bob.doc, row)).toBe('6 5 4 3 2 1 0 ');
	const rows = await server.store.journal.history(world.week.id);
	expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map(({ sequence }) => sequence).sort((a, b) => a - b));
	const stored = (await server.rooms.read(world.week.id, 'week')).entries.map(({ id }) => id);
	expect([...stored].sort()).toEqual([...made].sort());
});
