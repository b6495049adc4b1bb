import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { addEntry, entryKind } from '../../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { authorOf } from '../support/typing.ts';
import { waitFor } from '../support/wait.ts';
import { random, type Login } from '../support/world.ts';
import type { Brought } from './dialects.ts';
import type { Measured } from './servers.ts';

const NOTHING = Uint8Array.of(0);
const EMPTY_UPDATE = Y.encodeStateAsUpdate(new Y.Doc());

/**
 * A window without a document: it hears frames and looks how far they bring each writer, so that hundreds of them cost
 * the machine little beside the server.
 */
export class Window {
	/** How far each writer has come here, by Yjs client. */
	readonly clocks = new Map<number, number>();
	onseen: () => void = () => undefined;
	/** Milliseconds from before the connection was opened to a whole document of at least `expects` bytes. */
	whole: number | null = null;
	trouble: string | null = null;
	protected readonly room: string;
	protected readonly measured: Measured;
	readonly #socket: WebSocket;
	readonly #began = performance.now();
	readonly #expects: number;
	#questioned = false;

	constructor(measured: Measured, room: string, login: Login, expects = 0) {
		this.measured = measured;
		this.room = room;
		this.#expects = expects;
		const { dialect, server } = measured;
		const headers = dialect.headers(server, login);
		this.#socket = new WebSocket(dialect.url(server, room), { headers, perMessageDeflate: false });
		this.#socket.on('error', (error) => (this.trouble ??= error.message));
		this.#socket.on('close', (code, reason) => (this.trouble ??= `closed with ${code} ${reason.toString()}`));
		this.#socket.on('open', () => dialect.opening(room, NOTHING).forEach((frame) => this.#socket.send(frame)));
		this.#socket.on('message', (frame: Buffer) => {
			for (const brought of dialect.read(frame)) this.#take(brought);
		});
	}

	/** In the room, and what it said on coming in is answered. */
	get isIn(): boolean {
		if (this.measured.dialect.keepsNothing) return this.#socket.readyState === WebSocket.OPEN;
		return this.whole !== null && this.#questioned;
	}

	async until(holds: () => boolean, what: string, within = 60_000): Promise<void> {
		await waitFor(() => this.trouble !== null || holds(), `${this.measured.name}: ${what}`, within);
		if (this.trouble !== null) throw new Error(`${this.measured.name}: ${what}: ${this.trouble}`);
	}

	say(update: Uint8Array) {
		this.#socket.send(this.measured.dialect.update(this.room, update));
	}

	async close(): Promise<void> {
		this.trouble = 'closed here';
		this.#socket.close();
		await waitFor(() => this.#socket.readyState === WebSocket.CLOSED, 'a window to be gone');
	}

	/** As a lost network does it. */
	cut() {
		this.trouble = 'cut here';
		this.#socket.terminate();
	}

	protected bring(update: Uint8Array) {
		for (const [client, clock] of Y.parseUpdateMeta(update).to)
			this.clocks.set(client, Math.max(clock, this.clocks.get(client) ?? 0));
	}

	#take({ is, bytes }: Brought) {
		if (is === 'question') {
			this.#questioned = true;
			this.#socket.send(this.measured.dialect.answer(this.room, EMPTY_UPDATE));
		} else if (is === 'whole' || is === 'update') {
			if (is === 'whole' || this.whole === null) this.#arrived(bytes);
			this.bring(bytes);
			this.onseen();
		}
	}

	/** y-websocket-server says it is whole while it is still loading, and sends the content as an update. */
	#arrived({ byteLength }: Uint8Array) {
		if (byteLength >= this.#expects) this.whole ??= performance.now() - this.#began;
	}
}

/** A window that writes, so it has the document. Its first edit adds a row, the rest are words in that. */
export class WritingWindow extends Window {
	readonly doc = new Y.Doc();
	readonly #login: Login;
	#row: RecordId | null = null;

	constructor(measured: Measured, room: string, login: Login) {
		super(measured, room, login);
		this.#login = login;
	}

	get clock(): number {
		return Y.getState(this.doc.store, this.doc.clientID);
	}

	/** Puts a document into an empty room; the relay needs none. */
	fill(state: Uint8Array) {
		Y.applyUpdate(this.doc, state);
		this.say(state);
	}

	/** One edit, sent as it is made; answers the writer's clock after it. */
	edit(): number {
		const send = (update: Uint8Array) => this.say(update);
		this.doc.on('update', send);
		if (this.#row) this.#type(this.#row);
		else this.#addRow();
		this.doc.off('update', send);
		return this.clock;
	}

	protected override bring(update: Uint8Array) {
		Y.applyUpdate(this.doc, update);
		super.bring(update);
	}

	#addRow() {
		this.#row = newRecordId(random);
		addEntry(this.doc, this.#row, { text: 'Skräp ' }, authorOf(this.#login));
	}

	#type(row: RecordId) {
		const text = textOf(this.doc, entryKind, row, 'text')!;
		this.doc.transact(() => {
			if (text.length > 400) text.delete(0, text.length);
			text.insert(text.length, 'ord ');
		}, LOCAL);
	}
}

export async function openAll<W extends Window>(windows: W[]): Promise<W[]> {
	await Promise.all(windows.map((window) => window.until(() => window.isIn, 'the document to be open')));
	return windows;
}

export const closeAll = async (windows: readonly Window[]): Promise<void> => {
	await Promise.all(windows.map((window) => window.close()));
};
