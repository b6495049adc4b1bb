import type * as Y from 'yjs';
import { ok, type Result } from '../result.ts';
import { readRecord, recordsOf, type ReadProblem, type RecordKind, type RecordOf } from './record.ts';
import { DOCUMENT_KINDS, type DocumentKind, type RootName } from './schema.ts';

type KindAt<D extends DocumentKind, R extends RootName<D>> = (typeof DOCUMENT_KINDS)[D][R];

/** A document as plain values, by root: what the server renders the first view from, and what exports read. */
export type DocumentRecord<D extends DocumentKind> = { [R in RootName<D>]: RecordOf<KindAt<D, R>>[] };
export type WeekRecord = DocumentRecord<'week'>;
export type ActionsRecord = DocumentRecord<'actions'>;
export type DraftRecord = DocumentRecord<'draft'>;

/** Reads a whole document, checked. Stops at the first record that is not what the schema says. */
export function readDocument<D extends DocumentKind>(doc: Y.Doc, document: D): Result<DocumentRecord<D>, ReadProblem> {
	const record: Record<string, unknown[]> = {};
	for (const [root, kind] of Object.entries<RecordKind>(DOCUMENT_KINDS[document])) {
		const list: unknown[] = [];
		for (const [id, stored] of recordsOf(doc, kind)) {
			const read = readRecord(kind, id, stored);
			if (!read.ok) return read;
			list.push(read.value);
		}
		record[root] = list;
	}
	return ok(record as DocumentRecord<D>);
}

export function emptyRecord<D extends DocumentKind>(document: D): DocumentRecord<D> {
	return Object.fromEntries(
		Object.keys(DOCUMENT_KINDS[document]).map((root) => [root, []])
	) as unknown as DocumentRecord<D>;
}
