import type * as Y from 'yjs';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { createRecord, textOf, type Draft } from '../../src/lib/shared/board/record.ts';
import { newRecordId, type RecordId } from '../../src/lib/shared/ids.ts';
import type { Login } from './start-rooms.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

const created = ({ person, party }: Login) => ({ person, party, at: Date.now() });

/** A lägesrad, as the board's command makes it. */
export function addEntry(doc: Y.Doc, by: Login, draft: Draft<typeof entryKind> = {}): RecordId {
	const id = newRecordId(random);
	doc.transact(() => createRecord(doc, entryKind, id, { created: created(by), ...draft }), LOCAL);
	return id;
}

/** A proposed åtgärd. */
export function addAction(doc: Y.Doc, by: Login, draft: Draft<typeof actionKind> = {}): RecordId {
	const id = newRecordId(random);
	doc.transact(
		() => createRecord(doc, actionKind, id, { title: 'Lys upp tunneln', created: created(by), ...draft }),
		LOCAL
	);
	return id;
}

export const entryText = (doc: Y.Doc, id: RecordId): string | undefined =>
	textOf(doc, entryKind, id, 'text')?.toString();

export function type(doc: Y.Doc, id: RecordId, text: string) {
	doc.transact(() => textOf(doc, entryKind, id, 'text')?.insert(0, text), LOCAL);
}
