import type * as Y from 'yjs';
import { readRecord, recordsOf, type RecordKind } from '../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../src/lib/shared/board/schema.ts';

/** A record as plain values, whatever its kind. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** A document's records as they were before the edit at hand: a Yjs apply can not be asked afterwards. */
export class RecordCache {
	readonly #roots = new Map<string, Map<string, PlainRecord>>();

	constructor(doc: Y.Doc, document: DocumentKind) {
		for (const [root, kind] of Object.entries<RecordKind>(DOCUMENT_KINDS[document]))
			this.#roots.set(root, readAll(doc, kind));
	}

	get(root: string, id: string): PlainRecord | null {
		return this.#roots.get(root)?.get(id) ?? null;
	}

	set(root: string, id: string, record: PlainRecord | null) {
		if (record) this.#roots.get(root)?.set(id, record);
		else this.#roots.get(root)?.delete(id);
	}

	/** Those that have not been taken away. */
	countLiving(root: string): number {
		let living = 0;
		for (const { removed } of this.all(root)) if (!removed) living++;
		return living;
	}

	all(root: string): Iterable<PlainRecord> {
		return this.#roots.get(root)?.values() ?? [];
	}
}

function readAll(doc: Y.Doc, kind: RecordKind): Map<string, PlainRecord> {
	const records = new Map<string, PlainRecord>();
	for (const [id, stored] of recordsOf(doc, kind)) {
		const read = readRecord(kind, id, stored);
		// One that an older version let in counts as not there: whoever touches it must make it whole.
		if (read.ok) records.set(id, read.value as PlainRecord);
	}
	return records;
}
