import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { SearchMark, SearchRow } from '../search.ts';

/** The columns of a row, in the order that they are written. */
export const COLUMNS = [
	'record',
	'kind',
	'action',
	'circle',
	'week',
	'shown',
	'at',
	'area',
	'place',
	'category',
	'label',
	'title',
	'body',
	'names'
] as const satisfies readonly (keyof SearchRow)[];

/** Rows of one transaction: whoever waits to append to the journal waits no longer than for these. */
const ROWS_AT_ONCE = 50;
const PAUSE_MS = 2;

interface Of {
	document: DocumentId;
	samverkan: SamverkanId;
}

type Change = readonly [RecordId, SearchRow | null];

const INSERT =
	`INSERT INTO search_rows (samverkan, document, ${COLUMNS.join(', ')}) ` +
	`VALUES (?, ?, ${COLUMNS.map(() => '?').join(', ')})`;
const REMOVE = 'DELETE FROM search_rows WHERE document = ? AND record = ?';

/** With the write lock from the beginning, as everything that writes. */
function inTransaction(database: DatabaseSync, work: () => void) {
	database.exec('BEGIN IMMEDIATE');
	work();
	database.exec('COMMIT');
}

function put(database: DatabaseSync, { document, samverkan }: Of, changes: readonly Change[]) {
	const [insert, remove] = [database.prepare(INSERT), database.prepare(REMOVE)];
	for (const [record, row] of changes) {
		remove.run(document, record);
		if (row) insert.run(samverkan, document, ...COLUMNS.map((column) => row[column]));
	}
}

/** A document that was not read whole yet gets no mark by this: that it is behind must stay known. */
export function changeRows(database: DatabaseSync, of: Of, sequence: number, changes: readonly Change[]) {
	inTransaction(database, () => {
		put(database, of, changes);
		const mark = database.prepare('UPDATE search_documents SET sequence = max(sequence, ?) WHERE document = ?');
		mark.run(sequence, of.document);
	});
}

/** Writes what is another now, a few at a time, and last how far the document was read. */
export function replaceRows(database: DatabaseSync, of: Of, mark: SearchMark, rows: readonly SearchRow[]) {
	const changes = differences(database, of.document, rows);
	for (let from = 0; from < changes.length; from += ROWS_AT_ONCE) {
		if (from > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
		inTransaction(database, () => put(database, of, changes.slice(from, from + ROWS_AT_ONCE)));
	}
	inTransaction(database, () => keepMark(database, of.document, mark));
}

function differences(database: DatabaseSync, document: DocumentId, rows: readonly SearchRow[]): Change[] {
	const query = database.prepare(`SELECT ${COLUMNS.join(', ')} FROM search_rows WHERE document = ?`);
	const before = new Map(query.all(document).map((row) => [row.record as RecordId, sameText(row)]));
	const now = new Map(rows.map((row) => [row.record, row]));
	const gone = [...before.keys()].filter((record) => !now.has(record));
	const changed = [...now.values()].filter((row) => before.get(row.record) !== sameText(row));
	return [...gone.map((record): Change => [record, null]), ...changed.map((row): Change => [row.record, row])];
}

const sameText = (row: object): string =>
	JSON.stringify(COLUMNS.map((column) => (row as Record<string, unknown>)[column]));

function keepMark(database: DatabaseSync, document: DocumentId, { version, sequence, seals, names }: SearchMark) {
	database
		.prepare(
			'INSERT OR REPLACE INTO search_documents (document, version, sequence, seals, names) VALUES (?, ?, ?, ?, ?)'
		)
		.run(document, version, sequence, seals, names);
}

/**
 * With `secure-delete` no byte of it stays in the index; the triggers see to both tables. Small segments are merged
 * then, so that what was in a segment's header goes too.
 */
export function forgetRow(database: DatabaseSync, document: DocumentId, record: RecordId) {
	inTransaction(database, () => void database.prepare(REMOVE).run(document, record));
}

const STANDING =
	'SELECT coalesce((SELECT max(sequence) FROM journal WHERE document = ?1), 0) AS sequence, ' +
	'(SELECT count(*) FROM seals WHERE document = ?1) AS seals';

export function standingOf(database: DatabaseSync, document: DocumentId): { sequence: number; seals: number } {
	const found = database.prepare(STANDING).get(document);
	return { sequence: Number(found?.sequence), seals: Number(found?.seals) };
}

const STALE = `
SELECT d.id FROM (
	SELECT documents.*, (SELECT max(sequence) FROM journal WHERE document = documents.id) AS newest,
		(SELECT count(*) FROM seals WHERE document = documents.id) AS sealed
	FROM documents
) d
LEFT JOIN search_documents m ON m.document = d.id
WHERE d.newest IS NOT NULL AND (
	m.document IS NULL OR m.version <> ?1 OR m.sequence < d.newest OR m.seals <> d.sealed
	OR m.names <> (SELECT value ->> 1 FROM json_each(?2) WHERE value ->> 0 = d.samverkan)
)
ORDER BY d.newest DESC`;

/** They lose their mark: what changes in them meanwhile must not make them look as if they had been read. */
export function staleDocuments(
	database: DatabaseSync,
	version: number,
	names: readonly (readonly [SamverkanId, string])[]
): DocumentId[] {
	const found = database.prepare(STALE).all(version, JSON.stringify(names));
	const unmark = database.prepare('DELETE FROM search_documents WHERE document = ?');
	if (found.length > 0) inTransaction(database, () => found.forEach(({ id }) => void unmark.run(id as string)));
	return found.map(({ id }) => id as DocumentId);
}
