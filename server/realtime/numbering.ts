import type * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { StoredRecord } from '../../src/lib/shared/board/record.ts';
import { META_ROOT, type DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { OpenDocument } from './open-document.ts';

/** Whose records are numbered, and the document they are alone in with that. */
const NUMBERED: Partial<Record<DocumentKind, string>> = { actions: 'actions', week: 'decisions' };

/**
 * Gives new åtgärder and beslut their numbers, in the turn they were made and in the same journal batch, so that no
 * number is seen twice and none is missing. Answers the updates this made.
 */
export function giveNumbers(document: OpenDocument, changes: readonly RecordChange[]): Uint8Array[] {
	const numbered = NUMBERED[document.info.kind];
	if (numbered === undefined) return [];
	const unnumbered = changes.filter(({ root, after }) => root === numbered && after?.number === null);
	if (unnumbered.length === 0) return [];
	const { updates } = document.watch((doc) => {
		doc.transact(() => {
			let last = Math.max(lastNumberOf(doc), highestNumber(document, numbered));
			for (const { id } of unnumbered) numberOne(document, numbered, id, ++last);
			doc.getMap<number>(META_ROOT).set('lastNumber', last);
		}, SERVER);
	});
	return updates;
}

/** The highest number ever given, also to what has been taken back since. */
export const lastNumberOf = (doc: Y.Doc): number => doc.getMap<number>(META_ROOT).get('lastNumber') ?? 0;

function numberOne({ doc, records }: OpenDocument, root: string, id: string, number: number) {
	doc.getMap<StoredRecord>(root).get(id)?.set('number', number);
	const record = records.get(root, id);
	if (record) records.set(root, id, { ...record, number });
}

function highestNumber({ records }: OpenDocument, root: string): number {
	let highest = 0;
	for (const { number } of records.all(root)) if (typeof number === 'number') highest = Math.max(highest, number);
	return highest;
}
