import { expect, onTestFinished, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import { addEntry, entryText } from '../support/edits.ts';
import { browserSocket, openSaved } from '../support/open-peer.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

test('[SY18] (R14) a plain y-websocket client reads and writes; it only never hears that it is saved', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const bob = await openSaved(server, world.bob, world.week);
	const before = addEntry(bob.doc, world.bob, { text: 'Bobs rad' });
	const doc = new Y.Doc();
	const plain = new WebsocketProvider(server.url, world.week.id, doc, {
		WebSocketPolyfill: browserSocket(world.alice, server.origin),
		disableBc: true,
		params: { schema: String(SCHEMA_VERSION) } // it says what its program knows, as ours does
	});
	onTestFinished(() => plain.destroy());
	await waitFor(() => entryText(doc, before) === 'Bobs rad', 'the plain client to read');
	const id = addEntry(doc, world.alice, { text: 'Utan kvittens' });
	await waitFor(() => entryText(bob.doc, id) === 'Utan kvittens', 'bob to see what it wrote');
	expect((await server.rooms.read(world.week.id, 'week')).entries).toHaveLength(2);
	expect(plain.wsconnected).toBe(true);
});
