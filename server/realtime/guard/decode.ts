import {
	MAX_CLOCK,
	MAX_DELETE_RANGES,
	MAX_LARGE_CLIENTS,
	MAX_LARGE_STRUCTS,
	MAX_UPDATE_CLIENTS,
	MAX_UPDATE_STRUCTS
} from '../../../src/lib/shared/protocol/limits.ts';
import { Malformed, Reader } from './reader.ts';

/** One unit of one client. */
export interface Id {
	client: number;
	clock: number;
}

/** What a struct carries, by the number it has on the wire. */
export const GC = 0;
export const DELETED = 1;
export const STRING = 4;
export const TYPE = 7;
export const ANY = 8;
const SKIP = 10;

/** The types that our documents are made of, by their number on the wire. */
export const MAP_TYPE = 1;
export const TEXT_TYPE = 2;

/** One struct, taken apart. */
export interface Struct extends Id {
	length: number;
	kind: number;
	origin: Id | null;
	rightOrigin: Id | null;
	/** Said only where there is no neighbour to take it from: a root by name, or the item of a type. */
	parent: string | Id | null;
	sub: string | null;
	/** For TYPE, which. */
	typeRef: number;
	/** For STRING, the words. */
	text: string;
	/** For ANY, where its values begin in the update. */
	valuesAt: number;
	/** Where its content begins and ends in the update. */
	contentAt: number;
	endsAt: number;
}

export interface DeleteRange {
	client: number;
	from: number;
	to: number;
}

/** An update taken apart without touching a document. */
export interface DecodedUpdate {
	bytes: Uint8Array;
	/** Each client's structs, which follow on each other. */
	sections: { client: number; structs: Struct[] }[];
	deletes: DeleteRange[];
	/** It says that something is left out. */
	skips: boolean;
	/** More than one edit is: what was done without a line, or pasted. */
	large: boolean;
}

export type DecodeProblem = 'malformed' | 'too-large' | 'unknown-root';

class TooLarge extends Error {}

/** Most of each that an update may hold. */
export interface Bounds {
	clients: number;
	structs: number;
	deletes: number;
}

const FROM_CLIENTS: Bounds = {
	clients: MAX_LARGE_CLIENTS,
	structs: MAX_LARGE_STRUCTS,
	deletes: MAX_DELETE_RANGES
};
/** What we have stored ourselves, such as a document kept without its history. */
export const OWN_BYTES: Bounds = { clients: Infinity, structs: Infinity, deletes: Infinity };

/**
 * Client bytes come here before they come to a document. Everything that is announced is bounded, and nothing is made
 * ready for what has not arrived (reliability.md §3.4).
 */
export function decode(
	bytes: Uint8Array,
	roots: readonly string[],
	bounds: Bounds = FROM_CLIENTS
): DecodedUpdate | DecodeProblem {
	try {
		const reader = new Reader(bytes);
		const update: DecodedUpdate = { bytes, sections: [], deletes: [], skips: false, large: false };
		readSections(reader, update, { roots, bounds });
		readDeletes(reader, update, bounds);
		return reader.ended ? update : 'malformed';
	} catch (error) {
		if (error instanceof TooLarge) return 'too-large';
		if (error instanceof UnknownRoot) return 'unknown-root';
		if (error instanceof Malformed) return 'malformed';
		throw error;
	}
}

interface Asked {
	roots: readonly string[];
	bounds: Bounds;
}

function readSections(reader: Reader, update: DecodedUpdate, { roots, bounds }: Asked) {
	let before = 2 ** 32;
	let total = 0;
	for (let left = bounded(reader, bounds.clients); left > 0; left--) {
		const count = reader.uint(Number.MAX_SAFE_INTEGER);
		total += count;
		if (total > bounds.structs) throw new TooLarge();
		const client = reader.uint(before - 1); // strictly descending
		before = client;
		update.sections.push({ client, structs: readStructs(reader, update, { client, count, roots }) });
	}
	update.large = total > MAX_UPDATE_STRUCTS || update.sections.length > MAX_UPDATE_CLIENTS;
}

function bounded(reader: Reader, most: number): number {
	const count = reader.uint(Number.MAX_SAFE_INTEGER);
	if (count > most) throw new TooLarge();
	return count;
}

interface Section {
	client: number;
	count: number;
	roots: readonly string[];
}

function readStructs(reader: Reader, update: DecodedUpdate, { client, count, roots }: Section): Struct[] {
	if (count === 0) throw new Malformed('nothing of a client');
	const structs: Struct[] = [];
	let clock = reader.uint(MAX_CLOCK);
	for (let left = count; left > 0; left--) {
		const struct = readStruct(reader, { client, clock }, roots);
		if (struct.length === 0) throw new Malformed('no length');
		clock += struct.length;
		if (clock > MAX_CLOCK) throw new Malformed('too large a clock');
		if (struct.kind === SKIP) update.skips = true;
		else structs.push(struct);
	}
	return structs;
}

const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_SUB = 32;
const KIND = 31;

function readStruct(reader: Reader, { client, clock }: Id, roots: readonly string[]): Struct {
	const info = reader.byte();
	const kind = info & KIND;
	// prettier-ignore
	const struct: Struct = {
		client, clock, length: 0, kind, origin: null, rightOrigin: null, parent: null, sub: null,
		typeRef: 0, text: '', valuesAt: 0, contentAt: 0, endsAt: 0
	};
	if (kind === GC || kind === SKIP) {
		if (info !== kind) throw new Malformed('no kind of struct');
		struct.length = reader.uint(MAX_CLOCK);
		return struct;
	}
	if (info & HAS_ORIGIN) struct.origin = readId(reader);
	if (info & HAS_RIGHT_ORIGIN) struct.rightOrigin = readId(reader);
	if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) readPlace(reader, struct, roots, (info & HAS_SUB) !== 0);
	struct.contentAt = reader.at;
	readContent(reader, struct);
	struct.endsAt = reader.at;
	return struct;
}

const readId = (reader: Reader): Id => ({ client: reader.uint(2 ** 32 - 1), clock: reader.uint(MAX_CLOCK) });

function readPlace(reader: Reader, struct: Struct, roots: readonly string[], hasSub: boolean) {
	const root = reader.uint(1) === 1 ? reader.key() : null;
	if (root !== null && !roots.includes(root)) throw new UnknownRoot();
	struct.parent = root ?? readId(reader);
	if (hasSub) struct.sub = reader.key();
}

/** A root that the document does not have: Yjs would make it, and keep it for ever. */
class UnknownRoot extends Malformed {}

function readContent(reader: Reader, struct: Struct) {
	switch (struct.kind) {
		case DELETED:
			struct.length = reader.uint(MAX_CLOCK);
			return;
		case STRING:
			struct.text = reader.string();
			struct.length = struct.text.length;
			return;
		case TYPE:
			struct.typeRef = reader.uint(TEXT_TYPE);
			if (struct.typeRef < MAP_TYPE) throw new Malformed('no type of ours');
			struct.length = 1;
			return;
		case ANY:
			struct.length = reader.uint(reader.bytes.length);
			struct.valuesAt = reader.at;
			for (let left = struct.length; left > 0; left--) reader.skipAny();
			return;
		default:
			throw new Malformed('no kind of content'); // JSON, bytes, embeds, formats, subdocuments: none is in our documents
	}
}

function readDeletes(reader: Reader, update: DecodedUpdate, { deletes }: Bounds) {
	const clients = new Set<number>();
	for (let left = reader.uint(Math.min(deletes, Number.MAX_SAFE_INTEGER)); left > 0; left--) {
		const client = reader.uint(2 ** 32 - 1);
		if (clients.has(client)) throw new Malformed('a client twice');
		clients.add(client);
		let end = 0;
		for (let ranges = reader.uint(reader.bytes.length); ranges > 0; ranges--) {
			const from = reader.uint(MAX_CLOCK);
			const length = reader.uint(MAX_CLOCK - from);
			if (from < end || length === 0) throw new Malformed('no range');
			end = from + length;
			update.deletes.push({ client, from, to: end });
			if (update.deletes.length > deletes) throw new TooLarge();
		}
	}
}
