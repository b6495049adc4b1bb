import * as Y from 'yjs';
import { MAX_STEPS } from '../../../src/lib/shared/protocol/limits.ts';
import { GC, type DecodedUpdate, type Id, type Struct } from './decode.ts';
import { hasPending } from './gaps.ts';

/**
 * A second look, after the update is in and before it is stored: nothing waits, and what is new lies between its
 * neighbours. `checkPlaces` has foreseen it all; where it was wrong, this document is thrown away.
 */
export function isWhole(doc: Y.Doc, update: DecodedUpdate): boolean {
	if (hasPending(doc)) return false;
	const steps = { left: MAX_STEPS };
	return update.sections.every(({ structs }) => structs.every((struct) => liesRight(doc, struct, steps)));
}

/** Of a long update the first steps are looked at: the look must not cost more than the edit. */
function liesRight({ store }: Y.Doc, struct: Struct, steps: { left: number }): boolean {
	if (struct.kind === GC || steps.left <= 0) return true;
	const item = find(store, struct);
	if (!(item instanceof Y.Item)) return true;
	return reaches(store, item, struct.origin, 'left', steps) && reaches(store, item, struct.rightOrigin, 'right', steps);
}

function reaches(store: Store, from: Y.Item, id: Id | null, way: 'left' | 'right', steps: { left: number }): boolean {
	if (id === null) return true;
	const wanted = find(store, id);
	for (let at: Y.Item | null = from; at; at = at[way]) {
		if (at === wanted) return true;
		if (--steps.left <= 0) return true;
	}
	return false;
}

type Store = Y.Doc['store'];

function find(store: Store, { client, clock }: Id): Y.Item | Y.GC {
	const structs = store.clients.get(client)!;
	return structs[Y.findIndexSS(structs, clock)]!;
}
