import { WebSocket } from 'ws';
import { CLOSE_REASONS } from '../../src/lib/shared/protocol/close-reasons.ts';
import { MAX_BACKLOG_BYTES } from '../../src/lib/shared/protocol/limits.ts';
import type { Wire } from './session.ts';

type Reason = Parameters<Wire['close']>[0];

/** What the WebSocket protocol says for it; clients come back after these. */
const SERVICE_RESTART = 1012;
const INTERNAL_ERROR = 1011;

/** A session's frames on a WebSocket. A client that reads too slowly is let go: it is sent what is missing when it returns. */
export class SocketWire implements Wire {
	readonly #socket: WebSocket;

	constructor(socket: WebSocket) {
		this.#socket = socket;
	}

	send(frame: Uint8Array) {
		if (this.#socket.readyState !== WebSocket.OPEN) return;
		if (this.#socket.bufferedAmount > MAX_BACKLOG_BYTES) return this.close('slow-reader');
		this.#socket.send(frame, ignoreFailure);
	}

	close(reason: Reason) {
		closeSocket(this.#socket, reason);
	}
}

/** A send to a socket that has just gone fails; its close event says the rest. */
const ignoreFailure = () => undefined;

export function closeSocket(socket: WebSocket, reason: Reason) {
	if (socket.readyState !== WebSocket.OPEN) return;
	socket.close(codeOf(reason), reason);
	// A peer that has stopped reading never answers the close frame, and what waits for it is what must be freed.
	if (reason === 'slow-reader') socket.terminate();
}

function codeOf(reason: Reason): number {
	switch (reason) {
		case 'going-away':
			return SERVICE_RESTART;
		case 'failed':
			return INTERNAL_ERROR;
		default:
			return CLOSE_REASONS[reason].code;
	}
}
