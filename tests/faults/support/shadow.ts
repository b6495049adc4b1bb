import * as Y from 'yjs';
import type { JournalStore, NewJournalRow, Store } from '../../../server/storage/store.ts';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';

/** What really is in the journal of a document, kept beside the server: the measure of "saved". */
export class Shadow {
	readonly doc = new Y.Doc();
	readonly #id: DocumentId;

	constructor(id: DocumentId) {
		this.#id = id;
	}

	take(rows: readonly NewJournalRow[]) {
		for (const { document, update } of rows) if (document === this.#id) Y.applyUpdate(this.doc, update);
	}

	/** Everything in a client's document is here, its deletions no less. */
	holds(doc: Y.Doc): boolean {
		const own = Y.decodeStateVector(Y.encodeStateVector(this.doc));
		for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(doc)))
			if ((own.get(client) ?? 0) < clock) return false;
		return this.#holdsDeletions(doc);
	}

	#holdsDeletions(doc: Y.Doc): boolean {
		const { ds: own } = Y.snapshot(this.doc);
		for (const [client, deleted] of Y.snapshot(doc).ds.clients)
			for (const { clock, len } of deleted)
				for (let at = clock; at < clock + len; at++) if (!Y.isDeleted(own, Y.createID(client, at))) return false;
		return true;
	}
}

export type JournalCall = 'load' | 'append' | 'saveSnapshot' | 'history' | 'startAnew';

/** `refuses` keeps nothing; `forgets` keeps everything and says that it failed; `lies` keeps nothing and says that it did. */
export type Trouble = 'refuses' | 'forgets' | 'lies';

export interface Troubled {
	store: Store;
	readonly calls: number;
	/** Which call it was that failed. */
	readonly failed: JournalCall | null;
}

/** A store whose n-th journal call fails, once. */
export function failNth(store: Store, n: number, trouble: Trouble, shadow: Shadow): Troubled {
	let calls = 0;
	let failed: JournalCall | null = null;
	async function call<T>(name: JournalCall, act: () => Promise<T>, instead?: T): Promise<T> {
		calls += 1;
		if (calls !== n) return act();
		failed = name;
		if (trouble === 'lies' && instead !== undefined) return instead;
		if (trouble === 'forgets') await act();
		throw new Error('SQLITE_IOERR: disk I/O error');
	}
	const { journal, ...rest } = store;
	const troubled: JournalStore = {
		load: (document) => call('load', () => journal.load(document)),
		history: (document, until) => call('history', () => journal.history(document, until)),
		startAnew: (...from) => call('startAnew', () => journal.startAnew(...from)),
		saveSnapshot: (...snapshot) => call('saveSnapshot', () => journal.saveSnapshot(...snapshot)),
		append: (rows) =>
			call(
				'append',
				async () => {
					const sequence = await journal.append(rows);
					shadow.take(rows);
					return sequence;
				},
				1
			)
	};
	return {
		store: { ...rest, journal: troubled },
		get calls() {
			return calls;
		},
		get failed() {
			return failed;
		}
	};
}
