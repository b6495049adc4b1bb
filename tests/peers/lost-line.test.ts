import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry, entryText } from '../support/edits.ts';
import { isSaved, Line, openPeer, openSaved } from '../support/open-peer.ts';
import { openSynced } from '../support/socket-client.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

test('[SY11] edits made without a line are counted, and arrive when it is back', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	const bob = await openSaved(server, world.bob, world.week);
	line.cut();
	await waitFor(() => alice.status.current.state === 'offline', 'alice to notice');
	const ids = [1, 2, 3].map((n) => addEntry(alice.doc, world.alice, { text: `Rad ${n}` }));
	expect(alice.status.current).toMatchObject({ state: 'offline', waiting: 3 });
	const theirs = addEntry(bob.doc, world.bob, { text: 'Under tiden' });
	line.mend();
	await waitFor(() => isSaved(alice), 'alice to be saved');
	await waitFor(() => ids.every((id) => entryText(bob.doc, id) !== undefined), 'bob to see alice’s');
	expect(entryText(alice.doc, theirs)).toBe('Under tiden');
});

test('[SY11] what is written between the handshake and the server’s question builds on nothing that is missing', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	line.cut();
	await waitFor(() => alice.status.current.state === 'offline', 'alice to notice');
	addEntry(alice.doc, world.alice, { text: 'Utan nät' });
	line.mend();
	const typing = setInterval(() => addEntry(alice.doc, world.alice, { text: 'Skriver vidare' }), 1);
	onTestFinished(() => clearInterval(typing));
	await waitFor(() => alice.status.current.state === 'saving', 'the line to be back');
	clearInterval(typing);
	await waitFor(() => isSaved(alice), 'all to be saved');
	expect(alice.refusedCopy).toBeNull();
	expect((await server.rooms.read(world.week.id, 'week')).entries).toHaveLength(alice.doc.getMap('entries').size);
});

const PROGRAM = fileURLToPath(new URL('../support/rooms-process.ts', import.meta.url));

async function startProcess(folder: string, port = 0): Promise<{ child: ChildProcess; port: number }> {
	const child = spawn(process.execPath, [PROGRAM, folder, String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
	onTestFinished(() => void child.kill('SIGKILL'));
	const [line] = (await once(child.stdout!, 'data')) as [Buffer];
	return { child, port: Number(line.toString()) };
}

const at = (port: number) => ({ url: `ws://127.0.0.1:${port}/sync`, origin: `http://127.0.0.1:${port}` });

async function kill(child: ChildProcess) {
	child.kill('SIGKILL');
	await once(child, 'exit');
}

test('[SY3] nothing that was acknowledged is lost when the server is killed', async () => {
	const world = await makeWorld();
	const { child, port } = await startProcess(world.folder);
	const alice = await openSynced(at(port), world.alice, world.week.id);
	for (let n = 0; n < 400; n++) alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
	await waitFor(() => alice.of('saved').some(({ n }) => n > 20), 'some to be acknowledged');
	await kill(child);
	const acknowledged = Math.max(...alice.of('saved').map(({ n }) => n)) - 1; // the first was the empty answer
	const store = await openSqliteStore(world.folder);
	onTestFinished(() => store.close());
	const doc = new Y.Doc();
	for (const { update } of await store.journal.history(world.week.id)) Y.applyUpdate(doc, update);
	expect(doc.getMap('entries').size).toBeGreaterThanOrEqual(acknowledged);
	expect(doc.store.pendingStructs).toBeNull();
});

test('[SY11] a killed server that comes back is found again, and gets what was written meanwhile', async () => {
	const world = await makeWorld();
	const first = await startProcess(world.folder);
	const alice = openPeer(at(first.port), world.alice, world.week);
	await waitFor(() => isSaved(alice), 'alice to be there');
	addEntry(alice.doc, world.alice, { text: 'Före' });
	await waitFor(() => isSaved(alice), 'the first to be saved');
	await kill(first.child);
	await waitFor(() => alice.status.current.state === 'offline', 'alice to notice');
	addEntry(alice.doc, world.alice, { text: 'Medan den var borta' });
	expect(alice.status.current).toMatchObject({ state: 'offline', waiting: 1 });
	await startProcess(world.folder, first.port);
	await waitFor(() => isSaved(alice), 'alice to be back and saved', 25_000);
	const bob = await openSaved(at(first.port), world.bob, world.week);
	expect(bob.doc.getMap('entries').size).toBe(2);
});
