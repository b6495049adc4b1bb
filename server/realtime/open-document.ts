import { setImmediate as nextTurn } from 'node:timers/promises';
import * as Y from 'yjs';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import type { StoredRecord } from '../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, META_ROOT } from '../../src/lib/shared/board/schema.ts';
import { touchedRecords, type Touched } from '../../src/lib/shared/board/touched.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { DocumentInfo, StoredDocument } from '../storage/store.ts';
import { ClientIds } from './guard/client-ids.ts';
import { hasPending } from './guard/gaps.ts';
import { RecordCache } from './record-cache.ts';

/** What one write did: the document's own encoding of it, and the records it touched by root. */
export interface Written {
	updates: Uint8Array[];
	touched: Map<string, Touched>;
}

/** A document in memory, as the server holds it: never anything pending, and every write is watched. */
export class OpenDocument {
	info: DocumentInfo;
	/** Outlives this copy: see the room's `#open`. */
	clients = new ClientIds();
	readonly doc: Y.Doc;
	#records: RecordCache | null = null;
	#written: Written = { updates: [], touched: new Map() };
	#encoded: Uint8Array | null = null;

	/** Throws when what is stored can not be read whole. */
	constructor(info: DocumentInfo, stored: StoredDocument, unstored: readonly Uint8Array[] = [], doc = newDoc(info.id)) {
		this.info = info;
		this.doc = doc;
		for (const root of this.roots) this.doc.getMap(root);
		load(this.doc, stored, unstored);
		if (stored.snapshot && stored.tail.length + unstored.length === 0) this.#encoded = stored.snapshot.state;
		for (const root of this.roots) this.#watch(root);
		this.doc.on('update', (update: Uint8Array) => {
			this.#encoded = null;
			this.#written.updates.push(update);
		});
	}

	/** The same, a part at a time: a replay of a long journal does not keep others waiting. */
	static async gradually(info: DocumentInfo, stored: StoredDocument, unstored: readonly Uint8Array[] = []) {
		const { snapshot, tail } = stored;
		if (tail.length <= ROWS_AT_ONCE) return new OpenDocument(info, stored, unstored);
		const doc = newDoc(info.id);
		for (let from = 0; from < tail.length; from += ROWS_AT_ONCE) {
			apply(doc, { snapshot: from === 0 ? snapshot : null, tail: tail.slice(from, from + ROWS_AT_ONCE) });
			await nextTurn();
		}
		return new OpenDocument(info, { snapshot: null, tail: [] }, unstored, doc);
	}

	/** All roots that there may be, `meta` among them. */
	get roots(): string[] {
		return [...Object.keys(DOCUMENT_KINDS[this.info.kind]), META_ROOT];
	}

	/** The records as plain values. Made at the first edit: a document that is only read needs none. */
	get records(): RecordCache {
		return (this.#records ??= new RecordCache(this.doc, this.info.kind));
	}

	/** Runs a write and answers what it did. What it throws leaves the document unfit for use. */
	watch(write: (doc: Y.Doc) => void): Written {
		this.#written = { updates: [], touched: new Map() };
		write(this.doc);
		return this.#written;
	}

	/** What a client with this state vector lacks. Everybody who starts from empty shares one encoding. */
	encodeSince(stateVector: Uint8Array): Uint8Array {
		if (!isEmpty(stateVector)) return Y.encodeStateAsUpdate(this.doc, stateVector);
		return (this.#encoded ??= Y.encodeStateAsUpdate(this.doc));
	}

	/** The encoding that everybody who starts from empty shares, where there is one. */
	get whole(): Uint8Array | null {
		return this.#encoded;
	}

	destroy() {
		this.doc.destroy();
	}

	#watch(root: string) {
		const map = this.doc.getMap<StoredRecord>(root);
		map.observeDeep((events) => this.#written.touched.set(root, this.#merged(root, touchedRecords(map, events))));
	}

	/** Two transactions of one write: the whole record counts as touched where both touched it. */
	#merged(root: string, next: Touched): Touched {
		const before = this.#written.touched.get(root);
		for (const id of before?.keys() ?? []) next.set(id, 'whole');
		return next;
	}
}

const isEmpty = (stateVector: Uint8Array): boolean => stateVector.length === 1 && stateVector[0] === 0;

/** Some milliseconds of work. */
const ROWS_AT_ONCE = 1_000;

/** Named by its id: to make up a name, Yjs asks for chance 32 times, which takes longer than all else. */
const newDoc = (guid: DocumentId) => new Y.Doc({ gc: true, guid });

function apply(doc: Y.Doc, { snapshot, tail }: StoredDocument, unstored: readonly Uint8Array[] = []) {
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot.state, LOAD);
		for (const { update } of tail) Y.applyUpdate(doc, update, LOAD);
		for (const update of unstored) Y.applyUpdate(doc, update, LOAD);
	}, LOAD);
}

function load(doc: Y.Doc, stored: StoredDocument, unstored: readonly Uint8Array[]) {
	apply(doc, stored, unstored);
	if (hasPending(doc)) throw new Error('The stored document is not whole: something waits for what is not there');
}
