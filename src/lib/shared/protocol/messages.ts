import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Problem } from '../result.ts';

/**
 * The frames of `/sync/<document>`: y-websocket's, and five of our own from 64 on. One frame is one message. README.md
 * beside this file says who sends what when.
 */
export const SYNC = 0;
export const AWARENESS = 1;
export const QUERY_AWARENESS = 3;
export const HELLO = 64;
export const SAVED = 65;
export const REFUSED = 66;
export const STORE = 67;
export const BYE = 68;

/** Inside SYNC. */
export const STEP_1 = 0;
export const STEP_2 = 1;
export const UPDATE = 2;

export const PROTOCOL_VERSION = 1;

/** May this client's edits be taken. A reader's document is live all the same. */
export type SyncRole = 'write' | 'read';

/** First message of the server; nothing may be edited before it and step 2. */
export interface Hello {
	protocol: number;
	/** Changes when the document's history was replaced: a client with another one starts from empty. */
	epoch: string;
	role: SyncRole;
	/** Schema versions the server can take edits in. */
	schemaMin: number;
	schemaMax: number;
	/** Longest update the server takes, in bytes. */
	maxUpdateBytes: number;
}

/** Messages 1..n of this connection are on stable storage, as far as `sequence` of the store's journal. */
export interface Saved {
	n: number;
	sequence: number;
}

/** Why a message was not applied. The number is for machines; `problem` in REFUSED says which rule. */
export const REFUSAL_KINDS = {
	/** Something it builds on is missing: answer the step 1 that follows. */
	gap: 1,
	/** This client may only read. */
	'read-only': 2,
	/** Not what the schema says. */
	schema: 3,
	/** Not allowed to this person, or not now. */
	policy: 4,
	/** Could not be applied at all. */
	broken: 5
} as const;
export type RefusalKind = keyof typeof REFUSAL_KINDS;

export interface Refused {
	n: number;
	kind: RefusalKind;
	problem: Problem;
	/** True: send what the server lacks and go on. False: the document has forked; set it aside and reload. */
	resync: boolean;
}

/** `full`: the disk has no room left. */
export type StoreState = 'ok' | 'cannot-store' | 'full';

const STORE_STATES: readonly StoreState[] = ['ok', 'cannot-store', 'full'];

/** Before a restart: come back after a random part of `seconds`. */
export interface Bye {
	code: number;
	seconds: number;
}

function message(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, type);
	write(encoder);
	return encoding.toUint8Array(encoder);
}

const sync = (step: number, bytes: Uint8Array): Uint8Array =>
	message(SYNC, (encoder) => {
		encoding.writeVarUint(encoder, step);
		encoding.writeVarUint8Array(encoder, bytes);
	});

export const encodeStep1 = (stateVector: Uint8Array) => sync(STEP_1, stateVector);
export const encodeStep2 = (update: Uint8Array) => sync(STEP_2, update);
export const encodeUpdate = (update: Uint8Array) => sync(UPDATE, update);

export const encodeAwareness = (rows: Uint8Array): Uint8Array =>
	message(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, rows));

/** "Who is here?", whole. */
export const QUERY = Uint8Array.of(QUERY_AWARENESS);

export const encodeHello = (hello: Hello): Uint8Array =>
	message(HELLO, (encoder) => {
		encoding.writeVarUint(encoder, hello.protocol);
		encoding.writeVarString(encoder, hello.epoch);
		encoding.writeVarString(encoder, hello.role);
		encoding.writeVarUint(encoder, hello.schemaMin);
		encoding.writeVarUint(encoder, hello.schemaMax);
		encoding.writeVarUint(encoder, hello.maxUpdateBytes);
	});

export const readHello = (decoder: decoding.Decoder): Hello => ({
	protocol: decoding.readVarUint(decoder),
	epoch: decoding.readVarString(decoder),
	role: decoding.readVarString(decoder) === 'write' ? 'write' : 'read',
	schemaMin: decoding.readVarUint(decoder),
	schemaMax: decoding.readVarUint(decoder),
	maxUpdateBytes: decoding.readVarUint(decoder)
});

export const encodeSaved = ({ n, sequence }: Saved): Uint8Array =>
	message(SAVED, (encoder) => {
		encoding.writeVarUint(encoder, n);
		encoding.writeVarUint(encoder, sequence);
	});

export const readSaved = (decoder: decoding.Decoder): Saved => ({
	n: decoding.readVarUint(decoder),
	sequence: decoding.readVarUint(decoder)
});

export const encodeRefused = ({ n, kind, problem, resync }: Refused): Uint8Array =>
	message(REFUSED, (encoder) => {
		encoding.writeVarUint(encoder, n);
		encoding.writeVarUint(encoder, REFUSAL_KINDS[kind]);
		encoding.writeVarString(encoder, problem.path === undefined ? problem.code : `${problem.code} ${problem.path}`);
		encoding.writeVarUint(encoder, resync ? 1 : 0);
	});

export function readRefused(decoder: decoding.Decoder): Refused {
	const n = decoding.readVarUint(decoder);
	const kind = refusalKind(decoding.readVarUint(decoder));
	const [code = '', ...path] = decoding.readVarString(decoder).split(' ');
	const problem: Problem = path.length === 0 ? { code } : { code, path: path.join(' ') };
	return { n, kind, problem, resync: decoding.readVarUint(decoder) === 1 };
}

function refusalKind(number: number): RefusalKind {
	const found = Object.entries(REFUSAL_KINDS).find(([, known]) => known === number);
	return found ? (found[0] as RefusalKind) : 'broken'; // a newer server's kind: not applied, whatever it was
}

export const encodeStore = (state: StoreState): Uint8Array =>
	message(STORE, (encoder) => encoding.writeVarUint(encoder, STORE_STATES.indexOf(state)));

export const readStore = (decoder: decoding.Decoder): StoreState =>
	STORE_STATES[decoding.readVarUint(decoder)] ?? 'cannot-store'; // a newer server's: it does not store, whatever it was

export const encodeBye = ({ code, seconds }: Bye): Uint8Array =>
	message(BYE, (encoder) => {
		encoding.writeVarUint(encoder, code);
		encoding.writeVarUint(encoder, seconds);
	});

export const readBye = (decoder: decoding.Decoder): Bye => ({
	code: decoding.readVarUint(decoder),
	seconds: decoding.readVarUint(decoder)
});

/** What a client may say. */
export type ClientMessage =
	| { type: 'step-1'; stateVector: Uint8Array }
	| { type: 'step-2'; update: Uint8Array }
	| { type: 'update'; update: Uint8Array }
	| { type: 'awareness'; rows: Uint8Array }
	| { type: 'query-awareness' };

/** Null for anything that is no whole message of a client's. */
export function readClientMessage(bytes: Uint8Array): ClientMessage | null {
	try {
		const decoder = decoding.createDecoder(bytes);
		const read = readBody(decoder, decoding.readVarUint(decoder));
		return decoding.hasContent(decoder) ? null : read;
	} catch {
		return null;
	}
}

function readBody(decoder: decoding.Decoder, type: number): ClientMessage | null {
	switch (type) {
		case SYNC:
			return readSync(decoder, decoding.readVarUint(decoder));
		case AWARENESS:
			return { type: 'awareness', rows: decoding.readVarUint8Array(decoder) };
		case QUERY_AWARENESS:
			return { type: 'query-awareness' };
		default:
			return null;
	}
}

function readSync(decoder: decoding.Decoder, step: number): ClientMessage | null {
	const bytes = decoding.readVarUint8Array(decoder);
	switch (step) {
		case STEP_1:
			return { type: 'step-1', stateVector: bytes };
		case STEP_2:
			return { type: 'step-2', update: bytes };
		case UPDATE:
			return { type: 'update', update: bytes };
		default:
			return null;
	}
}
