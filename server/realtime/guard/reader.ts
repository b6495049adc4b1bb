/** What the bytes say is not an update that an honest client could have made. */
export class Malformed extends Error {}

/** Deepest nesting of a plain value, and longest name of a field, in UTF-16 code units. */
export const MAX_VALUE_DEPTH = 12;
export const MAX_KEY_LENGTH = 200;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Longest string that is put together byte by byte: below it a TextDecoder takes longer to ask than to answer. */
const SHORT = 24;

/** Bytes from a stranger, read in the encoding of lib0. Nothing is set aside for what is only announced. */
export class Reader {
	readonly bytes: Uint8Array;
	at = 0;

	constructor(bytes: Uint8Array) {
		this.bytes = bytes;
	}

	get ended(): boolean {
		return this.at === this.bytes.length;
	}

	byte(): number {
		if (this.at >= this.bytes.length) throw new Malformed('ends early');
		return this.bytes[this.at++]!;
	}

	/** No larger than `most`. */
	uint(most: number): number {
		let value = 0;
		let unit = 1;
		for (;;) {
			const byte = this.byte();
			value += (byte & 127) * unit;
			if (value > most) throw new Malformed('too large a number');
			if (byte < 128) return value;
			unit *= 128;
			if (unit > 2 ** 49) throw new Malformed('too long a number');
		}
	}

	skip(length: number) {
		if (length > this.bytes.length - this.at) throw new Malformed('ends early');
		this.at += length;
	}

	string(): string {
		const length = this.uint(this.bytes.length);
		const start = this.at;
		this.skip(length);
		if (length <= SHORT) {
			const short = this.#ascii(start);
			if (short !== null) return short;
		}
		return this.#decode(start);
	}

	key(): string {
		const key = this.string();
		if (key.length > MAX_KEY_LENGTH || FORBIDDEN_KEYS.has(key)) throw new Malformed('no name of a field');
		return key;
	}

	/** Reads past one plain value. */
	skipAny(depth = 0) {
		if (depth > MAX_VALUE_DEPTH) throw new Malformed('too deep a value');
		const tag = this.byte();
		switch (tag) {
			case UNDEFINED:
			case NULL:
			case FALSE:
			case TRUE:
				return;
			case INTEGER:
				return this.#skipVarInt();
			case FLOAT32:
				return this.skip(4);
			case FLOAT64:
				return this.skip(8);
			case STRING:
				return void this.string();
			case OBJECT:
				for (let left = this.uint(this.bytes.length); left > 0; left--) {
					this.key();
					this.skipAny(depth + 1);
				}
				return;
			case ARRAY:
				for (let left = this.uint(this.bytes.length); left > 0; left--) this.skipAny(depth + 1);
				return;
			default:
				throw new Malformed('no plain value'); // big integers and bytes are in no document of ours
		}
	}

	#skipVarInt() {
		for (let length = 1; this.byte() >= 128; length++) if (length > 7) throw new Malformed('too long a number');
	}

	#ascii(start: number): string | null {
		let text = '';
		for (let index = start; index < this.at; index++) {
			const byte = this.bytes[index]!;
			if (byte >= 128) return null;
			text += String.fromCharCode(byte);
		}
		return text;
	}

	#decode(start: number): string {
		try {
			return utf8.decode(this.bytes.subarray(start, this.at));
		} catch {
			throw new Malformed('no text');
		}
	}
}

const UNDEFINED = 127;
const NULL = 126;
const INTEGER = 125;
const FLOAT32 = 124;
const FLOAT64 = 123;
const FALSE = 121;
const TRUE = 120;
const STRING = 119;
const OBJECT = 118;
const ARRAY = 117;
