import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { RoomsServer, Login } from '../../support/start-rooms.ts';

/** A socket past the handshake, on which any bytes can be put. */
export interface RawSocket {
	readonly socket: Socket;
	/** The answer to the upgrade, as text. */
	readonly answer: string;
	/** The code of the close frame that came, or 0 when the connection just ended; null while it is there. */
	closed(): number | null;
}

export async function openRaw(
	server: Pick<RoomsServer, 'port' | 'origin'>,
	login: Pick<Login, 'cookie'>,
	path: string,
	headers: Record<string, string> = {}
): Promise<RawSocket> {
	const socket = connect(server.port, '127.0.0.1');
	onTestFinished(() => void socket.destroy());
	socket.on('error', () => socket.destroy());
	const all = {
		...HANDSHAKE(),
		host: `127.0.0.1:${server.port}`,
		origin: server.origin,
		cookie: login.cookie,
		...headers
	};
	const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
	socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
	const [first] = (await once(socket, 'data')) as [Buffer];
	const end = first.indexOf('\r\n\r\n') + 4;
	let heard = first.subarray(end);
	socket.on('data', (bytes) => (heard = Buffer.concat([heard, bytes as Buffer])));
	let ended = false;
	socket.on('close', () => (ended = true));
	return {
		socket,
		answer: first.subarray(0, end).toString(),
		closed: () => closeCodeIn(heard) ?? (ended ? 0 : null)
	};
}

const HANDSHAKE = () => ({
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-version': '13',
	'sec-websocket-key': randomBytes(16).toString('base64')
});

/** Goes through the server's frames, which are not masked, to its close frame. */
function closeCodeIn(bytes: Buffer): number | null {
	for (let at = 0; at + 2 <= bytes.length;) {
		let length = bytes[at + 1]! & 127;
		let head = 2;
		if (length === 126) [length, head] = [bytes.readUInt16BE(at + 2), 4];
		else if (length === 127) [length, head] = [Number(bytes.readBigUInt64BE(at + 2)), 10];
		if ((bytes[at]! & 15) === 8) return length >= 2 ? bytes.readUInt16BE(at + head) : 1005;
		at += head + length;
	}
	return null;
}

export interface FrameParts {
	/** First byte: FIN, reserved bits, opcode. A whole binary message when left out. */
	first?: number;
	payload?: Uint8Array;
	masked?: boolean;
	/** What the header says of the length; the payload's own when left out. */
	announced?: bigint;
}

/** A frame as a client sends it, or as none does. */
export function frame({ first = 0x82, payload = new Uint8Array(), masked = true, announced }: FrameParts): Buffer {
	const mask = masked ? 0x80 : 0;
	const length = announced ?? BigInt(payload.byteLength);
	const head =
		length < 126n
			? Buffer.of(first, mask | Number(length))
			: length < 65_536n
				? Buffer.of(first, mask | 126, Number(length >> 8n), Number(length & 255n))
				: Buffer.concat([Buffer.of(first, mask | 127), wide(length)]);
	return Buffer.concat([head, ...(masked ? [Buffer.alloc(4)] : []), payload]); // a mask of zeros changes nothing
}

function wide(length: bigint): Buffer {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(length);
	return bytes;
}
