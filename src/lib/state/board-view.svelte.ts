import { SvelteMap } from 'svelte/reactivity';
import type * as Y from 'yjs';
import { readRecord, recordsOf, type RecordKind, type RecordOf, type StoredRecord } from '../shared/board/record.ts';
import { touchedRecords, type Touched } from '../shared/board/touched.ts';
import { FieldView } from './field-view.svelte.ts';

export interface RootViewOptions<R> {
	/** Order of `all`. Reads only the fields it sorts by: the list is made anew when one of them changes. */
	compare?: (a: R, b: R) => number;
	/** Asked for each change: should it wait (updates are paused)? */
	shouldWait?: (local: boolean) => boolean;
}

/**
 * A held projection of one root map: plain records, each the same object for as long as it lives, patched field by
 * field from what a transaction touched. Rendering reads this; writing goes through commands on the document only.
 */
export class RootView<K extends RecordKind> {
	readonly kind: K;
	readonly #options: RootViewOptions<RecordOf<K>>;
	readonly #records = new SvelteMap<string, RecordOf<K>>();
	readonly #fields = new Map<string, FieldView<RecordOf<K>>>();
	readonly #waiting = new SvelteMap<string, ReadonlySet<string> | 'whole'>();
	#root: Y.Map<StoredRecord> | null = null;
	/** What `show` was last given, while no document feeds this. */
	#shown: readonly RecordOf<K>[] | null = null;

	readonly #sorted = $derived.by(() => {
		const { compare } = this.#options;
		const records = [...this.#records.values()];
		return compare ? records.sort(compare) : records;
	});
	readonly #present = $derived(this.#sorted.filter((record) => !isRemoved(record)));
	readonly #removed = $derived(this.#sorted.filter(isRemoved));

	constructor(kind: K, records: readonly RecordOf<K>[], options: RootViewOptions<RecordOf<K>> = {}) {
		this.kind = kind;
		this.#options = options;
		for (const record of records) this.#hold(record);
	}

	/** Records that are there, in order. */
	get all(): readonly RecordOf<K>[] {
		return this.#present;
	}

	/** Records that were taken away and can come back. */
	get removed(): readonly RecordOf<K>[] {
		return this.#removed;
	}

	/** Every record by id, removed ones too. */
	get byId(): ReadonlyMap<string, RecordOf<K>> {
		return this.#records;
	}

	/** How many records have changes that wait to be shown. */
	get waiting(): number {
		return this.#waiting.size;
	}

	/** Follows the document from here on. What is already shown alike is left alone, so nothing jumps. */
	attach(doc: Y.Doc): () => void {
		const root = recordsOf(doc, this.kind);
		const observer = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) =>
			this.#receive(touchedRecords(root, events), transaction.local);
		this.#root = root;
		this.#shown = null;
		this.#waiting.clear();
		for (const id of new Set([...this.#records.keys(), ...root.keys()])) this.#patch(id, 'whole');
		root.observeDeep(observer as Parameters<typeof root.observeDeep>[0]);
		return () => root.unobserveDeep(observer as Parameters<typeof root.observeDeep>[0]);
	}

	/** Shows what has waited. */
	release(): void {
		for (const [id, fields] of this.#waiting) this.#patch(id, fields);
		this.#waiting.clear();
	}

	/** Shows these records, which no document feeds: the past. What is already shown alike is left alone. */
	show(records: readonly RecordOf<K>[]): void {
		if (records === this.#shown) return;
		this.#shown = records;
		const ids = new Set<string>(records.map(({ id }) => id));
		for (const id of [...this.#fields.keys()]) if (!ids.has(id)) this.#drop(id);
		for (const record of records) this.#take(record, 'whole');
	}

	#receive(touched: Touched, local: boolean) {
		const wait = this.#options.shouldWait?.(local) ?? false;
		for (const [id, fields] of touched) {
			if (wait) this.#waiting.set(id, union(this.#waiting.get(id), fields));
			else this.#patch(id, fields);
		}
	}

	#patch(id: string, fields: ReadonlySet<string> | 'whole') {
		const stored = this.#root?.get(id);
		const read = stored && readRecord(this.kind, id, stored);
		if (!read?.ok) return this.#drop(id); // gone, or nothing this version can show
		this.#take(read.value as RecordOf<K>, fields);
	}

	#take(record: RecordOf<K>, fields: ReadonlySet<string> | 'whole') {
		const held = this.#fields.get(record.id);
		if (held) held.take(record, fields);
		else this.#hold(record);
	}

	#hold(record: RecordOf<K>) {
		const held = new FieldView(record);
		this.#fields.set(record.id, held);
		this.#records.set(record.id, held.view);
	}

	#drop(id: string) {
		this.#fields.delete(id);
		this.#records.delete(id);
	}
}

const isRemoved = (record: object): boolean => 'removed' in record && record.removed !== null;

function union(a: ReadonlySet<string> | 'whole' | undefined, b: ReadonlySet<string> | 'whole') {
	if (a === 'whole' || b === 'whole') return 'whole';
	return new Set([...(a ?? []), ...b]);
}
