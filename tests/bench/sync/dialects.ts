import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { SCHEMA_VERSION } from '../../../src/lib/shared/board/schema.ts';
import * as wire from '../../../src/lib/shared/protocol/messages.ts';
import { BATCH } from '../support/batch.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { Login } from '../support/world.ts';

/** What a frame brought, as far as a benchmark cares. */
export type Brought =
	{ is: 'question' | 'whole' | 'update'; bytes: Uint8Array } | { is: 'saved' | 'other'; bytes?: undefined };

/** How one of the servers is spoken to. All carry Yjs updates; each wraps them in its own way. */
export interface Dialect {
	url(server: ChildServer, room: string): string;
	headers(server: ChildServer, login: Login): Record<string, string>;
	/** What is said on coming in. */
	opening(room: string, stateVector: Uint8Array): Uint8Array[];
	update(room: string, update: Uint8Array): Uint8Array;
	/** The answer to the server's question what we have. */
	answer(room: string, update: Uint8Array): Uint8Array;
	read(frame: Uint8Array): Brought[];
	/** Says when an edit is kept; others are waited for only until everybody has it. */
	keepsNothing?: boolean;
}

const STEPS = ['question', 'whole', 'update'] as const;

function readSync(decoder: decoding.Decoder): Brought[] {
	const is = STEPS[decoding.readVarUint(decoder)];
	return is ? [{ is, bytes: decoding.readVarUint8Array(decoder) }] : [{ is: 'other' }];
}

function readPlain(frame: Uint8Array): Brought[] {
	const decoder = decoding.createDecoder(frame);
	switch (decoding.readVarUint(decoder)) {
		case wire.SYNC:
			return readSync(decoder);
		case wire.SAVED:
			return [{ is: 'saved' }];
		case wire.REFUSED:
			throw new Error(`An edit was refused: ${JSON.stringify(wire.readRefused(decoder))}`);
		case BATCH:
			return readBatch(decoder);
		default:
			return [{ is: 'other' }];
	}
}

function readBatch(decoder: decoding.Decoder): Brought[] {
	const brought: Brought[] = [];
	while (decoding.hasContent(decoder)) brought.push(...readPlain(decoding.readVarUint8Array(decoder)));
	return brought;
}

const at = (server: ChildServer, ...path: string[]) => [server.sockets, ...path.filter(Boolean)].join('/');

/** y-websocket's protocol: y-websocket-server, and the relay, which does not know that it carries it. */
export const plain = (path: string): Dialect => ({
	url: (server, room) => at(server, path, room),
	headers: () => ({}),
	opening: (_room, stateVector) => (path ? [] : [wire.encodeStep1(stateVector)]),
	update: (_room, update) => wire.encodeUpdate(update),
	answer: (_room, update) => wire.encodeStep2(update),
	read: readPlain,
	keepsNothing: path !== ''
});

export const batched: Dialect = plain('batch');

export const board: Dialect = {
	...plain(''),
	url: (server, room) => at(server, 'sync', `${room}?schema=${SCHEMA_VERSION}`),
	headers: (server, { cookieName, cookieValue }) => ({
		cookie: `${cookieName}=${cookieValue}`,
		origin: server.origin
	})
};

const AUTH = 2;
const SYNC_REPLY = 4;

const named = (room: string, ...parts: (number | Uint8Array | string)[]): Uint8Array => {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, room);
	for (const part of parts) {
		if (typeof part === 'number') encoding.writeVarUint(encoder, part);
		else if (typeof part === 'string') encoding.writeVarString(encoder, part);
		else encoding.writeVarUint8Array(encoder, part);
	}
	return encoding.toUint8Array(encoder);
};

/** Hocuspocus puts the document's name before each message, and wants a token before it hears any. */
export const hocuspocus: Dialect = {
	url: (server) => server.sockets,
	headers: () => ({}),
	opening: (room, stateVector) => [named(room, AUTH, 0, 'token'), named(room, wire.SYNC, wire.STEP_1, stateVector)],
	update: (room, update) => named(room, wire.SYNC, wire.UPDATE, update),
	answer: (room, update) => named(room, wire.SYNC, wire.STEP_2, update),
	read(frame) {
		const decoder = decoding.createDecoder(frame);
		decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		return type === wire.SYNC || type === SYNC_REPLY ? readSync(decoder) : [{ is: 'other' }];
	}
};
