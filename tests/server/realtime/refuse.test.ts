import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeStep2, encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { unsavedRecords } from '../../../src/lib/sync/refused-copy.ts';
import { addAction, addEntry, entryText, type } from '../../support/edits.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

async function start() {
	const world = await makeWorld();
	return { world, server: await startRooms(world) };
}

const BAD_WRITES: Record<string, { code: string; write: (doc: Y.Doc) => void }> = {
	'a root that there is not': { code: 'unknown-root', write: (doc) => doc.getMap('secrets').set('a', 1) },
	'the server’s own map': { code: 'server-only', write: (doc) => doc.getMap('meta').set('schema', 99) },
	'a record that is no map': {
		code: 'not-a-record',
		write: (doc) => doc.getMap('entries').set('abcdefghijkl', 'text')
	},
	'a list beside the records': {
		code: 'not-a-record',
		write: (doc) => {
			doc.getArray('entries').insert(0, ['hidden']);
		}
	},
	'a field that there is not': {
		code: 'unknown-field',
		write: (doc) => doc.getMap('entries').set('abcdefghijkl', new Y.Map([['password', 1]]))
	},
	'a record without its texts': {
		code: 'bad-field',
		write: (doc) => doc.getMap('entries').set('abcdefghijkl', new Y.Map())
	},
	'an id of no kind': { code: 'bad-id', write: (doc) => doc.getMap('entries').set('../../x', new Y.Map()) }
};

for (const [what, { code, write }] of Object.entries(BAD_WRITES))
	test(`[SY4] ${what} is refused as ${code}, unseen and unstored`, async () => {
		const { world, server } = await start();
		const bob = await openSynced(server, world.bob, world.week.id);
		const alice = await openSynced(server, world.alice, world.week.id);
		const rows = (await server.store.journal.history(world.week.id)).length;
		alice.send(encodeUpdate(alice.write(write)));
		await waitFor(() => alice.closed !== null, 'the sender to be closed');
		expect(alice.closed?.code).toBe(4410);
		expect(alice.of('refused')).toMatchObject([{ n: 2, kind: 'schema', resync: false, problem: { code } }]);

		bob.send(encodeUpdate(bob.write((doc) => addEntry(doc, world.bob))));
		await waitFor(() => bob.of('saved').some(({ n }) => n === 2), 'the others to go on in the rebuilt room');
		expect(bob.of('update')).toEqual([]);
		expect(await server.store.journal.history(world.week.id)).toHaveLength(rows + 1);
		expect((await server.rooms.read(world.week.id, 'week')).entries).toHaveLength(1);
	});

test('[SY4] an edit that a policy forbids reaches neither journal nor others, who go on undisturbed', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	const id = addEntry(alice.doc, world.alice, { text: 'Bilinbrott' });
	await waitFor(() => entryText(bob.doc, id) === 'Bilinbrott', 'bob to see it');
	const rows = (await server.store.journal.history(world.week.id)).length;

	// Bob signs with alice's name, and alice types on meanwhile.
	const forged = addEntry(bob.doc, world.alice, { text: 'Alice har sagt' });
	type(alice.doc, id, 'Fyra ');
	await waitFor(() => bob.status.current.state === 'refused', 'bob to be told');
	expect(bob.status.current).toMatchObject({ problem: { code: 'author-not-self', path: `entry(${forged})` } });
	await waitFor(() => isSaved(alice), 'alice to be saved');
	await waitFor(() => entryText(bob.doc, id) === 'Fyra Bilinbrott', 'bob to see what alice typed');
	expect(entryText(alice.doc, forged)).toBeUndefined();
	expect(await server.store.journal.history(world.week.id)).toHaveLength(rows + 1);
});

test('[SY5] whose edit was refused gets a fresh document, keeps a copy of what they had, and goes on', async () => {
	const { world, server } = await start();
	const bob = await openSaved(server, world.bob, world.week);
	const own = addEntry(bob.doc, world.bob, { text: 'Mitt eget' });
	await waitFor(() => isSaved(bob), 'an ordinary edit');
	const replaced: Y.Doc[] = [];
	bob.onreplaced = (doc) => replaced.push(doc);
	const old = bob.doc;
	const forged = addEntry(bob.doc, world.alice, { text: 'Inte mitt' });
	await waitFor(() => replaced.length > 0, 'the fresh document');
	expect(replaced).toEqual([bob.doc]);
	expect(bob.doc).not.toBe(old);
	await waitFor(() => entryText(bob.doc, own) === 'Mitt eget', 'the server’s document to be here');
	expect(entryText(bob.doc, forged)).toBeUndefined();
	expect(unsavedRecords(bob.refusedCopy!, bob.doc)).toMatchObject([{ id: forged, fields: { text: 'Inte mitt' } }]);

	bob.dismissRefusal();
	await waitFor(() => isSaved(bob), 'all to be well again');
	type(bob.doc, own, 'Allt ');
	await waitFor(() => isSaved(bob), 'the next edit to be saved');
	expect(replaced).toHaveLength(1);
});

test('[SY6] a reader follows along, and every change of theirs is refused by both doors', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 2), 'something to read');
	const rows = (await server.store.journal.history(world.week.id)).length;
	for (const encode of [encodeUpdate, encodeStep2]) {
		const reader = await openSynced(server, world.reader, world.week.id);
		expect(reader.of('hello')[0]?.role).toBe('read');
		expect(reader.of('saved')).toMatchObject([{ n: 1 }]); // the answer had nothing new
		expect(reader.doc.getMap('entries').size).toBe(1);
		reader.send(encode(reader.write((doc) => addEntry(doc, world.reader))));
		await waitFor(() => reader.closed !== null, 'the reader to be closed');
		expect(reader.of('refused')).toMatchObject([{ n: 2, kind: 'read-only', resync: false }]);
	}
	const deleting = await openSynced(server, world.reader, world.week.id);
	const entries = deleting.doc.getMap('entries');
	deleting.send(encodeUpdate(deleting.write(() => entries.delete([...entries.keys()][0]!))));
	await waitFor(() => deleting.closed !== null, 'the reader who deletes to be closed');
	expect(alice.of('update')).toEqual([]);
	expect(await server.store.journal.history(world.week.id)).toHaveLength(rows);
	expect(server.rooms.size).toBe(1);
});

test('[SY7] an update with a gap is refused, asked for whole, and acknowledged once that has come', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.write((doc) => addEntry(doc, world.alice)); // lost on the way
	const later = alice.write((doc) => addEntry(doc, world.alice));
	const asked = alice.of('step-1').length;
	alice.send(encodeUpdate(later));
	await waitFor(() => alice.of('step-1').length > asked, 'the server to ask what it lacks');
	expect(alice.of('refused')).toMatchObject([{ n: 2, kind: 'gap', resync: true }]);
	const known = alice.of('step-1').at(-1)!.bytes;
	const unrelated = new Y.Doc();
	addEntry(unrelated, world.alice);
	alice.send(encodeUpdate(Y.encodeStateAsUpdate(unrelated)));
	alice.send(encodeStep2(Y.encodeStateAsUpdate(alice.doc, known)));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 4), 'the whole to be acknowledged');
	expect(alice.of('saved').map(({ n }) => n)).toEqual([1, 4]);
	expect((await server.rooms.read(world.week.id, 'week')).entries).toHaveLength(3);
});

test('[SY7] a client that can not close its gap is not asked for ever', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.write((doc) => addEntry(doc, world.alice));
	for (let n = 0; n < 4; n++) alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.closed !== null, 'the client to be closed');
	expect(alice.of('refused').at(-1)).toMatchObject({ kind: 'broken', resync: false });
});

test('[SY8] åtgärder that several people propose at once get a number each, in the commit they are made in', async () => {
	const { world, server } = await start();
	const people = [world.alice, world.bob, world.carol];
	const clients = await Promise.all(people.map((login) => openSynced(server, login, world.actions.id)));
	for (let round = 0; round < 5; round++)
		for (const [index, client] of clients.entries())
			client.send(encodeUpdate(client.write((doc) => addAction(doc, people[index]!))));
	await waitFor(() => clients.every((client) => client.of('saved').some(({ n }) => n === 6)), 'all to be saved');
	const { actions } = await server.rooms.read(world.actions.id, 'actions');
	const numbers = actions.map(({ number }) => number).sort((a, b) => a! - b!);
	expect(numbers).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
	const rows = await server.store.journal.history(world.actions.id);
	const next = rows[rows.findIndex(({ via }) => via === 'desk') + 1];
	expect(next).toMatchObject({ via: 'rule', person: null });
	await waitFor(() => clients.every(({ doc }) => numbered(doc) === 15), 'everybody to see the numbers');
});

const numbered = (doc: Y.Doc): number =>
	[...doc.getMap<Y.Map<unknown>>('actions').values()].filter((action) => typeof action.get('number') === 'number')
		.length;

test('[SY4] an update that would fail while it is applied costs its sender the socket, and the room nothing', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => bob.doc.getMap('entries').size === 1, 'the entry to be there');
	const rows = await server.store.journal.history(world.week.id);
	// Two collected structs of a new client, of which the second has no length.
	bob.send(encodeUpdate(Uint8Array.of(1, 2, 9, 0, 0, 1, 0, 0, 0)));
	await waitFor(() => bob.closed !== null, 'the sender to be closed');
	expect(bob.closed?.code).toBe(4400);
	alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 3), 'alice to go on');
	expect(await server.store.journal.history(world.week.id)).toHaveLength(rows.length + 1);
	const carol = await openSynced(server, world.carol, world.week.id);
	expect(carol.doc.getMap('entries').size).toBe(2);
});

test('[SY5] an edit that is longer than the server takes is kept aside at once, and not sent for ever', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	addEntry(alice.doc, world.alice, { text: 'x'.repeat(1024 * 1024 + 1) });
	await waitFor(() => alice.status.current.state === 'refused', 'alice to be told');
	expect(alice.status.current).toMatchObject({ problem: { code: 'too-large' }, waiting: 1 });
	alice.dismissRefusal();
	await waitFor(() => isSaved(alice), 'alice to go on');
});
