import type { DatabaseSync } from 'node:sqlite';
import { emptyRecord } from '../../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Moment, MomentPart } from '../history.ts';
import type { Gone } from './history-messages.ts';
import { byId, laterIn, readPart, withLater, type Later, type Records, type Stretch } from './history-part.ts';
import type { Plain } from './history-replay.ts';
import { Kept } from './kept.ts';
import { hasLost, type IndexedDocument } from './history-standing.ts';

interface Indexed {
	id: number;
	latest: number;
	jumped: number;
	base: number | null;
	keptSince: number | null;
}

/**
 * Characters of the checkpoints that are kept as they were read, the last used of them; as objects they are some five times
 * that. One that is larger is read each time.
 */
const DECODED_CHARACTERS = 24 * 1024 * 1024;

/** A document after a change, as plain records. */
interface Checkpoint {
	change: number;
	records: Records;
}

/** A checkpoint, and the changes after it. */
export interface Standing {
	base: Records;
	stretch: Stretch;
}

/** A document as it stood after a change. */
export interface Spot {
	kind: DocumentKind;
	/** As the derived rows know it: another one when it was made anew. */
	document: number;
	/** Null before the first. */
	change: number | null;
}

const recordsIn = (record: object): Records =>
	new Map(Object.entries(record as Record<string, Plain[]>).map(([root, list]) => [root, byId(list)]));

/** Documents as they stood: the nearest checkpoint and the changes after it. No Yjs, no replay. */
export class Moments {
	readonly #database: DatabaseSync;
	readonly #checkpoints = new Kept<Checkpoint>(DECODED_CHARACTERS);
	/** By document: after which changes it has one, as far as was looked. */
	readonly #lists = new Map<number, { changes: number[]; upTo: number }>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/** Up to the last of its changes that is no later (milliseconds). */
	find(info: IndexedDocument, at: number): Spot | Gone {
		if (hasLost(this.#database, info.id, 'weeks')) return { gone: null };
		const query = this.#database.prepare(
			'SELECT id, latest, jumped, base, kept_since AS keptSince FROM history_documents WHERE document = ?'
		);
		const indexed = query.get(info.id) as unknown as Indexed | undefined;
		if (!indexed) return { kind: info.kind, document: 0, change: null };
		if (indexed.keptSince !== null && at < indexed.keptSince) return { gone: indexed.keptSince };
		return { kind: info.kind, document: indexed.id, change: this.#lastChange(indexed, at) ?? indexed.base };
	}

	/** What was in it, or the part of it that is asked for. */
	read({ kind, document, change }: Spot, part: MomentPart | null): Record<string, Plain[]> {
		if (change === null) return emptyRecord(kind) as unknown as Record<string, Plain[]>;
		const { base, stretch } = this.standing({ kind, document, change });
		if (part && kind === 'actions') return readPart(this.#database, base, stretch, part);
		return withChanges(base, this.#changes(stretch));
	}

	/** What it is put together from. */
	standing({ kind, document, change }: Spot): Standing {
		const { records, change: after } = this.#nearest(kind, document, change ?? 0);
		return { base: records, stretch: { document, after, until: change ?? 0 } };
	}

	/** Rows that were there then and that their party took back later. */
	withdrawn({ document, change }: Spot): Moment['withdrawn'] {
		const query = this.#database.prepare(
			// "> 0" says nothing new, and lets SQLite use the index of the few rows that ever were
			'SELECT root, record, withdrawn_by AS party FROM history_records WHERE document = ? AND withdrawn > 0 AND withdrawn > ?'
		);
		return query.all(document, change ?? 0) as unknown as Moment['withdrawn'];
	}

	forget(): void {
		this.#checkpoints.clear();
		this.#lists.clear();
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

	/** The nearest checkpoint before it, or nothing. Those that were read last are kept: reading one takes the longest. */
	#nearest(kind: DocumentKind, document: number, change: number): Checkpoint {
		const found = this.#listed(document, change).findLast((one) => one <= change);
		if (found === undefined) return { change: 0, records: recordsIn(emptyRecord(kind)) };
		return this.#checkpoints.get(`${document} ${found}`) ?? this.#readCheckpoint(document, found);
	}

	/**
	 * After which changes there are checkpoints, up to that change. Listed once: each look for a row of that table reads the
	 * whole of it, ten megabytes of åtgärder. Later checkpoints come after later changes alone.
	 */
	#listed(document: number, change: number): readonly number[] {
		const known = this.#lists.get(document) ?? { changes: [], upTo: -1 };
		this.#lists.set(document, known);
		if (change <= known.upTo) return known.changes;
		const query = this.#database.prepare(
			'SELECT change FROM history_checkpoints WHERE document = ? AND change > ? AND change <= ? ORDER BY change'
		);
		for (const row of query.all(document, known.upTo, change)) known.changes.push(Number(row.change));
		known.upTo = change;
		return known.changes;
	}

	#readCheckpoint(document: number, change: number): Checkpoint {
		const query = this.#database.prepare('SELECT record FROM history_checkpoints WHERE document = ? AND change = ?');
		const text = String(query.get(document, change)?.record);
		const read = { change, records: recordsIn(JSON.parse(text) as Record<string, Plain[]>) };
		this.#checkpoints.set(`${document} ${change}`, read, text.length);
		return read;
	}

	#changes({ document, after, until }: Stretch): Later[] {
		const query = this.#database.prepare(
			'SELECT r.root, r.record, c.field, c.after FROM history_changes c CROSS JOIN history_records r ON r.id = c.record ' +
				'WHERE c.document = ? AND c.id > ? AND c.id <= ? ORDER BY c.id'
		);
		query.setReturnArrays(true);
		return laterIn(query.all(document, after, until) as unknown as Parameters<typeof laterIn>[0]);
	}
}

function withChanges(base: Records, later: readonly Later[]): Record<string, Plain[]> {
	const byRoot = Map.groupBy(later, ({ root }) => root);
	return Object.fromEntries([...base].map(([root, records]) => [root, withLater(records, byRoot.get(root) ?? [])]));
}
