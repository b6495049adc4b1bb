import type { DatabaseSync } from 'node:sqlite';
import { emptyRecord } from '../../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Moment, MomentPart } from '../history.ts';
import { byId, laterIn, readPart, withLater, type Later, type Records, type Stretch } from './history-part.ts';
import type { Plain } from './history-replay.ts';
import { hasLost, type IndexedDocument } from './history-standing.ts';

/** Bytes of moments that are kept: people step back and forth between a few. */
const KEPT_BYTES = 32 * 1024 * 1024;

interface Indexed {
	id: number;
	latest: number;
	jumped: number;
	base: number | null;
	keptSince: number | null;
}

/** Instead of a moment: what was then has been disposed of, and from when something is left. */
export interface Gone {
	gone: number | null;
}

/** Characters of the checkpoints that are kept as they were read, of each that is kept and the newest together; and how many. */
const DECODED_BYTES = 24 * 1024 * 1024;
const MOST_DECODED = 2;

/** A document after a change, as plain records. */
interface Checkpoint {
	document: number;
	change: number;
	size: number;
	records: Records;
}

const recordsIn = (record: object): Records =>
	new Map(Object.entries(record as Record<string, Plain[]>).map(([root, list]) => [root, byId(list)]));

/** Documents as they stood: the nearest checkpoint and the changes after it. No Yjs, no replay. */
export class Moments {
	readonly #database: DatabaseSync;
	/** By document and change, oldest use first. A document that is made anew has another number. */
	readonly #kept = new Map<string, string>();
	#bytes = 0;
	/** The last used first. */
	#checkpoints: Checkpoint[] = [];

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	read(info: IndexedDocument, at: number, part: MomentPart | null): Moment | Gone {
		if (hasLost(this.#database, info.id, 'weeks')) return { gone: null };
		const query = this.#database.prepare(
			'SELECT id, latest, jumped, base, kept_since AS keptSince FROM history_documents WHERE document = ?'
		);
		const indexed = query.get(info.id) as unknown as Indexed | undefined;
		if (indexed && indexed.keptSince !== null && at < indexed.keptSince) return { gone: indexed.keptSince };
		const change = indexed ? (this.#lastChange(indexed, at) ?? indexed.base) : null;
		if (!indexed || change === null)
			return { kind: info.kind, record: JSON.stringify(emptyRecord(info.kind)), withdrawn: [] };
		return {
			kind: info.kind,
			record: this.#record(info, indexed.id, change, part),
			withdrawn: this.#withdrawn(indexed.id, change)
		};
	}

	/**
	 * As of a moment a document is what it was after the last of its changes that is no later. Where the clock went
	 * backwards that takes changes along which say that they are later, since the last one was made on top of them.
	 */
	#lastChange({ id, latest, jumped }: Indexed, at: number): number | null {
		if (at >= latest || !jumped) {
			const newest = at >= latest ? '' : 'AND at <= :at';
			const order = at >= latest ? 'id DESC' : 'at DESC, id DESC';
			const query = this.#database.prepare(
				`SELECT id FROM history_changes WHERE document = :id ${newest} ORDER BY ${order} LIMIT 1`
			);
			const found = query.get({ id, ...(at < latest && { at }) });
			return found ? Number(found.id) : null;
		}
		const query = this.#database.prepare('SELECT max(id) AS id FROM history_changes WHERE document = ? AND at <= ?');
		const found = query.get(id, at)?.id;
		return typeof found === 'number' ? found : null;
	}

	#record(info: IndexedDocument, document: number, change: number, part: MomentPart | null): string {
		const key = `${document} ${change} ${part ? JSON.stringify(part) : ''}`;
		const known = this.#kept.get(key);
		if (known !== undefined) {
			this.#kept.delete(key);
			this.#kept.set(key, known);
			return known;
		}
		const record = this.#build(info, document, change, part);
		this.#keep(key, record);
		return record;
	}

	#keep(key: string, record: string) {
		this.#kept.set(key, record);
		this.#bytes += key.length + record.length; // a key names every åtgärd that was asked for
		for (const [oldest, text] of this.#kept) {
			if (this.#bytes <= KEPT_BYTES) return;
			this.#kept.delete(oldest);
			this.#bytes -= oldest.length + text.length;
		}
	}

	#build({ kind }: IndexedDocument, document: number, change: number, part: MomentPart | null): string {
		const base = this.#nearest(kind, document, change);
		const stretch = { document, after: base.change, until: change };
		if (part && kind === 'actions') return JSON.stringify(readPart(this.#database, base.records, stretch, part));
		return JSON.stringify(withChanges(base.records, this.#changes(stretch)));
	}

	/** The nearest checkpoint before it, or nothing. Those that were read last are kept: reading one takes the longest. */
	#nearest(kind: DocumentKind, document: number, change: number): Checkpoint {
		const query = this.#database.prepare(
			'SELECT max(change) AS change FROM history_checkpoints WHERE document = ? AND change <= ?'
		);
		const found = query.get(document, change)?.change;
		const none = () => ({ document, change: 0, size: 0, records: recordsIn(emptyRecord(kind)) });
		if (typeof found !== 'number') return none();
		const known = this.#checkpoints.find((one) => one.document === document && one.change === found);
		const read = known ?? this.#readCheckpoint(document, found);
		const others = this.#checkpoints.filter((one) => one !== read && one.size + read.size <= DECODED_BYTES);
		this.#checkpoints = read.size <= DECODED_BYTES ? [read, ...others.slice(0, MOST_DECODED - 1)] : others;
		return read;
	}

	#readCheckpoint(document: number, change: number): Checkpoint {
		const query = this.#database.prepare('SELECT record FROM history_checkpoints WHERE document = ? AND change = ?');
		const text = String(query.get(document, change)?.record);
		return { document, change, size: text.length, records: recordsIn(JSON.parse(text) as Record<string, Plain[]>) };
	}

	#changes({ document, after, until }: Stretch): Later[] {
		const query = this.#database.prepare(
			'SELECT r.root, r.record, c.field, c.after FROM history_changes c CROSS JOIN history_records r ON r.id = c.record ' +
				'WHERE c.document = ? AND c.id > ? AND c.id <= ? ORDER BY c.id'
		);
		query.setReturnArrays(true);
		return laterIn(query.all(document, after, until) as unknown as Parameters<typeof laterIn>[0]);
	}

	#withdrawn(document: number, change: number): Moment['withdrawn'] {
		const query = this.#database.prepare(
			// "> 0" says nothing new, and lets SQLite use the index of the few rows that ever were
			'SELECT root, record, withdrawn_by AS party FROM history_records WHERE document = ? AND withdrawn > 0 AND withdrawn > ?'
		);
		return query.all(document, change) as unknown as Moment['withdrawn'];
	}
}

function withChanges(base: Records, later: readonly Later[]): Record<string, Plain[]> {
	const byRoot = Map.groupBy(later, ({ root }) => root);
	return Object.fromEntries([...base].map(([root, records]) => [root, withLater(records, byRoot.get(root) ?? [])]));
}
