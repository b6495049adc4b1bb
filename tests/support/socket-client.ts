import * as decoding from 'lib0/decoding';
import { onTestFinished } from 'vitest';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import * as wire from '../../src/lib/shared/protocol/messages.ts';
import { decodePresence, encodePresence, type PresenceRow } from '../../src/lib/shared/protocol/presence.ts';
import { browserSocket, type Where } from './open-peer.ts';
import type { Login } from './start-rooms.ts';
import { waitFor } from './wait-for.ts';

export type Heard =
	| { type: 'step-1'; bytes: Uint8Array }
	| { type: 'step-2'; bytes: Uint8Array }
	| { type: 'update'; bytes: Uint8Array }
	| { type: 'presence'; rows: PresenceRow[] }
	| ({ type: 'hello' } & wire.Hello)
	| ({ type: 'saved' } & wire.Saved)
	| ({ type: 'refused' } & wire.Refused)
	| { type: 'store'; state: wire.StoreState }
	| ({ type: 'bye' } & wire.Bye);

/** A client that says exactly what the test wants, and keeps all it hears. Its document takes in what is sent to it. */
export class SocketClient {
	readonly doc = new Y.Doc();
	readonly heard: Heard[] = [];
	readonly #socket: WebSocket;
	closed: { code: number; reason: string } | null = null;
	failed = false;

	constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.binaryType = 'arraybuffer';
		socket.onmessage = ({ data }) => this.#hear(new Uint8Array(data as ArrayBuffer));
		socket.onclose = ({ code, reason }) => (this.closed = { code, reason });
		socket.onerror = () => (this.failed = true);
	}

	get open(): boolean {
		return this.#socket.readyState === WebSocket.OPEN;
	}

	of<T extends Heard['type']>(type: T): Extract<Heard, { type: T }>[] {
		return this.heard.filter((heard) => heard.type === type) as Extract<Heard, { type: T }>[];
	}

	send(frame: Uint8Array | string) {
		this.#socket.send(frame as Uint8Array<ArrayBuffer>);
	}

	/** Asks for the document, and waits until it is here and the own empty answer is acknowledged. */
	async sync(): Promise<this> {
		await waitFor(() => this.of('step-1').length > 0, 'the server to say what it has');
		this.send(wire.encodeStep1(Y.encodeStateVector(this.doc)));
		await waitFor(() => this.of('step-2').length > 0, 'the document');
		this.send(wire.encodeStep2(Y.encodeStateAsUpdate(this.doc)));
		await waitFor(() => this.of('saved').length > 0 || this.closed !== null, 'the first acknowledgement');
		return this;
	}

	/** The update that the write makes; nothing is sent. */
	write(change: (doc: Y.Doc) => void): Uint8Array {
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => updates.push(update);
		this.doc.on('update', collect);
		this.doc.transact(() => change(this.doc));
		this.doc.off('update', collect);
		return Y.mergeUpdates(updates);
	}

	present(rows: PresenceRow[]) {
		this.send(wire.encodeAwareness(encodePresence(rows)));
	}

	close() {
		this.#socket.close();
	}

	#hear(bytes: Uint8Array) {
		const heard = read(bytes);
		this.heard.push(heard);
		if (heard.type === 'step-2' || heard.type === 'update') Y.applyUpdate(this.doc, heard.bytes);
	}
}

function read(frame: Uint8Array): Heard {
	const decoder = decoding.createDecoder(frame);
	const type = decoding.readVarUint(decoder);
	switch (type) {
		case wire.SYNC: {
			const step = decoding.readVarUint(decoder);
			const bytes = decoding.readVarUint8Array(decoder);
			return { type: (['step-1', 'step-2', 'update'] as const)[step]!, bytes };
		}
		case wire.AWARENESS:
			return { type: 'presence', rows: decodePresence(decoding.readVarUint8Array(decoder)) };
		case wire.HELLO:
			return { type: 'hello', ...wire.readHello(decoder) };
		case wire.SAVED:
			return { type: 'saved', ...wire.readSaved(decoder) };
		case wire.REFUSED:
			return { type: 'refused', ...wire.readRefused(decoder) };
		case wire.STORE:
			return { type: 'store', state: wire.readStore(decoder) };
		case wire.BYE:
			return { type: 'bye', ...wire.readBye(decoder) };
		default:
			throw new Error(`Unknown message type ${type}`);
	}
}

/** One that the caller closes. */
export function connectSocket(at: Where, login: Pick<Login, 'cookie'> | null, id: DocumentId | string): SocketClient {
	const Socket = browserSocket(login, at.origin);
	const told = id.includes('?') ? id : `${id}?schema=${SCHEMA_VERSION}`; // a program of today's, unless the test says
	return new SocketClient(new Socket(`${at.url}/${told}`));
}

export function openSocket(...where: Parameters<typeof connectSocket>): SocketClient {
	const client = connectSocket(...where);
	onTestFinished(() => client.close());
	return client;
}

/** One that has the document and has been acknowledged. */
export const openSynced = (...where: Parameters<typeof openSocket>): Promise<SocketClient> =>
	openSocket(...where).sync();
