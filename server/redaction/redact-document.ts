import type { DatabaseSync } from 'node:sqlite';
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { LOAD, SERVER } from '../../src/lib/shared/board/origin.ts';
import { rewriteStored } from '../../src/lib/shared/board/free-text.ts';
import { recordsOf } from '../../src/lib/shared/board/record.ts';
import {
	DOCUMENT_KINDS,
	kindAt,
	META_ROOT,
	upgradeDocument,
	type DocumentKind
} from '../../src/lib/shared/board/schema.ts';
import { newRecordId, type DocumentId, type PersonId } from '../../src/lib/shared/ids.ts';
import { insertRows, prepareInsert, rowHash, writeSnapshot } from '../storage/sqlite/journal-rows.ts';
import type { Via } from '../storage/store.ts';
import type { RedactedPart } from './redaction-plan.ts';
import { maskUpdate } from './rewrite-update.ts';
import { findInHistory } from './words-in-history.ts';

interface Row {
	sequence: number;
	at: number;
	person: PersonId | null;
	via: Via;
	content: Uint8Array;
}

export interface RedactedDocument {
	document: DocumentId;
	kind: DocumentKind;
	/** Records in it. */
	parts: readonly RedactedPart[];
	/** Everything that they ever read as. */
	words: ReadonlySet<string>;
	/** Journal rows with other bytes than before. */
	rewritten: number;
}

/** Runs inside a transaction of the caller's. */
export function redactDocument(
	database: DatabaseSync,
	{ document, parts, redaction, at }: { document: DocumentId; parts: RedactedPart[]; redaction: number; at: number }
): RedactedDocument {
	const kind = parts[0]!.kind;
	const words = new Set<string>();
	let rewritten = 0;
	let last: Row[] = [];
	for (const rows of segmentsOf(database, document)) {
		const updates = rows.map(({ content }) => content);
		const found = findInHistory(kind, updates, parts);
		for (const text of found.words) words.add(text);
		last = rows.map((row) => ({ ...row, content: maskUpdate(row.content, rootsOf(kind), found.places) }));
		checkSame(rows, last);
		for (const [index, row] of last.entries())
			if (row.content !== rows[index]!.content) rewritten += rewrite(database, document, row, redaction);
	}
	startOver(database, { document, kind, parts, rows: last, at });
	return { document, kind, parts, words, rewritten };
}

const rootsOf = (kind: DocumentKind): string[] => [...Object.keys(DOCUMENT_KINDS[kind]), META_ROOT];

/** The journal, cut where the document's history was started anew: each piece builds on nothing before it. */
function segmentsOf(database: DatabaseSync, document: DocumentId): Row[][] {
	const select = 'SELECT sequence, at, person, via, content FROM journal WHERE document = ? ORDER BY sequence';
	const rows = database.prepare(select).all(document) as unknown as Row[];
	const epochs = database.prepare('SELECT starts FROM epochs WHERE document = ? ORDER BY starts').all(document);
	const starts = epochs.map(({ starts }) => Number(starts));
	const segments = Map.groupBy(rows, ({ sequence }) => starts.findLast((start) => start <= sequence) ?? 0);
	return [...segments.values()];
}

/** Masked or not, every row must say the same of who, which clocks and where. */
function checkSame(before: readonly Row[], after: readonly Row[]) {
	for (const [index, { sequence, content }] of before.entries())
		if (!isSameShape(content, after[index]!.content)) throw new Error(`Row ${sequence} would replay to something else`);
}

function isSameShape(before: Uint8Array, after: Uint8Array): boolean {
	if (before === after) return true;
	const [old, now] = [Y.decodeUpdate(before), Y.decodeUpdate(after)];
	return (
		old.structs.length === now.structs.length &&
		old.structs.every(({ id, length }, at) => {
			const other = now.structs[at]!;
			return other.id.client === id.client && other.id.clock === id.clock && other.length === length;
		})
	);
}

function rewrite(database: DatabaseSync, document: DocumentId, row: Row, redaction: number): 1 {
	const { sequence, at, person, via, content } = row;
	const sha256 = rowHash({ document, at, person, via, update: content });
	const update = 'UPDATE journal SET content = ?, sha256 = ?, redaction = ? WHERE sequence = ?';
	database.prepare(update).run(content, sha256, redaction, sequence);
	return 1;
}

interface Rest {
	document: DocumentId;
	kind: DocumentKind;
	parts: readonly RedactedPart[];
	rows: readonly Row[];
	at: number;
}

/** What stands instead is written, and copies that devices have of the document are of no use any more. */
function startOver(database: DatabaseSync, { document, kind, parts, rows, at }: Rest) {
	const doc = new Y.Doc({ gc: true, guid: document });
	doc.transact(() => {
		for (const { content } of rows) Y.applyUpdate(doc, content, LOAD);
	}, LOAD);
	const written: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => written.push(update));
	doc.transact(() => {
		upgradeDocument(doc, kind);
		for (const part of parts) writeInstead(doc, part);
	}, SERVER);
	const added = written.map((update) => ({ document, at, person: null, via: 'rule' as const, update }));
	const upTo = added.length > 0 ? insertRows(prepareInsert(database), added) : (rows.at(-1)?.sequence ?? 0);
	database.prepare('DELETE FROM snapshots WHERE document = ?').run(document);
	writeSnapshot(database, document, upTo, Y.encodeStateAsUpdate(doc));
	database.prepare('UPDATE documents SET epoch = ? WHERE id = ?').run(newRecordId(randomBytes), document);
	doc.destroy();
}

function writeInstead(doc: Y.Doc, { kind, root, id, instead }: RedactedPart) {
	const record = kindAt(kind, root);
	if (!record) return;
	const left = [...instead];
	rewriteStored(doc, record, id, () => left.shift() ?? '');
	recordsOf(doc, record).get(id)?.set('flagged', null);
}
