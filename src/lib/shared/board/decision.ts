import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import { author, flagging, orderKey, recordId, removal, type Author } from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Neighbours } from './write.ts';

/** Beslut of the meeting that is no åtgärd. */
export const decisionKind = defineRecord('decision', 'decisions', {
	/** 3 is § 3 of the week's meeting. Given by the server, once; null until it has. */
	number: value(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
	text: text(1000),
	/** The lägesrad or priority it was about. */
	about: value(v.nullable(recordId), null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Decision = RecordOf<typeof decisionKind>;

export type DecisionDraft = Omit<Draft<typeof decisionKind>, 'number' | 'created' | 'removed' | 'flagged'>;

/** Adds a beslut last. */
export function addDecision(doc: Y.Doc, id: RecordId, draft: DecisionDraft, by: Author, origin = LOCAL): void {
	const order = draft.order ?? orderAtEnd(doc, decisionKind);
	addRecord(doc, decisionKind, id, { ...draft, order, created: by }, origin);
}

/** "§ 3", or nothing before the server has seen it. */
export const decisionLabel = ({ number }: Pick<Decision, 'number'>): string =>
	number === null ? '' : `§\u00a0${number}`;

/** As they were decided: by §, and last what the server has not numbered yet. */
export const byNumber = (a: Pick<Decision, 'number'>, b: Pick<Decision, 'number'>): number =>
	(a.number ?? Infinity) - (b.number ?? Infinity) || 0;

export function moveDecision(doc: Y.Doc, id: RecordId, neighbours: Neighbours, origin = LOCAL): void {
	editRecord(doc, decisionKind, id, { order: orderAmong(doc, decisionKind, id, neighbours) }, origin);
}
