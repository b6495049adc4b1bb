import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import * as Y from 'yjs';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { DOCUMENT_KINDS, META_ROOT } from '../../src/lib/shared/board/schema.ts';
import { newRecordId, type DocumentId } from '../../src/lib/shared/ids.ts';
import type { RetentionItem } from '../../src/lib/shared/retention/retention.ts';
import { readRecordBytes, readSealed } from '../../src/lib/shared/seal/read-record.ts';
import type { SealedTombstone } from '../../src/lib/shared/seal/sealed-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { canonicalBytes, sha256 } from '../boards/hash.ts';
import { journalOf } from '../boards/sealing.ts';
import { withoutTriggers } from '../redaction/sweep.ts';
import { forgetDocument, HISTORY_TABLES } from '../storage/sqlite/history-forget.ts';
import { rowHash, writeSnapshot } from '../storage/sqlite/journal-rows.ts';
import type { Begun, Disposed } from './begun.ts';

type Of<Kind extends RetentionItem['kind']> = Extract<RetentionItem, { kind: Kind }>;

/** A party's utkast and what came in to it. What was shared of it is the week's, and stays there; so does that it was. */
export function removeDraft(database: DatabaseSync, run: Begun, { document }: Of<'drafts'>): void {
	removeJournal(database, document);
	removeFrom(database, document, ['reports', 'privacy_overrides']);
	removeFlags(database, document);
	note(database, run, document, 'drafts');
}

/**
 * The edit history of a sealed week: what is left is the document as it was sealed, in one row in the place of the last
 * one, and what the server wrote in it later in another. Nobody's words from before are in them.
 */
export function keepOnlyState(database: DatabaseSync, run: Begun, { document, week }: Of<'journal'>): Disposed[] {
	const record = readRecordBytes(sealOf(database, document));
	if (!record) throw new Error(`The sealed record of document ${document} can not be read`);
	const { sequence, sha256: sealed } = record.journal;
	const kept = statesOf(database, document, sequence);
	removeJournal(database, document, kept.epoch);
	for (const row of kept.rows) insertRow(database, document, row);
	writeSnapshot(database, document, kept.rows.at(-1)!.sequence, kept.whole);
	note(database, run, document, 'journal');
	const rows = kept.rows
		.filter((row) => row.sequence <= sequence)
		.map((row) => ({ sequence: row.sequence, sha256: hashOf(document, row) }));
	const left = journalOf(rows);
	return [{ document, week, journal: { week, sequence, sealed, redacted: left.sha256, rows: left.rows }, records: [] }];
}

/** All of a sealed week but its place in the chain: who sealed it, when, and the hash of what was sealed. */
export function disposeOfWeek(database: DatabaseSync, run: Begun, { document, week }: Of<'weeks'>): Disposed[] {
	removeJournal(database, document);
	removeFrom(database, document, ['privacy_overrides', 'seal_proposals', 'meetings']);
	withoutTriggers(database, 'summaries', () => removeFrom(database, document, ['summaries']));
	removeFlags(database, document);
	note(database, run, document, 'weeks');
	return [{ document, week, journal: null, records: bury(database, run, document) }];
}

/** Puts a stone in the place of each sealed record. Redigeringar and gallringar stay: they attest to other links. */
function bury(database: DatabaseSync, run: Begun, document: DocumentId): Disposed['records'] {
	const select = 'SELECT sequence, week, correction, content, sha256 FROM seals WHERE document = ? ORDER BY correction';
	const put = database.prepare('UPDATE seals SET content = ? WHERE sequence = ?');
	const records: Disposed['records'] = [];
	withoutTriggers(database, 'seals', () => {
		for (const row of database.prepare(select).all(document)) {
			const sealed = readSealed(row.content as Uint8Array);
			if (sealed?.format !== 'lagestavlan/lagesbild' && sealed?.format !== 'lagestavlan/rattelse') continue;
			const stone: SealedTombstone = {
				format: 'lagestavlan/gallrad',
				version: 1,
				samverkan: { id: sealed.samverkan.id, name: sealed.samverkan.name },
				week: { key: sealed.week.key },
				number: Number(row.correction),
				sealedAt: sealed.sealedAt,
				sealed: String(row.sha256),
				decision: run.rules.weeks.decision,
				removedAt: new Date(run.at).toISOString(),
				previous: sealed.previous
			};
			const content = canonicalBytes(stone);
			put.run(content, Number(row.sequence));
			const place = { week: String(row.week) as WeekKey, correction: Number(row.correction) };
			records.push({ ...place, sealed: String(row.sha256), redacted: sha256(content), fields: ['$'] });
		}
	});
	return records;
}

function sealOf(database: DatabaseSync, document: DocumentId): Uint8Array {
	const row = database.prepare('SELECT content FROM seals WHERE document = ? AND correction = 0').get(document);
	return (row?.content as Uint8Array | undefined) ?? new Uint8Array();
}

// The journal

interface Row {
	sequence: number;
	at: number;
	content: Uint8Array;
}

interface States {
	rows: Row[];
	whole: Uint8Array;
	/** The start of a later history that is kept. */
	epoch: number | null;
}

/** The document as it was sealed, and what was added later: on top of it, or as a history of its own. */
function statesOf(database: DatabaseSync, document: DocumentId, sequence: number): States {
	const select = 'SELECT sequence, at, content FROM journal WHERE document = ? ORDER BY sequence';
	const rows = database.prepare(select).all(document) as unknown as Row[];
	const epochs = database.prepare('SELECT starts FROM epochs WHERE document = ? ORDER BY starts').all(document);
	const starts = epochs.map(({ starts }) => Number(starts));
	const first = starts.findLast((start) => start <= sequence) ?? 0;
	const last = starts.findLast((start) => start > sequence) ?? null;
	const sealing = rows.filter((row) => row.sequence >= first && row.sequence <= sequence);
	const later = rows.filter((row) => row.sequence > sequence && row.sequence >= (last ?? 0));
	const doc = replayed(document, sealing);
	const sealed = { sequence, at: sealing.at(-1)?.at ?? 0, content: Y.encodeStateAsUpdate(doc) };
	const newest = later.at(-1);
	if (!newest) return { rows: [sealed], whole: sealed.content, epoch: null };
	if (last === null) {
		const before = Y.encodeStateVector(doc);
		apply(doc, later);
		const added = { sequence: newest.sequence, at: newest.at, content: Y.encodeStateAsUpdate(doc, before) };
		return { rows: [sealed, added], whole: Y.encodeStateAsUpdate(doc), epoch: null };
	}
	const whole = Y.encodeStateAsUpdate(replayed(document, later));
	return { rows: [sealed, { sequence: last, at: newest.at, content: whole }], whole, epoch: last };
}

function replayed(document: DocumentId, rows: readonly Row[]): Y.Doc {
	const doc = new Y.Doc({ gc: true, guid: document });
	for (const root of [...Object.keys(DOCUMENT_KINDS.week), META_ROOT]) doc.getMap(root);
	apply(doc, rows);
	return doc;
}

const apply = (doc: Y.Doc, rows: readonly Row[]) =>
	doc.transact(() => {
		for (const { content } of rows) Y.applyUpdate(doc, content, LOAD);
	}, LOAD);

const hashOf = (document: DocumentId, { at, content }: Row): string =>
	rowHash({ document, at, person: null, via: 'rule', update: content });

/** In the place of a row that was there: sequences are never given twice, and this one is the sealed record's. */
function insertRow(database: DatabaseSync, document: DocumentId, row: Row) {
	const insert =
		"INSERT INTO journal (sequence, document, at, person, via, content, sha256) VALUES (?, ?, ?, NULL, 'rule', ?, ?)";
	database.prepare(insert).run(row.sequence, document, row.at, row.content, hashOf(document, row));
}

/** Every row, snapshot and epoch, and whatever was made of them. Copies that devices have are of no use any more. */
function removeJournal(database: DatabaseSync, document: DocumentId, epoch: number | null = null) {
	database.prepare('DELETE FROM epochs WHERE document = ? AND starts IS NOT ?').run(document, epoch);
	forgetDocument(database, document);
	removeFrom(database, document, ['snapshots', 'journal', ...derivedTables(database)]);
	const renew = 'UPDATE documents SET epoch = ? WHERE id = ?';
	database.prepare(renew).run(newRecordId(randomBytes), document);
}

/** Tables that are not made of a document's journal. Every other one with a document in it is, also those that come later. */
const NOT_DERIVED: ReadonlySet<string> = new Set<string>([
	...['week_state_log', 'journal', 'snapshots', 'epochs', 'meetings', 'screen_links', 'seals', 'seal_proposals'],
	...['summaries', 'summary_log', 'disclosures', 'reports', 'privacy_overrides', 'flags', 'retention_documents'],
	...HISTORY_TABLES // by `forgetDocument`
]);

function derivedTables(database: DatabaseSync): string[] {
	const select = `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND c.name = 'document'`;
	const names = database.prepare(select).all();
	return names.map(({ name }) => String(name)).filter((name) => !NOT_DERIVED.has(name));
}

function removeFrom(database: DatabaseSync, document: DocumentId, tables: readonly string[]) {
	for (const table of tables) database.prepare(`DELETE FROM "${table}" WHERE document = ?`).run(document);
}

/** Judged flags. That something was taken away, who did it and when, is in the redactions and stays. */
function removeFlags(database: DatabaseSync, document: DocumentId) {
	const idle = "DELETE FROM flags WHERE document = ? AND state = 'shown'";
	database.prepare(`${idle} AND id NOT IN (SELECT flag FROM redactions)`).run(document);
}

function note(database: DatabaseSync, { id }: Begun, document: DocumentId, kind: RetentionItem['kind']) {
	const insert = 'INSERT OR IGNORE INTO retention_documents (document, kind, retention) VALUES (?, ?, ?)';
	database.prepare(insert).run(document, kind, id);
}
