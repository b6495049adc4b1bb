import type * as Y from 'yjs';
import { sameValue } from '../shared/board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../shared/board/schema.ts';
import type { Problem } from '../shared/result.ts';

/** What the user had when the server would not take it: kept aside so that nothing typed is lost (R8). */
export interface RefusedCopy {
	problem: Problem;
	/** Milliseconds. */
	at: number;
	/** Edits that were not known to be saved. */
	waiting: number;
	/** Root → record id → fields, as plain values. It may break the schema: that can be why it was refused. */
	records: Record<string, Record<string, unknown>>;
}

const rootsOf = (kind: DocumentKind): string[] => Object.keys(DOCUMENT_KINDS[kind]);

export const plainRecords = (doc: Y.Doc, kind: DocumentKind): RefusedCopy['records'] =>
	Object.fromEntries(rootsOf(kind).map((root) => [root, doc.getMap(root).toJSON()]));

/** The records of the copy that are not as the document has them now: what there is to copy back. */
export function unsavedRecords(
	copy: RefusedCopy,
	doc: Y.Doc
): { root: string; id: string; fields: Record<string, unknown> }[] {
	return Object.entries(copy.records).flatMap(([root, records]) => {
		const now = doc.getMap(root).toJSON() as Record<string, unknown>;
		return Object.entries(records)
			.filter(([id, fields]) => !sameValue(fields, now[id]))
			.map(([id, fields]) => ({ root, id, fields: fields as Record<string, unknown> }));
	});
}
