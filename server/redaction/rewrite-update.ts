import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { rewriteValue } from '../../src/lib/shared/board/free-text.ts';
import { mask } from '../../src/lib/shared/redaction/mask.ts';
import { ANY, decode, OWN_BYTES, STRING, type Struct } from '../realtime/guard/decode.ts';
import type { Place, Places } from './words-in-history.ts';

interface Patch {
	from: number;
	to: number;
	bytes: Uint8Array;
}

/**
 * The update with the words at those places masked, each by as many units as it has; the same bytes where it holds
 * none. Nothing else of it is another way: who, clocks, origins, deletions. Throws where it can not be taken apart.
 */
export function maskUpdate(update: Uint8Array, roots: readonly string[], places: Places): Uint8Array {
	const decoded = decode(update, roots, OWN_BYTES);
	if (typeof decoded === 'string') throw new Error(`A stored update can not be taken apart: ${decoded}`);
	const patches = decoded.sections.flatMap(({ client, structs }) => {
		const own = places.get(client);
		return own ? structs.flatMap((struct) => patchOf(update, struct, placeAt(own, struct.clock))) : [];
	});
	return patches.length === 0 ? update : patched(update, patches);
}

/** Places of one client follow on each other, so the last that begins no later is the one. */
function placeAt(places: readonly Place[], clock: number): Place | null {
	const found = places.findLast(({ from }) => from <= clock);
	return found && clock < found.to ? found : null;
}

function patchOf(update: Uint8Array, struct: Struct, place: Place | null): Patch[] {
	if (!place) return [];
	const bytes =
		struct.kind === STRING ? maskedText(struct) : struct.kind === ANY ? maskedValues(update, struct, place) : null;
	return bytes ? [{ from: struct.contentAt, to: struct.endsAt, bytes }] : [];
}

const maskedText = ({ text }: Struct): Uint8Array => {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, mask(text));
	return encoding.toUint8Array(encoder);
};

function maskedValues(update: Uint8Array, { length, valuesAt }: Struct, { kind, field }: Place): Uint8Array {
	const decoder = decoding.createDecoder(update.subarray(valuesAt));
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, length);
	for (let left = length; left > 0; left--) {
		const value: unknown = decoding.readAny(decoder);
		encoding.writeAny(encoder, rewriteValue(kind, field, value, mask) as Parameters<typeof encoding.writeAny>[1]);
	}
	return encoding.toUint8Array(encoder);
}

function patched(update: Uint8Array, patches: readonly Patch[]): Uint8Array {
	const parts: Uint8Array[] = [];
	let at = 0;
	for (const { from, to, bytes } of patches) {
		parts.push(update.subarray(at, from), bytes);
		at = to;
	}
	return new Uint8Array(Buffer.concat([...parts, update.subarray(at)]));
}
