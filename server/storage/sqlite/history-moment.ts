import type { DatabaseSync } from 'node:sqlite';
import { emptyRecord } from '../../../src/lib/shared/board/document-record.ts';
import type { Moment } from '../history.ts';
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

/** Documents as they stood: the nearest checkpoint and the changes after it. No Yjs, no replay. */
export class Moments {
	readonly #database: DatabaseSync;
	/** By document and change, oldest use first. A document that is made anew has another number. */
	readonly #kept = new Map<string, string>();
	#bytes = 0;

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	read(info: IndexedDocument, at: number): Moment | Gone {
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
			record: this.#record(info, indexed.id, change),
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

	#record(info: IndexedDocument, document: number, change: number): string {
		const key = `${document} ${change}`;
		const known = this.#kept.get(key);
		if (known !== undefined) {
			this.#kept.delete(key);
			this.#kept.set(key, known);
			return known;
		}
		const record = this.#build(info, document, change);
		this.#keep(key, record);
		return record;
	}

	#keep(key: string, record: string) {
		this.#kept.set(key, record);
		this.#bytes += record.length;
		for (const [oldest, text] of this.#kept) {
			if (this.#bytes <= KEPT_BYTES) return;
			this.#kept.delete(oldest);
			this.#bytes -= text.length;
		}
	}

	#build({ kind }: IndexedDocument, document: number, change: number): string {
		const nearest = this.#database.prepare(
			'SELECT change, record FROM history_checkpoints WHERE document = ? AND change <= ? ORDER BY change DESC LIMIT 1'
		);
		const found = nearest.get(document, change) as { change: number; record: string } | undefined;
		if (found?.change === change) return found.record;
		const base = (found ? JSON.parse(found.record) : emptyRecord(kind)) as Record<string, Plain[]>;
		return JSON.stringify(withChanges(base, this.#changes(document, found?.change ?? 0, change)));
	}

	/** The last of each field's and, where a whole record came or went, what came after that. */
	#changes(document: number, after: number, until: number): Map<string, Later> {
		const query = this.#database.prepare(
			'SELECT r.root, r.record, c.field, c.after FROM history_changes c CROSS JOIN history_records r ON r.id = c.record ' +
				'WHERE c.document = ? AND c.id > ? AND c.id <= ? ORDER BY c.id'
		);
		query.setReturnArrays(true);
		const later = new Map<string, Later>();
		const rows = query.all(document, after, until) as unknown as [string, string, string | null, string][];
		for (const [root, record, field, value] of rows) {
			const key = `${root} ${record}`;
			const known = later.get(key);
			if (field === null) later.set(key, { root, record, whole: value, fields: new Map() });
			else if (known) known.fields.set(field, value);
			else later.set(key, { root, record, whole: undefined, fields: new Map([[field, value]]) });
		}
		return later;
	}

	#withdrawn(document: number, change: number): Moment['withdrawn'] {
		const query = this.#database.prepare(
			'SELECT root, record, withdrawn_by AS party FROM history_records WHERE document = ? AND withdrawn > ?'
		);
		return query.all(document, change) as unknown as Moment['withdrawn'];
	}
}

interface Later {
	root: string;
	record: string;
	/** JSON of the record as it came, `null` where it went, undefined where it did neither. */
	whole: string | undefined;
	fields: Map<string, string>;
}

function withChanges(base: Record<string, Plain[]>, later: ReadonlyMap<string, Later>): Record<string, Plain[]> {
	const roots = Object.entries(base).map(([root, list]) => [root, new Map(list.map((one) => [one.id, one]))] as const);
	const records = new Map(roots);
	for (const { root, record, whole, fields } of later.values()) {
		const list = records.get(root)!;
		const before = whole === undefined ? list.get(record) : (JSON.parse(whole) as Plain | null);
		const own = [...fields].map(([field, value]) => [field, JSON.parse(value) as unknown] as const);
		if (before) list.set(record, { ...before, ...Object.fromEntries(own) });
		else list.delete(record);
	}
	return Object.fromEntries([...records].map(([root, list]) => [root, [...list.values()]]));
}
