import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';
import type { JournalRow } from '../store.ts';
import { readRows, stateAt } from './journal-rows.ts';
import { aboutOf } from './history-about.ts';
import { forgetDocument } from './history-forget.ts';
import {
	documentOf,
	hasLost,
	HISTORY_VERSION,
	standingOf,
	type IndexedDocument,
	type Standing
} from './history-standing.ts';
import { Replay, type Difference } from './history-replay.ts';
import { writeChanges, type RowChanges } from './history-write.ts';

/** Rows of one transaction: whoever waits to append to the journal waits no longer than for these. */
const ROWS_AT_ONCE = 200;

/** Documents that are kept as they were left, for the next edit in them. */
const KEPT_OPEN = 24;

interface Open {
	replay: Replay;
	/** The standing that it was left at: another one means that it was made anew meanwhile. */
	of: number;
	sequence: number;
	/** Rows of `history_records` by root and id. */
	records: Map<string, number>;
}

/** SQLite's code for "others write". */
const BUSY = 5;

/**
 * Reads the journal into the derived tables, a few rows at a time, each piece and how far it came in one transaction: a
 * crash in between leaves what was there before. What was taken out meanwhile is never written back: the piece is thrown
 * away when the standing that it was read for is gone.
 */
export class HistoryIndex {
	readonly #database: DatabaseSync;
	/** Oldest use first. */
	readonly #open = new Map<DocumentId, Open>();

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/**
	 * Reads on in a document; true when there was nothing more. Where others write for longer than SQLite waits, as when the
	 * search reads years for the first time, it is to be tried again.
	 */
	step(document: DocumentId): boolean {
		try {
			return this.#readOn(document);
		} catch (error) {
			this.#close(document);
			if ((error as { errcode?: number }).errcode === BUSY) return false;
			throw error;
		}
	}

	#readOn(document: DocumentId): boolean {
		const info = documentOf(this.#database, document);
		if (!info) return true;
		const standing = standingOf(this.#database, document);
		const rows = readRows(this.#database, document, standing.sequence, Number.MAX_SAFE_INTEGER, ROWS_AT_ONCE);
		if (rows.length === 0) return true;
		const open = this.#openAt(info, standing);
		const changes = this.#read(open, rows, standing);
		if (writeChanges(this.#database, { info, standing, replay: open.replay, records: open.records }, changes)) {
			open.sequence = rows.at(-1)!.sequence;
			return rows.length < ROWS_AT_ONCE;
		}
		this.#close(document);
		return false;
	}

	/** Every document that has rows which have not been read, those that were written in last first. */
	behind(): DocumentId[] {
		const query = this.#database.prepare(
			`SELECT d.id FROM (SELECT id, (SELECT max(sequence) FROM journal WHERE document = documents.id) AS newest FROM documents) d
			LEFT JOIN history_documents h ON h.document = d.id
			WHERE d.newest IS NOT NULL AND (h.id IS NULL OR h.version <> ? OR h.sequence < d.newest) ORDER BY d.newest DESC`
		);
		return query.all(HISTORY_VERSION).map(({ id }) => id as DocumentId);
	}

	forget(document: DocumentId) {
		this.#close(document);
		forgetDocument(this.#database, document);
	}

	close() {
		for (const document of [...this.#open.keys()]) this.#close(document);
	}

	#read({ replay }: Open, rows: readonly JournalRow[], { sequence }: Standing): RowChanges[] {
		const starts = this.#starts(rows);
		const isDisposedOf = sequence === 0 && hasLost(this.#database, rows[0]!.document, 'journal');
		return rows.map((row, index) => {
			const differences: Difference[] = starts.has(row.sequence)
				? replay.applyAnew(row.update)
				: replay.apply(row.update);
			if (isDisposedOf && index === 0) return { row, differences: [], base: replay.toJSON() };
			// Now: a row later on the record may be about something else.
			return { row, differences: differences.map((one) => ({ ...one, about: aboutOf(replay, one) })) };
		});
	}

	#starts(rows: readonly JournalRow[]): Set<number> {
		const query = this.#database.prepare('SELECT starts FROM epochs WHERE document = ? AND starts BETWEEN ? AND ?');
		const found = query.all(rows[0]!.document, rows[0]!.sequence, rows.at(-1)!.sequence);
		return new Set(found.map(({ starts }) => Number(starts)));
	}

	#openAt(info: IndexedDocument, standing: Standing): Open {
		const known = this.#open.get(info.id);
		if (known?.of === standing.id && known.sequence === standing.sequence) {
			this.#open.delete(info.id);
			this.#open.set(info.id, known);
			return known;
		}
		this.#close(info.id);
		const [oldest] = this.#open.keys();
		if (this.#open.size >= KEPT_OPEN && oldest !== undefined) this.#close(oldest);
		const state = standing.sequence > 0 ? stateAt(this.#database, info.id, standing.sequence) : [];
		const replay = new Replay(info.id, info.kind, state);
		const open = { replay, of: standing.id, sequence: standing.sequence, records: new Map() };
		this.#open.set(info.id, open);
		return open;
	}

	#close(document: DocumentId) {
		this.#open.get(document)?.replay.destroy();
		this.#open.delete(document);
	}
}
