import * as Y from 'yjs';
import { LOAD } from '../../../src/lib/shared/board/origin.ts';
import {
	readField,
	readRecord,
	sameValue,
	type RecordKind,
	type StoredRecord
} from '../../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import { touchedRecords, type Touched } from '../../../src/lib/shared/board/touched.ts';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';

export type Plain = Readonly<Record<string, unknown>> & { id: string };

/** One field, or with `field` null a whole record, going from one value to another. */
export interface Difference {
	root: string;
	id: string;
	field: string | null;
	before: unknown;
	after: unknown;
}

/**
 * A document's journal read row by row. A record that the schema does not know counts as not there, as it does to whoever
 * writes in it.
 */
export class Replay {
	readonly kind: DocumentKind;
	readonly #document: DocumentId;
	#doc: Y.Doc;
	#records = new Map<string, Map<string, Plain>>();
	#touched = new Map<string, Touched>();

	/** From what it had come to: `state` are updates that build on nothing else. */
	constructor(document: DocumentId, kind: DocumentKind, state: readonly Uint8Array[] = []) {
		this.kind = kind;
		this.#document = document;
		this.#doc = this.#load(state);
		this.#records = this.#readAll();
	}

	get(root: string, id: string): Plain | null {
		return this.#records.get(root)?.get(id) ?? null;
	}

	/** A `DocumentRecord`, as JSON. */
	toJSON(): string {
		const lists = [...this.#records].map(([root, records]) => [root, [...records.values()]]);
		return JSON.stringify(Object.fromEntries(lists));
	}

	/** What the row changed, in the order of the schema. */
	apply(update: Uint8Array): Difference[] {
		this.#touched = new Map();
		Y.applyUpdate(this.#doc, update, LOAD);
		const found = [...this.#touched].flatMap(([root, records]) => this.#differences(root, records));
		return found.length > 1 ? inOrder(this.kind, found) : found;
	}

	/** A row that the history was started anew from: it builds on nothing before it. */
	applyAnew(state: Uint8Array): Difference[] {
		this.#doc.destroy();
		this.#doc = this.#load([state]);
		const before = this.#records;
		const found = Object.keys(DOCUMENT_KINDS[this.kind]).flatMap((root) => {
			const ids = new Set([...(before.get(root)?.keys() ?? []), ...this.#doc.getMap(root).keys()]);
			return [...ids].flatMap((id) => this.#differencesOf(root, id, 'whole'));
		});
		return inOrder(this.kind, found);
	}

	destroy() {
		this.#doc.destroy();
	}

	#load(state: readonly Uint8Array[]): Y.Doc {
		const doc = new Y.Doc({ gc: true, guid: this.#document });
		const roots = Object.keys(DOCUMENT_KINDS[this.kind]);
		for (const root of roots) doc.getMap(root);
		doc.transact(() => {
			for (const update of state) Y.applyUpdate(doc, update, LOAD);
		}, LOAD);
		for (const root of roots) this.#watch(doc.getMap<StoredRecord>(root), root);
		return doc;
	}

	#watch(map: Y.Map<StoredRecord>, root: string) {
		map.observeDeep((events) => this.#touched.set(root, touchedRecords(map, events)));
	}

	#readAll() {
		const roots = Object.entries<RecordKind>(DOCUMENT_KINDS[this.kind]);
		return new Map(
			roots.map(([root, kind]) => {
				const stored = [...this.#doc.getMap<StoredRecord>(root)];
				const read = stored.flatMap(([id, one]) => plainOf(kind, id, one) ?? []);
				return [root, new Map(read.map((plain) => [plain.id, plain]))];
			})
		);
	}

	#differences(root: string, touched: Touched): Difference[] {
		return [...touched].flatMap(([id, fields]) => this.#differencesOf(root, id, fields));
	}

	#differencesOf(root: string, id: string, fields: ReadonlySet<string> | 'whole'): Difference[] {
		const kind = (DOCUMENT_KINDS[this.kind] as Record<string, RecordKind>)[root]!;
		const stored = this.#doc.getMap<StoredRecord>(root).get(id);
		const before = this.get(root, id);
		const after = stored ? nextOf(kind, id, stored, before, fields) : null;
		if (after) this.#records.get(root)!.set(id, after);
		else this.#records.get(root)!.delete(id);
		if (!before && !after) return [];
		if (!before || !after) return [{ root, id, field: null, before, after }];
		const names = fields === 'whole' ? Object.keys(kind.fields) : fields;
		return [...names].flatMap((field): Difference[] =>
			sameValue(before[field], after[field]) ? [] : [{ root, id, field, before: before[field], after: after[field] }]
		);
	}
}

function plainOf(kind: RecordKind, id: string, stored: unknown): Plain | null {
	const read = readRecord(kind, id, stored);
	return read.ok ? (read.value as unknown as Plain) : null;
}

/** Only the fields that were touched are read where that will do: most rows are a key in a long text. */
function nextOf(
	kind: RecordKind,
	id: string,
	stored: StoredRecord,
	before: Plain | null,
	fields: ReadonlySet<string> | 'whole'
): Plain | null {
	if (!before || fields === 'whole') return plainOf(kind, id, stored);
	const next: Record<string, unknown> & { id: string } = { ...before };
	for (const name of fields) {
		const field = kind.fields[name];
		const read = field && readField(field, stored.get(name), name);
		if (!read?.ok) return null;
		next[name] = read.value;
	}
	return next;
}

/** The same however the row was put together: by root, and by the record's fields. */
function inOrder(kind: DocumentKind, found: Difference[]): Difference[] {
	const kinds = DOCUMENT_KINDS[kind] as Record<string, RecordKind>;
	const roots = Object.keys(kinds);
	const place = ({ root, field }: Difference) => Object.keys(kinds[root]!.fields).indexOf(field ?? '');
	return found.toSorted(
		(a, b) =>
			roots.indexOf(a.root) - roots.indexOf(b.root) || (a.id < b.id ? -1 : Number(a.id > b.id)) || place(a) - place(b)
	);
}
