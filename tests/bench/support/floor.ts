/**
 * What a socket costs with nothing behind it: no rights, no checks, no disk. `/relay/<room>` passes every frame on to
 * everybody else in the room and tells the sender so; `/batch/<room>` collects them first, over a window that is as long as
 * the room is full; `/bytes/<n>` answers the first frame with n bytes. Prints its port.
 */
import type { AddressInfo } from 'node:net';
import * as encoding from 'lib0/encoding';
import { WebSocketServer, type WebSocket } from 'ws';
import { encodeSaved } from '../../../src/lib/shared/protocol/messages.ts';
import { BATCH } from './batch.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const rooms = new Map<string, Set<WebSocket>>();

server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
server.on('connection', (socket, { url = '' }) => {
	const bytes = /^\/bytes\/(\d+)$/.exec(url)?.[1];
	if (bytes !== undefined) socket.once('message', () => socket.send(Buffer.alloc(Number(bytes), 1)));
	else if (url.startsWith('/batch/')) collect(socket, enter(socket, url));
	else relay(socket, enter(socket, url));
});

function enter(socket: WebSocket, url: string): Set<WebSocket> {
	const room = rooms.get(url) ?? new Set<WebSocket>();
	rooms.set(url, room.add(socket));
	socket.on('close', () => {
		room.delete(socket);
		if (room.size === 0) rooms.delete(url);
	});
	return room;
}

function relay(socket: WebSocket, room: ReadonlySet<WebSocket>) {
	let n = 0;
	socket.on('message', (frame: Buffer) => {
		for (const other of room) if (other !== socket) other.send(frame);
		socket.send(encodeSaved({ n: ++n, sequence: 0 }));
	});
}

/** In a room of up to so many, what one turn of the event loop brought is sent at once; in a fuller one, after a window. */
const SMALL_ROOM = 50;
const WINDOW_MS = 16;

interface Batch {
	frames: Buffer[];
	senders: Map<WebSocket, number>;
}

const batches = new WeakMap<ReadonlySet<WebSocket>, Batch>();

function collect(socket: WebSocket, room: ReadonlySet<WebSocket>) {
	let n = 0;
	socket.on('message', (frame: Buffer) => {
		const batch: Batch = batches.get(room) ?? { frames: [], senders: new Map() };
		if (!batches.has(room)) {
			batches.set(room, batch);
			if (room.size > SMALL_ROOM) setTimeout(() => send(room), WINDOW_MS);
			else setImmediate(() => send(room));
		}
		batch.frames.push(frame);
		batch.senders.set(socket, ++n);
	});
}

function send(room: ReadonlySet<WebSocket>) {
	const { frames, senders } = batches.get(room)!;
	batches.delete(room);
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, BATCH);
	for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
	const bundle = encoding.toUint8Array(encoder);
	for (const other of room) other.send(bundle);
	for (const [socket, n] of senders) socket.send(encodeSaved({ n, sequence: 0 }));
}
