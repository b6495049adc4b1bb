import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { voidAnswers, type Answerable } from '../../src/lib/shared/board/action-answers.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import type { StoredRecord } from '../../src/lib/shared/board/record.ts';
import type { OpenDocument } from './open-document.ts';

/** Clears the answers to åtgärder that these changes have made void, in the same journal batch. Answers the updates. */
export function clearVoidAnswers(document: OpenDocument, changes: readonly RecordChange[]): Uint8Array[] {
	const cleared = changes
		.filter(({ root, after }) => root === 'actions' && after !== null)
		.map(({ id, before, after }) => ({ id, fields: voidAnswers(asAnswerable(before), asAnswerable(after)!) }))
		.filter(({ fields }) => Object.keys(fields).length > 0);
	if (cleared.length === 0) return [];
	const { updates } = document.watch((doc) => {
		doc.transact(() => {
			for (const { id, fields } of cleared) {
				const stored = doc.getMap<StoredRecord>('actions').get(id);
				for (const name of Object.keys(fields)) stored?.delete(name); // what is not there reads as null
				const record = document.records.get('actions', id);
				if (record) document.records.set('actions', id, { ...record, ...fields });
			}
		}, SERVER);
	});
	return updates;
}

const asAnswerable = (record: RecordChange['after']): Answerable | null => record as unknown as Answerable | null;
