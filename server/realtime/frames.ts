/** WebSocket's header for a whole binary message from a server: final, opcode 2, not masked. */
const FINAL_BINARY = 0x82;

function header(length: number): Buffer {
	if (length < 126) return Buffer.of(FINAL_BINARY, length);
	if (length < 65_536) return Buffer.of(FINAL_BINARY, 126, length >> 8, length & 255);
	const long = Buffer.alloc(10);
	long[0] = FINAL_BINARY;
	long[1] = 127;
	long.writeBigUInt64BE(BigInt(length), 2);
	return long;
}

/**
 * Messages as they go over the socket, made once for however many they go to. `ws` would make header and write vector
 * anew for each.
 */
export class Frames {
	readonly #made = new WeakMap<Uint8Array, Buffer>();

	of(message: Uint8Array): Buffer {
		const known = this.#made.get(message);
		if (known) return known;
		const frame = Buffer.concat([header(message.byteLength), message]);
		this.#made.set(message, frame);
		return frame;
	}
}
