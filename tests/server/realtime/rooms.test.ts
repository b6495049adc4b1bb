import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createRecord } from '../../../src/lib/shared/board/record.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { noteKind } from '../../../src/lib/shared/board/note.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../../support/edits.ts';
import { tap, type Tap } from '../../support/failing-store.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms, type StartOptions } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

async function start(options: StartOptions = {}) {
	const world = await makeWorld();
	let tapped!: Tap;
	const server = await startRooms(world, { ...options, wrap: (store) => (tapped = tap(store)).store });
	return { world, server, journal: tapped };
}

const newId = (): RecordId => newRecordId((length) => crypto.getRandomValues(new Uint8Array(length)));
const BRIEFLY = { unloadAfter: 10 };

test('[SY13] ten that come at once get one room, loaded once', async () => {
	const { world, server } = await start();
	let loads = 0;
	const { journal } = server.store;
	const load = journal.load.bind(journal);
	journal.load = (id) => {
		loads += 1;
		return load(id);
	};
	const all = await Promise.all(Array.from({ length: 10 }, () => openSynced(server, world.alice, world.week.id)));
	expect(all.every(({ open }) => open)).toBe(true);
	expect(server.rooms.size).toBe(1);
	expect(loads).toBe(1);
});

test('[SY13] a room unloads after its last client, with a snapshot that the next load starts from', async () => {
	const { world, server, journal } = await start({ policy: BRIEFLY });
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 2), 'the edit to be saved');
	alice.close();
	await waitFor(() => server.rooms.size === 0, 'the room to be unloaded');
	expect(journal.snapshots).toBe(1);
	expect((await server.store.journal.load(world.week.id)).tail).toEqual([]);
	expect((await openSynced(server, world.bob, world.week.id)).doc.getMap('entries').size).toBe(1);
});

test('[SY13] a room whose snapshot can not be kept stays in memory until it can', async () => {
	const { world, server, journal } = await start({ policy: BRIEFLY });
	journal.failSnapshots(true);
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.close();
	let tries = 0;
	const failing = journal.store.journal.saveSnapshot;
	journal.store.journal.saveSnapshot = (...snapshot) => {
		tries += 1;
		return failing(...snapshot);
	};
	await waitFor(() => tries >= 3, 'some tries');
	expect(server.rooms.size).toBe(1);
	journal.failSnapshots(false);
	await waitFor(() => server.rooms.size === 0, 'the room to be unloaded');
});

test('[SY13] a long tail becomes a snapshot while people are there', async () => {
	const { world, server, journal } = await start({ policy: { snapshotAfter: 10 } });
	const alice = await openSynced(server, world.alice, world.week.id);
	for (let n = 0; n < 30; n++) {
		alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
		await waitFor(() => alice.of('saved').some((saved) => saved.n === n + 2), 'the edit to be saved');
	}
	await waitFor(() => journal.snapshots >= 2, 'snapshots');
	expect((await server.store.journal.load(world.week.id)).tail.length).toBeLessThan(20);
});

test('[SY13] closing stores what there is, says goodbye, and leaves no timer', async () => {
	const before = timers();
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const socket = await openSynced(server, world.bob, world.week.id);
	addEntry(alice.doc, world.alice);
	await waitFor(() => isSaved(alice), 'the entry to be saved');
	alice.close();
	await server.close();
	await waitFor(() => socket.closed !== null, 'the goodbye');
	expect(socket.closed?.code).toBe(1012);
	expect(socket.of('bye')).toMatchObject([{ code: 1012 }]);
	await waitFor(() => timers() <= before, 'all timers to be gone');
	expect(server.rooms.size).toBe(0);
});

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('[SY16] a command is journaled as who and how, seen by all, and done when it is stored', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.actions.id);
	const [first, second] = [newId(), newId()];
	await server.rooms.edit(world.actions.id, 'import', world.bob.person, (doc) => {
		for (const id of [first, second]) createRecord(doc, actionKind, id, { title: 'Från mallen' });
	});
	const rows = await server.store.journal.history(world.actions.id);
	expect(rows.map(({ via, person }) => [via, person])).toEqual([
		['rule', null],
		['import', world.bob.person],
		['rule', null]
	]);
	const { actions } = await server.rooms.read(world.actions.id, 'actions');
	expect(actions.map(({ number }) => number).sort()).toEqual([1, 2]);
	await waitFor(() => alice.doc.getMap('actions').size === 2, 'alice to see them');
});

test('[SY16] a command that breaks the schema or fails half-way leaves nothing behind', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const half = server.rooms.edit(world.week.id, 'rule', null, (doc) => {
		createRecord(doc, noteKind, newId(), { text: 'Halv' });
		throw new Error('on purpose');
	});
	await expect(half).rejects.toThrow('on purpose');
	const broken = server.rooms.edit(world.week.id, 'rule', null, (doc) => {
		doc.getMap('entries').set(newId(), new Y.Map([['nonsense', 1]]));
	});
	await expect(broken).rejects.toThrow('unknown-field');
	await server.rooms.edit(world.week.id, 'rule', null, (doc) => createRecord(doc, noteKind, newId(), { text: 'Hel' }));
	await waitFor(() => alice.doc.getMap('notes').size === 1, 'alice to see the whole one');
	expect((await server.rooms.read(world.week.id, 'week')).notes).toMatchObject([{ text: 'Hel' }]);
	expect(alice.open).toBe(true);
});

test('[SY16] a command in a document that nobody has open does not keep it open', async () => {
	const { world, server } = await start({ policy: BRIEFLY });
	await server.rooms.edit(world.week.id, 'rule', null, (doc) => createRecord(doc, noteKind, newId(), { text: 'N' }));
	await waitFor(() => server.rooms.size === 0, 'the room to be unloaded');
	expect((await server.rooms.read(world.week.id, 'week')).notes).toHaveLength(1);
	expect(server.rooms.size).toBe(0);
	await expect(server.rooms.read(world.week.id, 'actions')).rejects.toThrow();
});

test('[SY16] a document can be read as it was at any moment', async () => {
	let clock = 1_000;
	const { world, server } = await start({ now: () => clock });
	for (const at of [1_000, 2_000, 3_000]) {
		clock = at;
		await server.rooms.edit(world.week.id, 'rule', null, (doc) =>
			createRecord(doc, noteKind, newId(), { text: `${at}` })
		);
	}
	const notesAt = async (until: number) => (await server.history.recordAt(world.week.id, 'week', until)).notes.length;
	expect(await Promise.all([notesAt(999), notesAt(1_000), notesAt(2_500), notesAt(9_000)])).toEqual([0, 1, 2, 3]);
});
