import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';
import { MAX_FRAME_BYTES, PING_EVERY_MS, SWEEP_EVERY_MS } from '../../src/lib/shared/protocol/limits.ts';
import { STEP_2, SYNC, UPDATE } from '../../src/lib/shared/protocol/messages.ts';
import { AdmissionQueue, QueueFullError } from './admission-queue.ts';
import { admit, type Admission, type AdmissionParts } from './admission.ts';
import { Corked } from './corked.ts';
import { Frames } from './frames.ts';
import type { Connections } from './guard/connections.ts';
import { isOwnOrigin, type Site } from './origin.ts';
import type { Rooms } from './rooms.ts';
import type { Visitor } from './session.ts';
import { closeSocket, SocketWire } from './socket-wire.ts';

export interface SyncEndpointParts extends AdmissionParts {
	rooms: Rooms;
	connections: Connections;
	config: Site;
	log: Logger;
	rhythm?: Partial<Rhythm> | undefined;
}

/** Milliseconds between looks at every socket: does it still live, and does who is there still belong? */
export interface Rhythm {
	ping: number;
	sweep: number;
}

const RHYTHM: Rhythm = { ping: PING_EVERY_MS, sweep: SWEEP_EVERY_MS };

interface Connection {
	socket: WebSocket;
	visitor: Visitor;
	/** Has sent edits since the last sweep: somebody works there. */
	worked: boolean;
	/** Pings since it last answered. */
	unanswered: number;
}

/** WebSocket's "unsupported data": a text frame. */
const NO_TEXT = 1003;
/** A socket that has not answered this many pings is gone. */
const MOST_UNANSWERED = 2;
/** Milliseconds a peer has to answer a close frame. */
const CLOSE_TIMEOUT = 5_000;

/** So many are decided on at once; the rest of a storm waits its turn, and those who work do not notice. */
const ADMITTED_AT_ONCE = 4;
/** Beyond these a client is told to come back: it waits longer each time. */
const MOST_WAITING = 2_000;

/** `/sync/<document>`: decides who comes in, and carries frames between sockets and rooms. */
export class SyncEndpoint {
	readonly #parts: SyncEndpointParts;
	readonly #server = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: false,
		...({ closeTimeout: CLOSE_TIMEOUT } as object)
	});
	readonly #connections = new Set<Connection>();
	readonly #sockets = new Set<WebSocket>();
	readonly #queue = new AdmissionQueue({ atOnce: ADMITTED_AT_ONCE, mostWaiting: MOST_WAITING });
	readonly #frames = new Frames();
	readonly #corked = new Corked();
	readonly #timers: NodeJS.Timeout[];
	#closed = false;

	constructor(parts: SyncEndpointParts) {
		this.#parts = parts;
		const { ping, sweep } = { ...RHYTHM, ...parts.rhythm };
		this.#timers = [setInterval(() => this.#ping(), ping), setInterval(() => void this.#sweep(), sweep)];
	}

	/**
	 * Decides before the handshake is answered, so that nothing can be sent in between. Who is turned away for lack of a
	 * session or a right gets a socket that is closed with the reason: a 401 here would make the client try for ever.
	 */
	async handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		socket.on('error', () => socket.destroy());
		if (this.#closed) return end(socket, '503 Service Unavailable');
		if (!isOwnOrigin(request, this.#parts.config)) return end(socket, '403 Forbidden');
		try {
			await this.#queue.run(() => this.#letIn(request, socket, head));
		} catch (error) {
			if (error instanceof QueueFullError) return this.#sendAway(socket);
			this.#parts.log.error({ err: error }, 'an upgrade failed');
			end(socket, '500 Internal Server Error');
		}
	}

	async #letIn(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
		if (socket.destroyed) return; // gave up while waiting
		const admission = await this.#decide(request);
		if (this.#closed) return end(socket, '503 Service Unavailable');
		this.#server.handleUpgrade(request, socket, head, (websocket) => this.#accept(websocket, socket, admission));
	}

	#sendAway(socket: Duplex) {
		this.#parts.rooms.metrics.dropped('crowded');
		end(socket, '503 Service Unavailable');
	}

	/** Second line: what changed without our being told. */
	async #sweep(): Promise<void> {
		try {
			for (const connection of [...this.#connections]) await this.#recheck(connection);
		} catch (error) {
			this.#parts.log.error({ err: error }, 'open sockets could not be looked over');
		}
	}

	/** Nobody is let in from here on. */
	refuse() {
		this.#closed = true;
	}

	/** Sockets have been told to go; who has not gone is cut off. */
	async close(): Promise<void> {
		this.refuse();
		for (const timer of this.#timers) clearInterval(timer);
		for (const socket of this.#sockets) closeSocket(socket, 'going-away');
		await Promise.all([...this.#sockets].map((socket) => ended(socket, 500)));
	}

	/** A right that was withdrawn while we were deciding: decide again. */
	async #decide(request: IncomingMessage): Promise<Admission> {
		for (;;) {
			const before = this.#parts.rooms.decisions;
			const asked = { target: request.url ?? '', cookie: request.headers.cookie };
			const admission = await admit(this.#parts, asked);
			if (this.#parts.rooms.decisions === before) return admission;
		}
	}

	#accept(socket: WebSocket, stream: Duplex, admission: Admission) {
		socket.on('error', (error) => this.#parts.log.debug({ err: error }, 'a socket failed')); // its close follows
		this.#sockets.add(socket);
		socket.on('close', () => this.#sockets.delete(socket));
		if (!admission.admitted) return this.#turnAway(socket, admission.reason);
		this.#join(socket, stream, admission);
	}

	#join(socket: WebSocket, stream: Duplex, { info, visitor }: Extract<Admission, { admitted: true }>) {
		const { actor } = visitor;
		const full = this.#parts.connections.enter(actor.person, info.id);
		if (full) return this.#turnAway(socket, 'too-many', full);
		const connection: Connection = { socket, visitor, worked: false, unanswered: 0 };
		const { rooms } = this.#parts;
		const wire = new SocketWire({ socket, stream, frames: this.#frames, corked: this.#corked, metrics: rooms.metrics });
		const { receive, leave } = rooms.join(info, visitor, wire);
		this.#connections.add(connection);
		socket.on('pong', () => (connection.unanswered = 0));
		socket.on('message', (data, isBinary) => {
			connection.unanswered = 0;
			if (isBinary) {
				const bytes = bytesOf(data);
				connection.worked ||= carriesEdits(bytes);
				receive(bytes);
			} else {
				rooms.metrics.dropped('text-frame');
				socket.close(NO_TEXT);
			}
		});
		socket.on('close', () => {
			this.#connections.delete(connection);
			this.#parts.connections.leave(actor.person, info.id);
			leave();
		});
	}

	#turnAway(socket: WebSocket, reason: CloseReason, why: string = reason) {
		this.#parts.rooms.metrics.dropped(why);
		closeSocket(socket, reason);
	}

	#ping() {
		for (const connection of this.#connections) {
			if (connection.unanswered >= MOST_UNANSWERED) {
				this.#parts.rooms.metrics.dropped('silent');
				connection.socket.terminate();
			} else {
				connection.unanswered += 1;
				connection.socket.ping(() => undefined);
			}
		}
	}

	async #recheck(connection: Connection) {
		const { actor, sessionHash } = connection.visitor;
		const { rooms, sessions, store } = this.#parts;
		if (connection.worked) await sessions.touch(sessionHash);
		connection.worked = false;
		if (!(await sessions.isOpen(sessionHash))) return rooms.sessionEnded(actor.person, sessionHash);
		const now = await store.organisation.actor(actor.samverkan, actor.person);
		if (JSON.stringify(now) !== JSON.stringify(actor)) rooms.rightsChanged(actor.samverkan, actor.person);
	}
}

function end(socket: Duplex, status: string) {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

/** The shortest message with an edit in it; what is sent to see if a line lives is shorter. */
const SHORTEST_EDIT = 8;

const carriesEdits = (frame: Uint8Array): boolean =>
	frame.byteLength >= SHORTEST_EDIT && frame[0] === SYNC && (frame[1] === STEP_2 || frame[1] === UPDATE);

function bytesOf(data: RawData): Uint8Array {
	if (Array.isArray(data)) return Buffer.concat(data);
	return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

function ended(socket: WebSocket, within: number): Promise<void> {
	return new Promise((resolve) => {
		const cutOff = setTimeout(() => socket.terminate(), within);
		socket.once('close', () => {
			clearTimeout(cutOff);
			resolve();
		});
	});
}
