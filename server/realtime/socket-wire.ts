import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';
import { CLOSE_REASONS } from '../../src/lib/shared/protocol/close-reasons.ts';
import { MAX_BACKLOG_BYTES } from '../../src/lib/shared/protocol/limits.ts';
import type { Corked } from './corked.ts';
import type { Frames } from './frames.ts';
import type { RealtimeMetrics } from './metrics.ts';
import type { Wire } from './session.ts';

type Reason = Parameters<Wire['close']>[0];

/** What the WebSocket protocol says for it; clients come back after these. */
const SERVICE_RESTART = 1012;
const INTERNAL_ERROR = 1011;

interface Parts {
	socket: WebSocket;
	/** What the socket writes to. Whole frames may go there beside it: it compresses nothing, so it holds none back. */
	stream: Duplex;
	frames: Frames;
	corked: Corked;
	metrics: RealtimeMetrics;
}

/** A session's frames on a WebSocket. A client that reads too slowly is let go: it is sent what is missing when it returns. */
export class SocketWire implements Wire {
	readonly #parts: Parts;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	send(message: Uint8Array) {
		const { socket, stream, frames, corked, metrics } = this.#parts;
		if (socket.readyState !== WebSocket.OPEN) return;
		const frame = frames.of(message);
		if (isBacklog(stream.writableLength, frame.byteLength)) return this.close('slow-reader');
		corked.hold(stream);
		stream.write(frame, ignoreFailure);
		metrics.sent(frame.byteLength);
	}

	close(reason: Reason) {
		const { socket, metrics } = this.#parts;
		if (socket.readyState === WebSocket.OPEN) metrics.dropped(reason);
		closeSocket(socket, reason);
	}
}

/** A document may be longer than that by itself: to one who has read all before, it is sent. */
const isBacklog = (waiting: number, next: number): boolean => waiting > 0 && waiting + next > MAX_BACKLOG_BYTES;

/** A write to a socket that has just gone fails; its close event says the rest. */
const ignoreFailure = () => undefined;

/**
 * The reason goes last. A peer that has stopped reading never hears it, nor answers: the endpoint's close timeout ends
 * its socket, and frees what waited there.
 */
export function closeSocket(socket: WebSocket, reason: Reason) {
	if (socket.readyState === WebSocket.OPEN) socket.close(codeOf(reason), reason);
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
