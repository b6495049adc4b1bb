/**
 * What a socket costs with nothing behind it: no rooms, no rights, no checks, no disk. `/relay` passes every frame on to
 * everybody else and tells the sender so; `/bytes/<n>` answers the first frame with n bytes. Prints its port.
 */
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { encodeSaved } from '../../../src/lib/shared/protocol/messages.ts';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const relayed = new Set<WebSocket>();

server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
server.on('connection', (socket, request) => {
	const bytes = /^\/bytes\/(\d+)$/.exec(request.url ?? '')?.[1];
	if (bytes === undefined) relay(socket);
	else socket.once('message', () => socket.send(Buffer.alloc(Number(bytes), 1)));
});

function relay(socket: WebSocket) {
	let n = 0;
	relayed.add(socket);
	socket.on('close', () => relayed.delete(socket));
	socket.on('message', (frame: Buffer) => {
		for (const other of relayed) if (other !== socket) other.send(frame);
		socket.send(encodeSaved({ n: ++n, sequence: 0 }));
	});
}
