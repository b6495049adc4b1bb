import * as Y from 'yjs';
import type { DecodedUpdate, DeleteRange, Id } from './decode.ts';

const endOf = ({ structs }: DecodedUpdate['sections'][number]): number => {
	const last = structs.at(-1);
	return last ? last.clock + last.length : 0;
};

/** Does it build on something that neither the document nor the update itself has? (R6) */
export function hasGap(doc: Y.Doc, update: DecodedUpdate): boolean {
	if (update.skips) return true;
	const ends = new Map<number, number>();
	for (const section of update.sections) {
		const state = Y.getState(doc.store, section.client);
		if ((section.structs[0]?.clock ?? 0) > state) return true;
		ends.set(section.client, Math.max(state, endOf(section)));
	}
	const has = ({ client, clock }: Id) => clock < (ends.get(client) ?? Y.getState(doc.store, client));
	for (const { structs } of update.sections)
		for (const { origin, rightOrigin, parent } of structs) {
			if (origin && !has(origin)) return true;
			if (rightOrigin && !has(rightOrigin)) return true;
			if (parent && typeof parent !== 'string' && !has(parent)) return true;
		}
	return update.deletes.some(({ client, to }) => !has({ client, clock: to - 1 }));
}

/** Has the document all of it already: every struct, and every deletion done? */
export function isKnown(doc: Y.Doc, update: DecodedUpdate): boolean {
	for (const section of update.sections) if (endOf(section) > Y.getState(doc.store, section.client)) return false;
	return update.deletes.every((range) => isDeleted(doc, range));
}

function isDeleted(doc: Y.Doc, { client, from, to }: DeleteRange): boolean {
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
