import { expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type * as Y from 'yjs';
import { addEntry, entryText } from '../support/edits.ts';
import { isSaved, Line, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

/** As a restore or an erasure does: another history under another epoch. */
function replaceHistory(folder: string) {
	const database = new DatabaseSync(join(folder, 'lagestavlan.db'));
	database.exec("UPDATE documents SET epoch = 'another'");
	database.close();
}

test('[SY15] a document whose history was replaced starts from empty, and unsaved edits are kept as values', async () => {
	const world = await makeWorld();
	const first = await startRooms(world);
	const [quiet, busy] = [new Line(), new Line()];
	const alice = await openSaved(first, world.alice, world.week, { line: quiet });
	const bob = await openSaved(first, world.bob, world.week, { line: busy });
	const saved = addEntry(alice.doc, world.alice, { text: 'Sparat' });
	await waitFor(() => isSaved(alice) && entryText(bob.doc, saved) === 'Sparat', 'the entry to be there');
	const before: Y.Doc[] = [alice.doc, bob.doc];
	await first.close();
	const unsaved = addEntry(bob.doc, world.bob, { text: 'Osparat' });
	replaceHistory(world.folder);
	const second = await startRooms(world, { port: first.port });
	await waitFor(() => isSaved(alice), 'alice to be back');
	expect(alice.doc).not.toBe(before[0]);
	expect(alice.refusedCopy).toBeNull();

	await waitFor(() => bob.status.current.state === 'refused', 'bob to be told');
	expect(bob.doc).not.toBe(before[1]);
	expect(bob.status.current).toMatchObject({ problem: { code: 'history-replaced' }, waiting: 1 });
	expect(bob.refusedCopy!.records.entries![unsaved]).toMatchObject({ text: 'Osparat' });
	expect((await second.rooms.read(world.week.id, 'week')).entries.map(({ id }) => id)).toEqual([saved]);
});
