import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { circle } from './circle.ts';
import { BASES, count, MOST_TIMES, RELIABILITIES, SEVERITIES, when } from './entry.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type Draft, type RecordOf } from './record.ts';
import {
	author,
	categoryId,
	flagging,
	funktionId,
	moment,
	partyId,
	personId,
	recordId,
	removal,
	sentence,
	where
} from './values.ts';
import type { Author } from './values.ts';
import { addRecord, editRecord, type Edit } from './write.ts';

/** That a row was shared: as which lägesrad of the week, with whom, and who did it. The server alone writes it. */
const shared = v.nullable(
	v.strictObject({
		entry: recordId,
		circle,
		at: moment,
		by: v.strictObject({ person: personId, party: partyId })
	})
);
export type Shared = NonNullable<v.InferOutput<typeof shared>>;

/** That a shared row was taken back. Who, when and why stay to be seen. The server alone writes it. */
const withdrawn = v.nullable(v.strictObject({ at: moment, by: personId, reason: sentence }));
export type Withdrawn = NonNullable<v.InferOutput<typeof withdrawn>>;

/**
 * Iakttagelse in a party's draft of a week: what somebody reports, until their samordnare shares it. Nobody outside the
 * party sees it. About places and situations, never about persons.
 */
export const observationKind = defineRecord('observation', 'observations', {
	text: text(600),
	category: value(v.nullable(categoryId), null),
	where: value(where, null),
	when: value(when, null),
	/** Number of occasions; null where nobody counted. */
	count: value(count, null),
	basis: value(v.nullable(v.picklist(BASES)), null),
	reliability: value(v.nullable(v.picklist(RELIABILITIES)), null),
	severity: value(v.nullable(v.picklist(SEVERITIES)), null),
	/** The function of the party that saw it. Never a person. */
	sourceFunktion: value(v.nullable(funktionId), null),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	/** The observation of the same draft that this one is told with. */
	mergedInto: value(v.nullable(recordId), null),
	shared: value(shared, null),
	withdrawn: value(withdrawn, null),
	flagged: value(flagging, null)
});
export type Observation = RecordOf<typeof observationKind>;
export type ObservationDraft = Omit<
	Draft<typeof observationKind>,
	'created' | 'removed' | 'mergedInto' | 'shared' | 'withdrawn' | 'flagged'
>;

/** Out in the week: shared, and not taken back. Its words are the week's now, and no longer changed here. */
export const isShared = ({ shared, withdrawn }: Pick<Observation, 'shared' | 'withdrawn'>): boolean =>
	shared !== null && withdrawn === null;

/** Adds what somebody has seen. Sent twice with the same id it is there once. */
export function addObservation(doc: Y.Doc, id: RecordId, draft: ObservationDraft, by: Author, origin = LOCAL): void {
	addRecord(doc, observationKind, id, { ...draft, created: by }, origin);
}

/** Rows of one thing that happened, told as one: the others under `target`, and what they count added to it. One edit. */
export function mergeObservations(
	doc: Y.Doc,
	target: Observation,
	others: readonly Observation[],
	origin = LOCAL
): void {
	const count = [target, ...others].reduce((sum, row) => sum + (row.count ?? 1), 0);
	doc.transact(() => {
		for (const { id } of others) editRecord(doc, observationKind, id, { mergedInto: target.id }, origin);
		editRecord(doc, observationKind, target.id, { count: Math.min(count, MOST_TIMES) }, origin);
	}, origin);
}

/** A row of its own again; what it counted is taken off the one it was told with. */
export function splitObservation(doc: Y.Doc, row: Observation, from: Observation | undefined, origin = LOCAL): void {
	doc.transact(() => {
		editRecord(doc, observationKind, row.id, { mergedInto: null }, origin);
		if (!from || isShared(from) || from.count === null) return;
		editRecord(doc, observationKind, from.id, { count: Math.max(1, from.count - (row.count ?? 1)) }, origin);
	}, origin);
}

/** Sets what is picked rather than written. */
export function editObservation(
	doc: Y.Doc,
	id: RecordId,
	changes: Edit<typeof observationKind, 'mergedInto' | 'shared' | 'withdrawn'>,
	origin = LOCAL
): void {
	editRecord(doc, observationKind, id, changes, origin);
}
