import * as encoding from 'lib0/encoding';

export interface Id {
	client: number;
	clock: number;
}

/** Where a struct says it belongs: beside others, in a root, or in the type of an item. */
export type At =
	{ left?: Id | null; right?: Id | null } | { root: string; sub?: string } | { parent: Id; sub?: string };

export interface Section {
	client: number;
	clock: number;
	structs: Uint8Array[];
	/** How many it says there are; as many as there are when left out. */
	announced?: number;
}

export interface Deletes {
	client: number;
	ranges: [clock: number, length: number][];
}

export function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
	const encoder = encoding.createEncoder();
	write(encoder);
	return encoding.toUint8Array(encoder);
}

const uint = encoding.writeVarUint;

/** An update that says whatever the test wants, well-formed or not. */
export const updateOf = (sections: readonly Section[], deletes: readonly Deletes[] = []): Uint8Array =>
	bytes((encoder) => {
		uint(encoder, sections.length);
		for (const { client, clock, structs, announced = structs.length } of sections) {
			for (const number of [announced, client, clock]) uint(encoder, number);
			for (const struct of structs) encoding.writeUint8Array(encoder, struct);
		}
		uint(encoder, deletes.length);
		for (const { client, ranges } of deletes) {
			for (const number of [client, ranges.length, ...ranges.flat()]) uint(encoder, number);
		}
	});

const writeId = (encoder: encoding.Encoder, { client, clock }: Id) => {
	uint(encoder, client);
	uint(encoder, clock);
};

const item = (kind: number, at: At, content: (encoder: encoding.Encoder) => void): Uint8Array =>
	bytes((encoder) => {
		const { left, right, root, parent, sub } = at as {
			left?: Id;
			right?: Id;
			root?: string;
			parent?: Id;
			sub?: string;
		};
		encoding.writeUint8(encoder, kind | (left ? 128 : 0) | (right ? 64 : 0) | (sub === undefined ? 0 : 32));
		if (left) writeId(encoder, left);
		if (right) writeId(encoder, right);
		if (!left && !right) {
			uint(encoder, root === undefined ? 0 : 1);
			if (root !== undefined) encoding.writeVarString(encoder, root);
			else writeId(encoder, parent ?? { client: 0, clock: 0 });
			if (sub !== undefined) encoding.writeVarString(encoder, sub);
		}
		content(encoder);
	});

const run = (kind: number, length: number) =>
	bytes((encoder) => {
		encoding.writeUint8(encoder, kind);
		uint(encoder, length);
	});

export const gc = (length: number) => run(0, length);
export const skip = (length: number) => run(10, length);
export const deleted = (length: number, at: At) => item(1, at, (encoder) => uint(encoder, length));
export const text = (words: string, at: At) => item(4, at, (encoder) => encoding.writeVarString(encoder, words));
export const type = (ref: number, at: At) => item(7, at, (encoder) => uint(encoder, ref));
export const values = (all: unknown[], at: At) =>
	item(8, at, (encoder) => {
		uint(encoder, all.length);
		for (const value of all) encoding.writeAny(encoder, value as undefined);
	});
/** A content of any kind, with any bytes. */
export const content = (kind: number, raw: readonly number[], at: At) =>
	item(kind, at, (encoder) => encoding.writeUint8Array(encoder, Uint8Array.from(raw)));
export const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
