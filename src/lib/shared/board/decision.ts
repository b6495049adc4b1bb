import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import { author, orderKey, removal, type Author } from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Neighbours } from './write.ts';

/** Beslut of the meeting that is no åtgärd. */
export const decisionKind = defineRecord('decision', 'decisions', {
	text: text(1000),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Decision = RecordOf<typeof decisionKind>;

export type DecisionDraft = Omit<Draft<typeof decisionKind>, 'created' | 'removed'>;

/** Adds a beslut last. */
export function addDecision(doc: Y.Doc, id: RecordId, draft: DecisionDraft, by: Author, origin = LOCAL): void {
	const order = draft.order ?? orderAtEnd(doc, decisionKind);
	addRecord(doc, decisionKind, id, { ...draft, order, created: by }, origin);
}

export function moveDecision(doc: Y.Doc, id: RecordId, neighbours: Neighbours, origin = LOCAL): void {
	editRecord(doc, decisionKind, id, { order: orderAmong(doc, decisionKind, id, neighbours) }, origin);
}
