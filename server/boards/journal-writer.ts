import * as Y from 'yjs';
import { LOAD, SERVER } from '../../src/lib/shared/board/origin.ts';
import { upgradeDocument, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';
import type { JournalStore, NewJournalRow, Via } from '../storage/store.ts';

/** Changes a stored document that no room has open: before the server runs, or while a new samverkan is made. */
export type WriteDocument = (document: DocumentId, write: (doc: Y.Doc) => void) => Promise<void>;

/** Who a journal row says did it. */
export interface Writer {
	person: PersonId | null;
	via: Via;
	now: () => number;
}

/** Each write is one transaction and one journal row, as if a room had taken it. */
export function journalWriter(journal: JournalStore, kind: DocumentKind, writer: Writer): WriteDocument {
	return async (document, write) => {
		const doc = await loadDocument(journal, document);
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		doc.transact(() => {
			upgradeDocument(doc, kind);
			write(doc);
		}, SERVER);
		doc.destroy();
		const at = writer.now();
		const toRow = (update: Uint8Array): NewJournalRow => ({
			document,
			at,
			person: writer.person,
			via: writer.via,
			update
		});
		if (updates.length > 0) await journal.append(updates.map(toRow));
	};
}

async function loadDocument(journal: JournalStore, document: DocumentId): Promise<Y.Doc> {
	const { snapshot, tail } = await journal.load(document);
	const doc = new Y.Doc();
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot.state, LOAD);
		for (const row of tail) Y.applyUpdate(doc, row.update, LOAD);
	}, LOAD);
	return doc;
}
