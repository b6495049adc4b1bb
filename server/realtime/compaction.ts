import * as Y from 'yjs';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { hasPending } from './guard/gaps.ts';
import type { OpenDocument } from './open-document.ts';

/** A document this short is not worth another epoch: whoever has unsent edits on a device would have to redo them. */
const LEAST_BYTES = 128 * 1024;
/** History outweighs content when the document is so many times what its content alone takes. */
const OUTWEIGHS = 4;

export interface CompactionLimits {
	leastBytes: number;
	outweighs: number;
}

/**
 * The document's content with no history, as an update that builds on nothing; null where history does not outweigh it.
 * Checked by loading it again: what is not the same, value for value, is not kept.
 */
export function compacted(
	document: OpenDocument,
	{ leastBytes, outweighs }: CompactionLimits = { leastBytes: LEAST_BYTES, outweighs: OUTWEIGHS }
): Uint8Array | null {
	const before = document.encodeSince(Uint8Array.of(0));
	if (before.byteLength < leastBytes || !isMostlyGone(document.doc)) return null;
	const state = encodeContent(document);
	if (before.byteLength < state.byteLength * outweighs) return null;
	if (!isSame(document, state)) throw new Error(`The compacted document ${document.info.id} is not the same`);
	return state;
}

/** A look that costs little, before a copy is made. */
function isMostlyGone(doc: Y.Doc): boolean {
	let [gone, all] = [0, 0];
	for (const structs of doc.store.clients.values()) {
		all += structs.length;
		for (const { deleted } of structs) if (deleted) gone += 1;
	}
	return gone * 2 > all;
}

function encodeContent({ doc, roots }: OpenDocument): Uint8Array {
	const fresh = new Y.Doc({ gc: true });
	fresh.transact(() => {
		for (const root of roots) copyInto(fresh.getMap(root), doc.getMap(root));
	}, LOAD);
	const state = Y.encodeStateAsUpdate(fresh);
	fresh.destroy();
	return state;
}

function copyInto(to: Y.Map<unknown>, from: Y.Map<unknown>) {
	for (const [key, value] of from) to.set(key, value instanceof Y.AbstractType ? value.clone() : value);
}

function isSame({ doc, roots }: OpenDocument, state: Uint8Array): boolean {
	const read = new Y.Doc({ gc: true });
	Y.applyUpdate(read, state, LOAD);
	const same = !hasPending(read) && roots.every((root) => valuesOf(read, root) === valuesOf(doc, root));
	read.destroy();
	return same;
}

/** In one order, whatever order the keys were set in; a text with its marks. */
const valuesOf = (doc: Y.Doc, root: string): string => JSON.stringify(plain(doc.getMap(root)));

function plain(value: unknown): unknown {
	if (value instanceof Y.Text) return value.toDelta();
	if (value instanceof Y.Map) return [...value].sort(byKey).map(([key, own]) => [key, plain(own)]);
	return value instanceof Y.AbstractType ? value.toJSON() : value;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : Number(a > b));
