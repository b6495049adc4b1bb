import * as Y from 'yjs';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { readRecord, type RecordKind, type StoredRecord } from '../../src/lib/shared/board/record.ts';
import { recordWords } from '../../src/lib/shared/board/free-text.ts';
import { DOCUMENT_KINDS, kindAt, type DocumentKind } from '../../src/lib/shared/board/schema.ts';

/** A record of a document. */
export interface Target {
	root: string;
	id: string;
}

/** Where the content of one field lies: units of one client, from and to (not in it). */
export interface Place {
	from: number;
	to: number;
	kind: RecordKind;
	field: string;
}

/** By client, in order. */
export type Places = ReadonlyMap<number, readonly Place[]>;

/** What a stretch of history holds of some records: where in it, and which words they ever read as. */
export interface InHistory {
	places: Places;
	words: ReadonlySet<string>;
}

/**
 * Replays a stretch of history that builds on nothing, keeping what was deleted: everything that ever belonged to the
 * records' fields is found, also what was typed and taken away again, and records that were written over.
 */
export function findInHistory(
	document: DocumentKind,
	updates: readonly Uint8Array[],
	targets: readonly Target[]
): InHistory {
	const doc = new Y.Doc({ gc: false });
	for (const root of Object.keys(DOCUMENT_KINDS[document])) doc.getMap(root);
	const versions = new Versions(doc, document, targets);
	for (const update of updates) {
		Y.applyUpdate(doc, update, LOAD);
		versions.look();
	}
	const found = { places: placesIn(doc, document, targets), words: versions.words };
	doc.destroy();
	return found;
}

/** What the records read as over time; of words that grow letter by letter, only what they grew to. */
class Versions {
	readonly #doc: Y.Doc;
	readonly #targets: readonly (Target & { kind: RecordKind })[];
	readonly #last = new Map<string, string>();
	readonly #all = new Set<string>();

	constructor(doc: Y.Doc, document: DocumentKind, targets: readonly Target[]) {
		this.#doc = doc;
		this.#targets = targets.flatMap((target) => {
			const kind = kindAt(document, target.root);
			return kind ? [{ ...target, kind }] : [];
		});
	}

	look() {
		for (const { root, id, kind } of this.#targets) {
			const read = readRecord(kind, id, this.#doc.getMap<StoredRecord>(root).get(id));
			if (!read.ok) continue;
			for (const [field, words] of Object.entries(recordWords(kind, read.value)))
				words.forEach((text, index) => this.#note(`${root} ${id} ${field} ${index}`, text));
		}
	}

	get words(): Set<string> {
		return new Set([...this.#all, ...this.#last.values()]);
	}

	#note(place: string, text: string) {
		const before = this.#last.get(place);
		if (before !== undefined && !text.startsWith(before)) this.#all.add(before);
		this.#last.set(place, text);
	}
}

function placesIn(doc: Y.Doc, document: DocumentKind, targets: readonly Target[]): Places {
	const wanted = new Set(targets.map(({ root, id }) => `${root} ${id}`));
	const roots = new Map([...doc.share].map(([name, type]) => [type as Y.AbstractType<unknown>, name]));
	const places = new Map<number, Place[]>();
	for (const [client, structs] of doc.store.clients) {
		const own = structs.flatMap((struct): Place[] => {
			const at = struct instanceof Y.Item ? fieldOf(struct, roots) : null;
			const kind = at && wanted.has(`${at.root} ${at.id}`) ? kindAt(document, at.root) : undefined;
			if (!at || !kind) return [];
			return [{ from: struct.id.clock, to: struct.id.clock + struct.length, kind, field: at.field }];
		});
		if (own.length > 0) places.set(client, own);
	}
	return places;
}

/** The field that an item is content of: a value, or a piece of a text; null for the record itself and what is not ours. */
function fieldOf(
	item: Y.Item,
	roots: ReadonlyMap<Y.AbstractType<unknown>, string>
): (Target & { field: string }) | null {
	const holder = holderOf(item.parent);
	if (!holder) return null; // in a root itself: a record
	const outer = holderOf(holder.parent);
	const [record, field] = outer ? [outer, holder.parentSub] : [holder, item.parentSub];
	const root = roots.get(record.parent as Y.AbstractType<unknown>);
	return root !== undefined && record.parentSub !== null && field !== null
		? { root, id: record.parentSub, field }
		: null;
}

const holderOf = (type: Y.Item['parent']): Y.Item | null => (type instanceof Y.AbstractType ? type._item : null);
