import type * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { StoredRecord } from '../../src/lib/shared/board/record.ts';
import { META_ROOT } from '../../src/lib/shared/board/schema.ts';
import type { OpenDocument } from './open-document.ts';

/**
 * Gives new åtgärder their numbers, in the turn they were made and in the same journal batch, so that no number is seen
 * twice and none is missing. Answers the updates this made.
 */
export function numberActions(document: OpenDocument, changes: readonly RecordChange[]): Uint8Array[] {
	const unnumbered = changes.filter(({ root, after }) => root === 'actions' && after?.number === null);
	if (unnumbered.length === 0) return [];
	const { updates } = document.watch((doc) => {
		doc.transact(() => {
			let last = Math.max(lastNumberOf(doc), highestNumber(document));
			for (const { id } of unnumbered) numberOne(document, id, ++last);
			doc.getMap<number>(META_ROOT).set('lastNumber', last);
		}, SERVER);
	});
	return updates;
}

/** The highest number ever given, also to what has been taken back since. */
export const lastNumberOf = (doc: Y.Doc): number => doc.getMap<number>(META_ROOT).get('lastNumber') ?? 0;

function numberOne({ doc, records }: OpenDocument, id: string, number: number) {
	doc.getMap<StoredRecord>('actions').get(id)?.set('number', number);
	const record = records.get('actions', id);
	if (record) records.set('actions', id, { ...record, number });
}

function highestNumber({ records }: OpenDocument): number {
	let highest = 0;
	for (const { number } of records.all('actions')) if (typeof number === 'number') highest = Math.max(highest, number);
	return highest;
}
