import type { DatabaseSync } from 'node:sqlite';

/** Tables of derived rows that hold words, for whoever looks for words in every table. */
export const HISTORY_TABLES = [
	'history_documents',
	'history_records',
	'history_changes',
	'history_terms',
	'history_words',
	'history_checkpoints',
	'history_people'
] as const;

/**
 * Takes a document's derived rows out, in one transaction, or in the caller's where there is one. `secure_delete` writes
 * over what was there; what reads it meanwhile starts over.
 */
export function forgetDocument(database: DatabaseSync, document: string) {
	if (database.isTransaction) return remove(database, document);
	database.exec('BEGIN IMMEDIATE');
	try {
		remove(database, document);
		database.exec('COMMIT');
	} catch (error) {
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

const OF_DOCUMENT = '(SELECT id FROM history_documents WHERE document = ?)';
const OF_RECORDS = `(SELECT id FROM history_records WHERE document = ${OF_DOCUMENT})`;

/** A word that no document has any more goes out of the vocabulary too. */
function remove(database: DatabaseSync, document: string) {
	const terms = database
		.prepare(`SELECT DISTINCT term FROM history_words WHERE record IN ${OF_RECORDS}`)
		.all(document)
		.map(({ term }) => Number(term));
	database.prepare(`DELETE FROM history_words WHERE record IN ${OF_RECORDS}`).run(document);
	const orphan = database.prepare(
		'DELETE FROM history_terms WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM history_words WHERE term = ?1)'
	);
	for (const term of terms) orphan.run(term);
	for (const table of ['changes', 'checkpoints', 'records'])
		database.prepare(`DELETE FROM history_${table} WHERE document = ${OF_DOCUMENT}`).run(document);
	database.prepare('DELETE FROM history_documents WHERE document = ?').run(document);
}
