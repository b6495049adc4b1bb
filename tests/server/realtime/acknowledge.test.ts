import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { encodeStep1, encodeStep2, encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { addEntry, entryText } from '../../support/edits.ts';
import { tap, type Tap } from '../../support/failing-store.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { openSocket, openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms, type StartOptions } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

async function start(options: StartOptions = {}) {
	const world = await makeWorld();
	let tapped!: Tap;
	const server = await startRooms(world, { ...options, wrap: (store) => (tapped = tap(store)).store });
	return { world, server, journal: tapped };
}

const rowsOf = (journal: Tap) => journal.appends.flat().length;

test('[SY2] an edit is shown to nobody and acknowledged to nobody before it is stored', async () => {
	const { world, server, journal } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	journal.hold();
	const before = rowsOf(journal);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => rowsOf(journal) > before, 'the row to be on its way');
	// A message that is answered after the edit was handled: had anything been sent, it would be here before.
	bob.send(encodeStep2(Y.encodeStateAsUpdate(new Y.Doc())));
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	expect(bob.of('update')).toEqual([]);
	expect(alice.of('saved')).toHaveLength(1);

	journal.release();
	await waitFor(() => alice.of('saved').some(({ n }) => n === 3), 'both to be acknowledged');
	await waitFor(() => bob.doc.getMap('entries').size === 2, 'bob to see them');
});

test('[SY2] a newcomer is not shown what is on its way to the journal', async () => {
	const { world, server, journal } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	journal.hold();
	const before = rowsOf(journal);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => rowsOf(journal) > before, 'the row to be on its way');
	const bob = openSocket(server, world.bob, world.week.id);
	await waitFor(() => bob.of('step-1').length === 1, 'bob to be greeted');
	bob.send(encodeStep1(Y.encodeStateVector(bob.doc)));
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	const carol = openSocket(server, world.carol, world.actions.id); // another room goes on meanwhile
	await waitFor(() => carol.of('step-1').length === 1, 'another room to answer');
	expect(bob.of('step-2')).toEqual([]);

	journal.release();
	await waitFor(() => bob.of('step-2').length === 1, 'bob to get the document');
	await waitFor(() => bob.doc.getMap('entries').size === 2, 'bob to have both entries');
});

test('[SY3] the first message of a connection, too, must be acknowledged before anything is saved', async () => {
	const { world, server } = await start();
	const alice = openSocket(server, world.alice, world.week.id);
	await waitFor(() => alice.of('step-1').length === 1, 'the greeting');
	expect(alice.heard[0]).toMatchObject({ type: 'hello', protocol: 1, role: 'write', epoch: world.week.epoch });
	expect(alice.of('saved')).toEqual([]);
	alice.send(encodeStep2(Y.encodeStateAsUpdate(alice.doc)));
	await waitFor(() => alice.of('saved').length === 1, 'the acknowledgement');
	expect(alice.of('saved')[0]).toMatchObject({ n: 1 });
});

test('[SY3] a deletion alone, which no state vector shows, is not saved before it is stored', async () => {
	const { world, server, journal } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const id = addEntry(alice.doc, world.alice, { text: 'Kalle Karlsson' });
	await waitFor(() => isSaved(alice), 'the entry to be saved');
	journal.hold();
	const before = rowsOf(journal);
	const text = alice.doc.getMap<Y.Map<unknown>>('entries').get(id)?.get('text') as Y.Text;
	const vector = Y.encodeStateVector(alice.doc);
	text.delete(0, 14);
	expect(Y.encodeStateVector(alice.doc)).toEqual(vector);
	expect(alice.status.current).toMatchObject({ state: 'saving', waiting: 1 });
	await waitFor(() => rowsOf(journal) > before, 'the deletion to be on its way');
	expect(alice.status.current).toMatchObject({ state: 'saving', waiting: 1 });
	journal.release();
	await waitFor(() => isSaved(alice), 'the deletion to be saved');
	expect(entryText(alice.doc, id)).toBe('');
});

test('[SY3] what was acknowledged is in the journal of a server that died the next instant', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	for (let n = 0; n < 30; n++) alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.of('saved').some(({ n }) => n >= 10), 'some to be acknowledged');
	const acknowledged = Math.max(...alice.of('saved').map(({ n }) => n)) - 1; // the first message was the answer
	const rows = await server.store.journal.history(world.week.id);
	const doc = new Y.Doc();
	for (const { update } of rows) Y.applyUpdate(doc, update);
	expect(doc.getMap(entryKind.root).size).toBeGreaterThanOrEqual(acknowledged);
});

test('[SY2] the edits of one turn in several documents are one append', async () => {
	const { world, server, journal } = await start();
	const week = await openSynced(server, world.alice, world.week.id);
	const other = await openSynced(server, world.bob, world.week.id);
	journal.hold();
	week.send(encodeUpdate(week.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => journal.appends.flat().some(({ person }) => person === world.alice.person), 'the first row');
	const appends = journal.appends.length;
	for (let n = 0; n < 5; n++) other.send(encodeUpdate(other.write((doc) => addEntry(doc, world.bob))));
	other.send(encodeStep1(Y.encodeStateVector(other.doc))); // answered at rest, so after all of these
	await waitFor(() => server.rooms.size === 1, 'the room');
	journal.release();
	await waitFor(() => other.of('saved').some(({ n }) => n === 6), 'all to be stored');
	expect(journal.appends.slice(appends).length).toBeLessThanOrEqual(5);
	expect(week.doc.getMap('entries').size).toBe(6);
});

test('[SY12] while the store takes nothing everybody is told, and nothing is lost', async () => {
	const { world, server, journal } = await start({ policy: { retryAfter: 30 } });
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	journal.fail();
	const id = addEntry(alice.doc, world.alice, { text: 'Skadegörelse' });
	await waitFor(() => alice.status.current.state === 'cannot-store', 'alice to be told');
	await waitFor(() => bob.status.current.state === 'cannot-store', 'bob to be told');
	expect(alice.status.current).toMatchObject({ waiting: 1 });
	expect(server.rooms.cannotStore).toBe(true);
	expect(entryText(bob.doc, id)).toBeUndefined();
	await expect(server.rooms.edit(world.week.id, 'rule', null, () => undefined)).rejects.toThrow();

	journal.mend();
	await waitFor(() => isSaved(alice) && isSaved(bob), 'it to be saved after all');
	await waitFor(() => entryText(bob.doc, id) === 'Skadegörelse', 'bob to see it');
	expect(server.rooms.cannotStore).toBe(false);
});
