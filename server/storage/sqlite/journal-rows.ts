import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import { JournalDamagedError } from '../errors.ts';
import type { JournalRow, NewJournalRow, StoredDocument, Via } from '../store.ts';

// Encoded as text, and hashed in one call over one buffer: a replay of a year checks tens of thousands of rows, and
// this takes a third of the time of a hash object and a byte array for each.
const digest = (bytes: Uint8Array): string => hash('sha256', bytes, 'base64url');

/** Covers who, when and how beside the bytes: a row whose author was changed does not match either. */
function rowHash({ document, at, person, via, update }: NewJournalRow): string {
	const head = Buffer.from(`${document} ${at} ${person ?? ''} ${via} `);
	const bytes = Buffer.allocUnsafe(head.length + update.length);
	bytes.set(head);
	bytes.set(update, head.length);
	return digest(bytes);
}

/** Runs inside a transaction of the caller's. Answers the last row's sequence. */
export function insertRows(database: DatabaseSync, rows: readonly NewJournalRow[]): number {
	const insert = database.prepare(
		'INSERT INTO journal (document, at, person, via, content, sha256) VALUES (?, ?, ?, ?, ?, ?)'
	);
	let sequence = 0;
	for (const row of rows) {
		const { document, at, person, via, update } = row;
		sequence = Number(insert.run(document, at, person, via, update, rowHash(row)).lastInsertRowid);
	}
	return sequence;
}

type Columns = [sequence: number, at: number, person: PersonId | null, via: Via, content: Uint8Array, sha256: string];

function checked(document: DocumentId, [sequence, at, person, via, update, sha256]: Columns): JournalRow {
	const row = { sequence, document, at, person, via, update };
	if (rowHash(row) !== sha256) throw new JournalDamagedError(document, sequence);
	return row;
}

/** Rows after a sequence, no later than a time, in order, each checked. */
export function readRows(database: DatabaseSync, document: DocumentId, after: number, until: number): JournalRow[] {
	const query = database.prepare(
		'SELECT sequence, at, person, via, content, sha256 FROM journal ' +
			'WHERE document = ? AND sequence > ? AND at <= ? ORDER BY sequence'
	);
	query.setReturnArrays(true); // a third of the time that objects take
	const rows = query.all(document, after, until) as unknown as Columns[];
	return rows.map((columns) => checked(document, columns));
}

/**
 * The newest snapshot that is as it was written. A damaged one is passed over: the journal keeps every row, so an older
 * snapshot with a longer tail is as good.
 */
function readSnapshot(database: DatabaseSync, document: DocumentId): StoredDocument['snapshot'] {
	const query = database.prepare('SELECT up_to, state, sha256 FROM snapshots WHERE document = ? ORDER BY up_to DESC');
	for (const row of query.iterate(document)) {
		const state = row.state as Uint8Array;
		if (digest(state) === row.sha256) return { upTo: Number(row.up_to), state };
	}
	return null;
}

export function readDocument(database: DatabaseSync, document: DocumentId): StoredDocument {
	database.exec('BEGIN');
	try {
		const snapshot = readSnapshot(database, document);
		return { snapshot, tail: readRows(database, document, snapshot?.upTo ?? 0, Number.MAX_SAFE_INTEGER) };
	} finally {
		database.exec('COMMIT');
	}
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
