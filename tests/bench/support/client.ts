import { WebSocket } from 'ws';
import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import * as wire from '../../../src/lib/shared/protocol/messages.ts';
import type { ChildServer } from './child-server.ts';
import { waitFor } from './wait.ts';
import type { Login } from './world.ts';

const RECEIVED = Symbol('received');

/** Times of one way in, in milliseconds from before the connection was opened. */
export interface Opening {
	/** The last byte of the document is here. */
	lastByte: number;
	/** … and in the client's own document. */
	synced: number;
	bytes: number;
}

/** A window with the document open: says what the page says, without presence. Talks to the board and to the relay alike. */
export class Client {
	readonly doc = new Y.Doc();
	/** Called when others' edits are in the document. */
	onapplied: () => void = () => undefined;
	/** Called when messages 1..n are acknowledged. */
	onsaved: (n: number) => void = () => undefined;
	opening: Opening | null = null;
	/** Update-bearing messages so far, and how many of them are acknowledged. */
	sent = 0;
	saved = 0;
	#trouble: string | null = null;
	readonly #began = performance.now();
	readonly #socket: WebSocket;

	/** `asks` for the document on coming in; the relay would only pass the question on. */
	constructor(url: string, { headers = {}, asks }: { headers?: Record<string, string>; asks: boolean }) {
		this.doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== RECEIVED) this.#send(update);
		});
		this.#socket = new WebSocket(url, { headers, perMessageDeflate: false });
		this.#socket.on('error', (error) => (this.#trouble ??= error.message));
		this.#socket.on('close', (code, reason) => (this.#trouble ??= `closed with ${code} ${reason.toString()}`));
		if (asks) this.#socket.on('open', () => this.#socket.send(wire.encodeStep1(Y.encodeStateVector(this.doc))));
		this.#socket.on('message', (frame: Buffer) => this.#hear(frame));
	}

	get open(): boolean {
		return this.#socket.readyState === WebSocket.OPEN;
	}

	/** Waits for what the server does. Throws when the connection was lost instead, or an edit refused. */
	async until(holds: () => boolean, what: string): Promise<void> {
		await waitFor(() => this.#trouble !== null || holds(), what);
		if (this.#trouble !== null) throw new Error(`${what}: ${this.#trouble}`);
	}

	async close(): Promise<void> {
		this.#trouble = null;
		this.#socket.close();
		await waitFor(() => this.#socket.readyState === WebSocket.CLOSED, 'a client to be gone');
	}

	/** Takes a document from elsewhere: the relay has none to give. */
	take(update: Uint8Array) {
		Y.applyUpdate(this.doc, update, RECEIVED);
	}

	#send(update: Uint8Array) {
		this.sent += 1;
		this.#socket.send(wire.encodeUpdate(update));
	}

	#hear(frame: Buffer) {
		const decoder = decoding.createDecoder(frame);
		switch (decoding.readVarUint(decoder)) {
			case wire.SYNC:
				return this.#sync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder), frame.byteLength);
			case wire.SAVED:
				this.saved = wire.readSaved(decoder).n;
				return this.onsaved(this.saved);
			case wire.REFUSED:
				this.#trouble ??= `refused: ${JSON.stringify(wire.readRefused(decoder))}`;
		}
	}

	#sync(step: number, bytes: Uint8Array, frameBytes: number) {
		const lastByte = performance.now() - this.#began;
		if (step === wire.STEP_1) {
			this.sent += 1;
			return this.#socket.send(wire.encodeStep2(Y.encodeStateAsUpdate(this.doc, bytes)));
		}
		this.take(bytes);
		if (step === wire.STEP_2) this.opening ??= { lastByte, synced: performance.now() - this.#began, bytes: frameBytes };
		this.onapplied();
	}
}

/** Somebody at the document on the board's server: it is whole, and what the client said on coming in is acknowledged. */
export async function openBoard(server: ChildServer, document: string, login: Login): Promise<Client> {
	const cookie = `${login.cookieName}=${login.cookieValue}`;
	const client = new Client(`${server.sockets}/sync/${document}`, {
		headers: { cookie, origin: server.origin },
		asks: true
	});
	await client.until(() => client.opening !== null && client.saved > 0, 'the document to be open');
	return client;
}

/** The same on the relay, which has no documents. */
export async function openRelay(floor: ChildServer, state: Uint8Array): Promise<Client> {
	const client = new Client(`${floor.sockets}/relay/all`, { asks: false });
	client.take(state);
	await client.until(() => client.open, 'the relay to answer');
	return client;
}

/** Milliseconds from opening a connection to the last of that many bytes. */
export function timeBytes(floor: ChildServer, bytes: number): Promise<number> {
	const began = performance.now();
	const socket = new WebSocket(`${floor.sockets}/bytes/${bytes}`, { perMessageDeflate: false });
	return new Promise((resolve, reject) => {
		socket.on('error', reject);
		socket.on('open', () => socket.send(wire.encodeStep1(Uint8Array.of(0))));
		socket.on('message', () => {
			resolve(performance.now() - began);
			socket.close();
		});
	});
}
