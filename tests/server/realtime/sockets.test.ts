import { once } from 'node:events';
import { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { PassThrough, type Duplex } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type * as Y from 'yjs';
import { Corked } from '../../../server/realtime/corked.ts';
import { Frames } from '../../../server/realtime/frames.ts';
import { Metrics } from '../../../server/realtime/metrics.ts';
import { SocketWire } from '../../../server/realtime/socket-wire.ts';
import { MAX_BACKLOG_BYTES, MAX_UNSAVED_ROWS, UPDATE_BURST } from '../../../src/lib/shared/protocol/limits.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { addEntry } from '../../support/edits.ts';
import { tap, type Tap } from '../../support/failing-store.ts';
import { openSynced } from '../../support/socket-client.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { openRelay } from '../../support/tcp-relay.ts';
import { waitFor } from '../../support/wait-for.ts';

const HOUR = 3_600_000;

const frameOf = (bytes: Buffer): { opcode: number; length: number } => ({
	opcode: bytes[0]! & 15,
	length: bytes[1]! < 126 ? bytes[1]! : bytes[1] === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
});

test('[RM5] a frame is made once for however many it goes to, whatever its length', () => {
	const frames = new Frames();
	for (const length of [0, 125, 126, 65_535, 65_536, 700_000]) {
		const message = new Uint8Array(length).fill(7);
		const frame = frames.of(message);
		expect(frames.of(message)).toBe(frame);
		expect(frameOf(frame)).toEqual({ opcode: 2, length });
		expect(frame.subarray(frame.length - length).every((byte) => byte === 7)).toBe(true);
	}
});

test('[RM5] what one turn sends to a socket goes out at its end, in order', async () => {
	const stream = new PassThrough();
	const writes: string[] = [];
	stream.on('data', (bytes: Buffer) => writes.push(bytes.toString()));
	const corked = new Corked();
	for (const word of ['ett ', 'två ', 'tre']) {
		corked.hold(stream);
		stream.write(word);
	}
	expect(stream.writableCorked).toBe(1);
	await waitFor(() => writes.join('') === 'ett två tre', 'the words');
	expect(stream.writableCorked).toBe(0);
});

/** A server's end of a WebSocket whose peer has stopped reading. */
async function stalled() {
	const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	const web = new Server();
	web.listen(0, '127.0.0.1');
	await once(web, 'listening');
	onTestFinished(() => void (web.closeAllConnections(), web.close()));
	const accepted = new Promise<{ socket: WebSocket; stream: Duplex }>((resolve) =>
		web.on('upgrade', (request, stream, head) =>
			server.handleUpgrade(request, stream, head, (socket) => resolve({ socket, stream }))
		)
	);
	const client = connect((web.address() as AddressInfo).port, '127.0.0.1');
	onTestFinished(() => void client.destroy());
	client.write(HANDSHAKE);
	await once(client, 'readable');
	client.pause();
	return accepted;
}

const HANDSHAKE = [
	'GET / HTTP/1.1',
	'Host: x',
	'Upgrade: websocket',
	'Connection: Upgrade',
	'Sec-WebSocket-Version: 13',
	'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
	'\r\n'
].join('\r\n');

test('[RM7] a client that reads too slowly is let go before its backlog outgrows the limit, and counted', async () => {
	const { socket, stream } = await stalled();
	const metrics = new Metrics();
	const wire = new SocketWire({ socket, stream, frames: new Frames(), corked: new Corked(), metrics });
	const piece = new Uint8Array(256 * 1024);
	let most = 0;
	for (let sent = 0; socket.readyState === WebSocket.OPEN && sent < 400; sent++) {
		wire.send(piece);
		most = Math.max(most, stream.writableLength);
		await new Promise((resolve) => setImmediate(resolve));
	}
	expect(socket.readyState).toBe(WebSocket.CLOSING);
	expect(most).toBeLessThanOrEqual(MAX_BACKLOG_BYTES + 1_000);
	expect(metrics.text()).toContain('lagestavlan_drops_total{reason="slow-reader"} 1');
});

test('[RM7] a document that is longer than the backlog may be still reaches who has read all before', async () => {
	const { socket, stream } = await stalled();
	const wire = new SocketWire({
		...{ socket, stream, frames: new Frames(), corked: new Corked(), metrics: new Metrics() }
	});
	wire.send(new Uint8Array(MAX_BACKLOG_BYTES * 2));
	expect(socket.readyState).toBe(WebSocket.OPEN);
});

test('[RM8] a socket that answers no ping is ended, and one that does stays', async () => {
	const world = await makeWorld();
	const server = await startRooms(world, { guard: { rhythm: { ping: 60 } } });
	const relay = await openRelay(server.port);
	await openSynced({ url: relay.url, origin: server.origin }, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	relay.set('silent');
	await waitFor(
		() => server.rooms.metrics.text().includes('lagestavlan_drops_total{reason="silent"} 1'),
		'the silent one to be ended'
	);
	await waitFor(() => server.rooms.metrics.text().includes('lagestavlan_sessions 1'), 'it to be gone');
	expect(bob.open).toBe(true);
});

test('[RM9] who edits stays logged in for as long as they work, and who only looks does not', async () => {
	const world = await makeWorld();
	let at = Date.now();
	const server = await startRooms(world, { now: () => at, guard: { rhythm: { sweep: 25 } } });
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	for (let hours = 0; hours < 15; hours += 5) {
		at += 5 * HOUR;
		const before = await expiryOf(alice);
		alice.send(encodeUpdate(alice.write((doc) => addEntry(doc, world.alice))));
		await expect.poll(() => expiryOf(alice)).toBeGreaterThan(before);
	}
	await waitFor(() => bob.closed !== null, 'the one who only looked to be logged out');
	expect(bob.closed?.code).toBe(4401);
	expect(alice.open).toBe(true);

	async function expiryOf(who: typeof alice): Promise<number> {
		const { sessions } = server.accounts;
		const [session] = await sessions.list(who === alice ? world.alice.person : world.bob.person);
		return session?.expiresAt ?? 0;
	}
});

test('[RM11] what waits for a store that does not answer is bounded: writers are told to wait, and what is taken is kept', async () => {
	const world = await makeWorld();
	let journal!: Tap;
	const server = await startRooms(world, { wrap: (store) => (journal = tap(store)).store });
	const logins = [world.alice, world.bob, world.carol];
	const writers = await Promise.all(logins.map((login) => openSynced(server, login, world.week.id)));
	journal.hold();
	const isTold = () => writers.some(({ closed }) => closed !== null);
	for (let edit = 0; !isTold() && edit < UPDATE_BURST; edit++) {
		for (const [index, writer] of writers.entries())
			writer.send(
				encodeUpdate(
					writer.write((doc) => (doc.getMap('entries').size < 5 ? addEntry(doc, logins[index]!) : retype(doc)))
				)
			);
		if (edit % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	await waitFor(() => writers.some(({ closed }) => closed !== null), 'one of them to be told');
	expect(writers.find(({ closed }) => closed !== null)?.closed?.code).toBe(4429);
	expect(server.rooms.unsaved.rows).toBeLessThanOrEqual(MAX_UNSAVED_ROWS + 5);
	const held = server.rooms.unsaved.rows;
	journal.release();
	await waitFor(() => server.rooms.unsaved.rows === 0, 'what was taken to be stored');
	expect((await server.store.journal.history(world.week.id)).length).toBeGreaterThanOrEqual(held);
});

/** Something small in a row that is there. */
function retype(doc: Y.Doc) {
	const [id] = doc.getMap('entries').keys();
	const text = textOf(doc, entryKind, id as RecordId, 'text')!;
	if (text.length > 400) text.delete(0, text.length);
	text.insert(0, 'x');
}
