import * as Y from 'yjs';
import type { DecodedUpdate } from './decode.ts';

/** Does it build on something that neither the document nor the update itself has? (R6) */
export function hasGap(doc: Y.Doc, update: DecodedUpdate): boolean {
	const ends = new Map<number, number>();
	for (const [client, ranges] of update.ranges) {
		let end = Y.getState(doc.store, client);
		for (const { from, to } of ranges) {
			if (from > end) return true;
			end = Math.max(end, to);
		}
		ends.set(client, end);
	}
	const endOf = (client: number) => ends.get(client) ?? Y.getState(doc.store, client);
	return (
		update.needs.some(({ client, clock }) => clock >= endOf(client)) ||
		update.deletes.some(({ client, to }) => to > endOf(client))
	);
}

/** Has the document all of it already: every struct, and every deletion done? */
export function isKnown(doc: Y.Doc, update: DecodedUpdate): boolean {
	for (const [client, ranges] of update.ranges)
		if ((ranges.at(-1)?.to ?? 0) > Y.getState(doc.store, client)) return false;
	return update.deletes.every((range) => isDeleted(doc, range));
}

function isDeleted(doc: Y.Doc, { client, from, to }: DecodedUpdate['deletes'][number]): boolean {
	const structs = doc.store.clients.get(client);
	if (!structs || to > Y.getState(doc.store, client)) return false;
	for (let index = Y.findIndexSS(structs, from); index < structs.length; index++) {
		const struct = structs[index]!;
		if (struct.id.clock >= to) break;
		if (!struct.deleted) return false;
	}
	return true;
}

/** Something waits for what is not there. The server's documents never do, so after an apply it means damage. */
export const hasPending = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
