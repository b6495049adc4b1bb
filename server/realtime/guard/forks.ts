import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { sameValue } from '../../../src/lib/shared/board/record.ts';
import { ANY, DELETED, GC, MAP_TYPE, STRING, TEXT_TYPE, TYPE, type DecodedUpdate, type Struct } from './decode.ts';

/**
 * Does it say something else of a clock than the document does? Then two copies have written under one client id, and
 * Yjs would drop the later one's words without saying so.
 */
export function isForked(doc: Y.Doc, update: DecodedUpdate): boolean {
	return update.sections.some(({ client, structs }) => {
		const state = Y.getState(doc.store, client);
		return structs.some((struct) => struct.clock < state && differs(doc, update.bytes, struct, state));
	});
}

/** What was deleted since can not be compared; nothing of it would be shown either. */
function differs(doc: Y.Doc, bytes: Uint8Array, struct: Struct, state: number): boolean {
	if (struct.kind === GC || struct.kind === DELETED) return false;
	const known = doc.store.clients.get(struct.client)!;
	const end = Math.min(state, struct.clock + struct.length);
	for (let index = Y.findIndexSS(known, struct.clock); index < known.length; index++) {
		const there = known[index]!;
		if (there.id.clock >= end) break;
		if (!(there instanceof Y.Item) || there.content instanceof Y.ContentDeleted) continue;
		const from = Math.max(struct.clock, there.id.clock);
		const to = Math.min(end, there.id.clock + there.length);
		if (!isAlike(there, struct, bytes, from, to)) return true;
	}
	return false;
}

function isAlike({ id, content }: Y.Item, struct: Struct, bytes: Uint8Array, from: number, to: number): boolean {
	if (content instanceof Y.ContentString)
		return (
			struct.kind === STRING &&
			content.str.slice(from - id.clock, to - id.clock) === struct.text.slice(from - struct.clock, to - struct.clock)
		);
	if (content instanceof Y.ContentType) return struct.kind === TYPE && isType(content, struct);
	if (content instanceof Y.ContentAny)
		return (
			struct.kind === ANY &&
			sameValue(
				content.arr.slice(from - id.clock, to - id.clock),
				valuesOf(bytes, struct).slice(from - struct.clock, to - struct.clock)
			)
		);
	return false;
}

const isType = ({ type }: Y.ContentType, { typeRef }: Struct): boolean =>
	type instanceof Y.Map ? typeRef === MAP_TYPE : type instanceof Y.Text && typeRef === TEXT_TYPE;

/** They have been gone through by `decode`, so that none of them is more than it may be. */
function valuesOf(bytes: Uint8Array, { valuesAt, length }: Struct): unknown[] {
	const decoder = decoding.createDecoder(bytes);
	decoder.pos = valuesAt;
	return Array.from({ length }, () => decoding.readAny(decoder) as unknown);
}
