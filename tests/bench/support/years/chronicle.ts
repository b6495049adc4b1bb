import * as Y from 'yjs';
import type { DocumentRecord } from '../../../../src/lib/shared/board/document-record.ts';
import { SERVER } from '../../../../src/lib/shared/board/origin.ts';
import { readRecord, type StoredRecord } from '../../../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, kindAt, upgradeDocument, type DocumentKind } from '../../../../src/lib/shared/board/schema.ts';
import { touchedRecords } from '../../../../src/lib/shared/board/touched.ts';
import type { DocumentId } from '../../../../src/lib/shared/ids.ts';
import type { Author } from '../../../../src/lib/shared/board/values.ts';
import type { JournalStore, NewJournalRow, Via } from '../../../../server/storage/store.ts';

/** One edit that is to happen: when, by whom, where, and what it does. A rule of the server has no author. */
export interface Edit {
	at: number;
	document: DocumentId;
	author: Author | null;
	via: Via;
	write(doc: Y.Doc): void;
}

interface Live {
	doc: Y.Doc;
	kind: DocumentKind;
	/** By root and id, kept up as the document changes: a document of five years is too much to read for every seal. */
	records: Map<string, Map<string, unknown>>;
}

/**
 * Documents that are written in the order of time, with many edits in one append: as the rooms would have left them, at
 * the speed of the disk. Nothing of the journal is gone around.
 */
export class Chronicle {
	readonly #journal: JournalStore;
	readonly #live = new Map<DocumentId, Live>();
	#edits: Edit[] = [];
	#rows: NewJournalRow[] = [];
	/** The last row's number in the journal, and how many were written. */
	sequence = 0;
	written = 0;

	constructor(journal: JournalStore) {
		this.#journal = journal;
	}

	open(document: DocumentId, kind: DocumentKind, at: number): void {
		const live: Live = { doc: new Y.Doc(), kind, records: new Map() };
		for (const root of Object.keys(DOCUMENT_KINDS[kind])) follow(live, root);
		this.#live.set(document, live);
		this.plan({ at, document, author: null, via: 'rule', write: (doc) => void upgradeDocument(doc, kind) });
	}

	/** Lets go of one that nobody writes in any more. */
	close(document: DocumentId): void {
		this.#live.get(document)?.doc.destroy();
		this.#live.delete(document);
	}

	plan(...edits: readonly Edit[]): void {
		this.#edits.push(...edits);
	}

	/** Writes all that was planned for before that moment, in the order of its times, in one append. */
	async writeUntil(until: number): Promise<void> {
		const due = this.#edits.filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
		this.#edits = this.#edits.filter(({ at }) => at >= until);
		due.forEach((edit) => this.#write(edit));
		if (this.#rows.length === 0) return;
		this.sequence = await this.#journal.append(this.#rows);
		this.written += this.#rows.length;
		this.#rows = [];
	}

	read<D extends DocumentKind>(document: DocumentId): DocumentRecord<D> {
		const { records } = this.#of(document);
		return Object.fromEntries(
			[...records].map(([root, all]) => [root, [...all.values()]])
		) as unknown as DocumentRecord<D>;
	}

	#of(document: DocumentId): Live {
		const live = this.#live.get(document);
		if (!live) throw new Error(`The chronicle has let go of ${document}`);
		return live;
	}

	/** A transaction is one row, as an edit from a page is. Every person writes as a Yjs client of their own. */
	#write({ at, document, author, via, write }: Edit): void {
		const { doc } = this.#of(document);
		const person = author?.person ?? null;
		doc.clientID = clientOf(`${document} ${person}`);
		const keep = (update: Uint8Array) => void this.#rows.push({ document, at, person, via, update });
		doc.on('update', keep);
		doc.transact(() => write(doc), SERVER);
		doc.off('update', keep);
	}
}

function follow(live: Live, root: string): void {
	const { doc, kind, records } = live;
	const of = kindAt(kind, root)!;
	const all = new Map<string, unknown>();
	records.set(root, all);
	const stored = doc.getMap<StoredRecord>(root);
	stored.observeDeep((events) => {
		for (const id of touchedRecords(stored, events).keys()) {
			const read = stored.has(id) ? readRecord(of, id, stored.get(id)) : null;
			if (read && !read.ok) throw new Error(`${read.problem.code} at ${read.problem.path}`);
			if (read) all.set(id, read.value);
			else all.delete(id);
		}
	});
}

/** FNV-1a: the same client for the same writer in every run. */
function clientOf(name: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
	return hash >>> 0;
}
