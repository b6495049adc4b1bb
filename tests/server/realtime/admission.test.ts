import { expect, test } from 'vitest';
import { newDocumentId } from '../../../src/lib/shared/ids.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../../support/edits.ts';
import { isSaved, openPeer, openSaved } from '../../support/open-peer.ts';
import { openSocket, openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

async function start() {
	const world = await makeWorld();
	return { world, server: await startRooms(world) };
}

test('[SY9] only pages of our own origin get a socket', async () => {
	const { world, server } = await start();
	for (const origin of [
		'https://evil.example',
		'null',
		`${server.origin}.evil.example`,
		server.origin.replace('127', '128')
	]) {
		const socket = openSocket({ ...server, origin }, world.alice, world.week.id);
		await waitFor(() => socket.closed !== null, `${origin} to be turned away`);
		expect(socket.closed?.code).toBe(1006); // no handshake, so no close code
		expect(socket.heard).toEqual([]);
	}
	expect(server.rooms.size).toBe(0);
});

test('[SY9] without a session the socket says so, for a browser that would otherwise try for ever', async () => {
	const { world, server } = await start();
	for (const login of [null, { cookie: 'lagestavlan=abc' }]) {
		const socket = openSocket(server, login, world.week.id);
		await waitFor(() => socket.closed !== null, 'the close');
		expect(socket.closed).toEqual({ code: 4401, reason: 'session-ended' });
	}
});

test('[SY9] what is not there and what one may not know of are answered alike', async () => {
	const { world, server } = await start();
	const unknown = newDocumentId((length) => crypto.getRandomValues(new Uint8Array(length)));
	const asked = [
		{ login: world.alice, id: unknown },
		{ login: world.alice, id: '..%2f..%2fetc' },
		{ login: world.alice, id: `${world.week.id}/` },
		{ login: world.stranger, id: world.week.id }
	];
	for (const { login, id } of asked) {
		const socket = openSocket(server, login, id);
		await waitFor(() => socket.closed !== null, 'the close');
		expect(socket.closed).toEqual({ code: 4404, reason: 'not-found' });
		expect(socket.heard).toEqual([]);
	}
	expect(server.rooms.size).toBe(0);
});

test('[SY9] an upgrade to nowhere is ended', async () => {
	const { world, server } = await start();
	const socket = openSocket({ ...server, url: server.url.replace('/sync', '/other') }, world.alice, world.week.id);
	await waitFor(() => socket.closed !== null, 'the end');
	expect(socket.failed).toBe(true);
});

test('[SY10] a session that ends closes its sockets, for good, and nobody else’s', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	await server.accounts.sessions.endAll(world.alice.person);
	await waitFor(() => alice.status.current.state === 'closed', 'alice to be closed');
	expect(alice.status.current).toMatchObject({ reason: 'session-ended' });
	expect(isSaved(bob)).toBe(true);
	addEntry(bob.doc, world.bob);
	await waitFor(() => isSaved(bob), 'bob to go on');
});

test('[SY10] changed rights close the sockets concerned, and the client comes back as who it now is', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSynced(server, world.bob, world.week.id);
	const { samverkan } = world;
	await server.store.organisation.setMember(samverkan, world.alice.person, world.alice.party, ['reporter']);
	server.rooms.rightsChanged(samverkan, world.alice.person);
	await waitFor(() => alice.role.current === 'read', 'alice to be a reader');
	expect(bob.open).toBe(true);

	await server.store.organisation.removeMember(samverkan, world.alice.person);
	server.rooms.rightsChanged(samverkan, null);
	await waitFor(() => alice.status.current.state === 'closed', 'alice to be out');
	expect(alice.status.current).toMatchObject({ reason: 'not-found' });
	await waitFor(() => bob.closed?.code === 4403, 'everybody to be decided anew');
});

test('[SY10] a sealed week is read-only for everybody from that moment', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const socket = await openSynced(server, world.bob, world.week.id);
	await server.store.documents.setWeekState(world.week.id, 'sealed', world.alice.person, Date.now());
	await server.rooms.weekStateChanged(world.week.id);
	await waitFor(() => alice.role.current === 'read' && isSaved(alice), 'alice to be back as a reader');
	expect(socket.closed?.code).toBe(4403);
	const late = await openSynced(server, world.bob, world.week.id);
	late.send(encodeUpdate(late.write((doc) => addEntry(doc, world.bob))));
	await waitFor(() => late.closed !== null, 'the late edit to be refused');
	expect(late.of('refused')).toMatchObject([{ kind: 'read-only' }]);
	expect((await server.rooms.read(world.week.id, 'week')).entries).toEqual([]);
});

test('[SY10] edits made while the week was being sealed are kept aside, not lost', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	await server.store.documents.setWeekState(world.week.id, 'sealed', world.alice.person, Date.now());
	const id = addEntry(alice.doc, world.alice, { text: 'I sista stund' });
	await server.rooms.weekStateChanged(world.week.id);
	addEntry(alice.doc, world.alice, { text: 'Ännu senare' });
	await waitFor(() => alice.status.current.state === 'refused', 'alice to be told');
	expect(Object.keys(alice.refusedCopy!.records.entries!)).toContain(id);
});

test('[SY17] a frame that is no message costs its sender the socket', async () => {
	const { world, server } = await start();
	const bob = await openSynced(server, world.bob, world.week.id);
	const frames: [Uint8Array | string, number][] = [
		['9007199254740993', 1003],
		[Uint8Array.of(), 4400],
		[Uint8Array.of(99), 4400],
		[Uint8Array.of(0, 2, 3, 255, 255, 255), 4400],
		[new Uint8Array(1024 * 1024 + 1), 1009]
	];
	for (const [frame, code] of frames) {
		const socket = await openSynced(server, world.alice, world.week.id);
		socket.send(frame);
		await waitFor(() => socket.closed !== null, `the close for ${code}`);
		expect(socket.closed?.code).toBe(code);
	}
	bob.send(encodeUpdate(bob.write((doc) => addEntry(doc, world.bob))));
	await waitFor(() => bob.of('saved').some(({ n }) => n === 2), 'bob to go on');
});

test('[SY17] a client that asks for the document without end is let go', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	for (let n = 0; n < 20; n++) alice.send(Uint8Array.of(0, 0, 1, 0));
	await waitFor(() => alice.closed !== null, 'the close');
	expect(alice.closed?.code).toBe(4429);
});

test('[SY9] a document that one may not open is not tried again', async () => {
	const { world, server } = await start();
	const stranger = openPeer(server, world.stranger, world.week);
	await waitFor(() => stranger.status.current.state === 'closed', 'the end');
	expect(stranger.status.current).toEqual({ state: 'closed', reason: 'not-found', waiting: 0 });
});
