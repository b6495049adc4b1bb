import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import { JournalDamagedError } from '../errors.ts';
import type { JournalRow, NewJournalRow, StoredDocument, Via } from '../store.ts';

// Encoded as text, and hashed in one call over one buffer: a replay of a year checks tens of thousands of rows, and
// this takes a third of the time of a hash object and a byte array for each.
const digest = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64url');

/** Covers who, when and how beside the bytes: a row whose author was changed does not match either. */
export function rowHash({ document, at, person, via, update }: NewJournalRow): string {
	const head = Buffer.from(`${document} ${at} ${person ?? ''} ${via} `);
	const bytes = Buffer.allocUnsafe(head.length + update.length);
	bytes.set(head);
	bytes.set(update, head.length);
	return digest(bytes);
}

/** A row, and what it says that it restored. */
export interface RowInserts {
	row: StatementSync;
	restored: StatementSync;
}

/** Made once for each connection: preparing takes as long as inserting. */
export const prepareInsert = (database: DatabaseSync): RowInserts => ({
	row: database.prepare('INSERT INTO journal (document, at, person, via, content, sha256) VALUES (?, ?, ?, ?, ?, ?)'),
	restored: database.prepare(
		'INSERT INTO restores (id, sequence, document, moment, target, undoes) VALUES (?, ?, ?, ?, ?, ?)'
	)
});

/** Runs inside a transaction of the caller's. Answers the last row's sequence. */
export function insertRows(insert: RowInserts, rows: readonly NewJournalRow[]): number {
	let sequence = 0;
	for (const row of rows) {
		const { document, at, person, via, update, restored } = row;
		sequence = Number(insert.row.run(document, at, person, via, update, rowHash(row)).lastInsertRowid);
		if (!restored) continue;
		const { id, moment, target, undoes } = restored;
		insert.restored.run(id, sequence, document, moment, target, undoes);
	}
	return sequence;
}

type Columns = [sequence: number, at: number, person: PersonId | null, via: Via, content: Uint8Array, sha256: string];

function checked(document: DocumentId, [sequence, at, person, via, update, sha256]: Columns): JournalRow {
	const row = { sequence, document, at, person, via, update };
	if (rowHash(row) !== sha256) throw new JournalDamagedError(document, sequence);
	return row;
}

/** Rows after a sequence, no later than a time, in order, each checked; no more than `limit`, where there is one. */
export function readRows(
	database: DatabaseSync,
	document: DocumentId,
	after: number,
	until: number,
	limit = -1
): JournalRow[] {
	const query = database.prepare(
		'SELECT sequence, at, person, via, content, sha256 FROM journal ' +
			'WHERE document = ? AND sequence > ? AND at <= ? ORDER BY sequence LIMIT ?'
	);
	query.setReturnArrays(true); // a third of the time that objects take
	const rows = query.all(document, after, until, limit) as unknown as Columns[];
	return rows.map((columns) => checked(document, columns));
}

/**
 * The newest snapshot that is as it was written. A damaged one is passed over: the journal keeps every row, so an older
 * snapshot with a longer tail is as good.
 */
function readSnapshot(
	database: DatabaseSync,
	document: DocumentId,
	from: number,
	until = Number.MAX_SAFE_INTEGER
): StoredDocument['snapshot'] {
	const query = database.prepare(
		'SELECT up_to, state, sha256 FROM snapshots WHERE document = ? AND up_to BETWEEN ? AND ? ORDER BY up_to DESC'
	);
	for (const row of query.iterate(document, from, until)) {
		const state = row.state as Uint8Array;
		if (digest(state) === row.sha256) return { upTo: Number(row.up_to), state };
	}
	return null;
}

/** The updates that a document was made of at a row, as few as there are: they build on nothing else. */
export function stateAt(database: DatabaseSync, document: DocumentId, sequence: number): Uint8Array[] {
	const query = database.prepare('SELECT max(starts) AS starts FROM epochs WHERE document = ? AND starts <= ?');
	const starts = Number(query.get(document, sequence)?.starts ?? 0);
	const snapshot = readSnapshot(database, document, starts, sequence);
	const rows = database.prepare(
		'SELECT content FROM journal WHERE document = ? AND sequence > ? AND sequence <= ? ORDER BY sequence'
	);
	const tail = rows.all(document, snapshot?.upTo ?? starts - 1, sequence).map(({ content }) => content as Uint8Array);
	return snapshot ? [snapshot.state, ...tail] : tail;
}

export function readDocument(database: DatabaseSync, document: DocumentId): StoredDocument {
	database.exec('BEGIN');
	try {
		const starts = startOf(database, document, Number.MAX_SAFE_INTEGER);
		const snapshot = readSnapshot(database, document, starts);
		return { snapshot, tail: readRows(database, document, snapshot?.upTo ?? starts - 1, Number.MAX_SAFE_INTEGER) };
	} finally {
		database.exec('COMMIT');
	}
}

/** The rows that replay to the document as it stood. */
export function readHistory(database: DatabaseSync, document: DocumentId, until: number): JournalRow[] {
	return readRows(database, document, startOf(database, document, until) - 1, until);
}

/** The row that the document's history starts from, as it was then; 0 where it was never started anew. */
function startOf(database: DatabaseSync, document: DocumentId, until: number): number {
	const query = database.prepare('SELECT max(starts) AS starts FROM epochs WHERE document = ? AND at <= ?');
	return Number(query.get(document, until)?.starts ?? 0);
}

type Anew = { document: DocumentId; epoch: string; state: Uint8Array; upTo: number; at: number };

/** Runs inside a transaction of the caller's. What was kept of the history before is no part of the new one. */
export function startAnew(database: DatabaseSync, insert: RowInserts, { document, epoch, ...from }: Anew): number {
	const newest = database.prepare('SELECT max(sequence) AS newest FROM journal WHERE document = ?').get(document);
	if (Number(newest?.newest ?? 0) > from.upTo) throw new Error('The document was written to meanwhile');
	const row = { document, at: from.at, person: null, via: 'rule', update: from.state } as const;
	const sequence = insertRows(insert, [row]);
	const keep = 'INSERT INTO epochs (document, starts, epoch, at) VALUES (?, ?, ?, ?)';
	database.prepare(keep).run(document, sequence, epoch, from.at);
	database.prepare('UPDATE documents SET epoch = ? WHERE id = ?').run(epoch, document);
	database.prepare('DELETE FROM snapshots WHERE document = ?').run(document);
	writeSnapshot(database, document, sequence, from.state);
	return sequence;
}

/** The one before is kept in case the newest is damaged; older ones go. */
const KEPT_SNAPSHOTS = 2;

export function writeSnapshot(database: DatabaseSync, document: DocumentId, upTo: number, state: Uint8Array) {
	database
		.prepare('INSERT OR REPLACE INTO snapshots (document, up_to, state, sha256) VALUES (?, ?, ?, ?)')
		.run(document, upTo, state, digest(state));
	database
		.prepare(
			'DELETE FROM snapshots WHERE document = ?1 AND up_to NOT IN ' +
				'(SELECT up_to FROM snapshots WHERE document = ?1 ORDER BY up_to DESC LIMIT ?2)'
		)
		.run(document, KEPT_SNAPSHOTS);
}
