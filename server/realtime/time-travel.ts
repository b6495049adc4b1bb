import * as Y from 'yjs';
import { readDocument, type DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { JournalRow, Store } from '../storage/store.ts';

/** Records kept; people step back and forth between a few moments. */
const KEPT = 32;

export interface PastDocument {
	kind: DocumentKind;
	record: DocumentRecord<DocumentKind>;
}

/** Documents as they stood, replayed from the journal. */
export class TimeTravel {
	readonly #store: Pick<Store, 'documents' | 'journal'>;
	/** Oldest use first. */
	readonly #kept = new Map<string, Promise<PastDocument>>();

	constructor(store: Pick<Store, 'documents' | 'journal'>) {
		this.#store = store;
	}

	read(id: DocumentId, until: number): Promise<PastDocument> {
		const key = `${id}@${until}`;
		const known = this.#kept.get(key);
		const record = known ?? this.#replay(id, until);
		this.#kept.delete(key);
		this.#kept.set(key, record);
		if (!known) this.#forgetOldest(key, record);
		return record;
	}

	/** The document's history says something else now. */
	forget(id: DocumentId): void {
		for (const key of [...this.#kept.keys()]) if (key.startsWith(`${id}@`)) this.#kept.delete(key);
	}

	#forgetOldest(key: string, record: Promise<unknown>) {
		record.catch(() => this.#kept.delete(key));
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
	}

	async #replay(id: DocumentId, until: number): Promise<PastDocument> {
		const info = await this.#store.documents.find(id);
		if (!info) throw new Error(`There is no document ${id}`);
		return { kind: info.kind, record: replay(await this.#store.journal.history(id, until), info.kind) };
	}
}

function replay(rows: readonly JournalRow[], kind: DocumentKind): DocumentRecord<DocumentKind> {
	const doc = new Y.Doc({ gc: true });
	for (const root of Object.keys(DOCUMENT_KINDS[kind])) doc.getMap(root);
	doc.transact(() => {
		for (const { update } of rows) Y.applyUpdate(doc, update, LOAD);
	}, LOAD);
	const read = readDocument(doc, kind);
	doc.destroy();
	if (!read.ok) throw new Error(`The journal replays to a bad record: ${read.problem.code} at ${read.problem.path}`);
	return read.value;
}
