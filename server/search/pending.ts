import type { RecordChange } from '../../src/lib/shared/access/content-rule.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { DocumentInfo } from '../storage/store.ts';

/** Records that wait in one document, and in all of them; beyond that a document is read whole, which holds nothing here. */
const MOST_IN_ONE = 200;
const MOST_IN_ALL = 2_000;

export type Pending =
	| { of: 'whole'; id: DocumentId }
	| { of: 'records'; id: DocumentId; info: DocumentInfo; sequence: number; records: Map<string, RecordChange> };

/** What of the documents is not in the index yet. A record that changes ten times meanwhile waits once. */
export class PendingChanges {
	readonly #pending = new Map<DocumentId, Pending>();
	#records = 0;

	get size(): number {
		return this.#pending.size;
	}

	addWhole(id: DocumentId): void {
		const known = this.#pending.get(id);
		if (known?.of === 'records') this.#records -= known.records.size;
		this.#pending.set(id, { of: 'whole', id });
	}

	add(info: DocumentInfo, changes: readonly RecordChange[], sequence: number): void {
		const known = this.#pending.get(info.id);
		if (known?.of === 'whole') return;
		const records = known?.records ?? new Map<string, RecordChange>();
		const before = records.size;
		for (const change of changes) records.set(`${change.root} ${change.id}`, change);
		this.#records += records.size - before;
		this.#pending.set(info.id, { of: 'records', id: info.id, info, sequence, records });
		if (records.size > MOST_IN_ONE || this.#records > MOST_IN_ALL) this.addWhole(info.id);
	}

	/** The one that has waited longest. */
	take(): Pending | null {
		const [first] = this.#pending.values();
		if (!first) return null;
		this.#pending.delete(first.id);
		if (first.of === 'records') this.#records -= first.records.size;
		return first;
	}
}
