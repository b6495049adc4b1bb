import type * as Y from 'yjs';
import type { PersonId, RecordId } from '../ids.ts';
import type { Circle } from './circle.ts';
import { entryKind, type Entry } from './entry.ts';
import { isShared, observationKind, type Observation, type Shared, type Withdrawn } from './observation.ts';
import { SERVER } from './origin.ts';
import { orderAtEnd } from './write.ts';
import { createRecord, recordsOf, textOf } from './record.ts';
import type { Author } from './values.ts';
import { editRecord } from './write.ts';

/** Minutes within which a shared row can be taken back: a slip of the hand. After that others have read it. */
export const WITHDRAW_WITHIN_MINUTES = 15;
const MINUTE = 60_000;

export const mayStillWithdraw = ({ shared, withdrawn }: Pick<Observation, 'shared' | 'withdrawn'>, now: number) =>
	shared !== null && isShared({ shared, withdrawn }) && now < withdrawBefore(shared);

export const withdrawBefore = ({ at }: Pick<Shared, 'at'>): number => at + WITHDRAW_WITHIN_MINUTES * MINUTE;

/** A row to be shared is a row of its own, with words, and not out already. */
export const isShareable = (row: Observation): boolean =>
	row.removed === null && row.flagged === null && row.mergedInto === null && !isShared(row) && row.text.trim() !== '';

// What the server writes, and only it.

/** The lägesrad that an observation becomes. Whose picture it is is told by party and function, never by the reporter. */
const entryOf = (row: Observation, circle: Circle, by: Author) => {
	const { text, category, where, when, count, basis, reliability, severity, sourceFunktion } = row;
	const source = { party: by.party, funktion: sourceFunktion };
	return { text, category, where, when, count, basis, reliability, severity, source, circle };
};

/** Puts the row on the week's board, or back on it where it had been taken back. What is there already stays as it is. */
export function putShared(doc: Y.Doc, row: Observation, circle: Circle, by: Author): void {
	const stored = recordsOf(doc, entryKind).get(row.id);
	const { text, ...values } = entryOf(row, circle, by);
	if (!stored) {
		createRecord(doc, entryKind, row.id, { ...values, text, order: orderAtEnd(doc, entryKind), created: by });
	} else if (stored.get('withdrawn')) {
		textOf(doc, entryKind, row.id, 'text')?.insert(0, text);
		editRecord(doc, entryKind, row.id, { ...values, withdrawn: null, removed: null }, SERVER);
	}
}

export const isOnBoard = (entries: readonly Entry[], id: RecordId): boolean =>
	entries.some((entry) => entry.id === id && entry.withdrawn === null);

/** Takes the row off the board with all it said. That it was there, whose it was and why it went stays. */
export function takeBack(doc: Y.Doc, id: RecordId, by: Author, reason: string): void {
	const text = textOf(doc, entryKind, id, 'text');
	if (!text || recordsOf(doc, entryKind).get(id)?.get('withdrawn')) return;
	text.delete(0, text.length);
	const { person, party, at } = by;
	const nothing = {
		category: null,
		where: null,
		when: null,
		count: null,
		basis: null,
		reliability: null,
		severity: null
	};
	const trace = { withdrawn: { at, by: person, party, reason }, removed: { person, at } };
	editRecord(doc, entryKind, id, { ...nothing, assessment: null, circle: 'group', ...trace }, SERVER);
}

/** Says in the draft that the row is out, with the words that went out: whoever typed meanwhile typed too late. */
export function markShared(doc: Y.Doc, row: Observation, shared: Shared): void {
	const text = textOf(doc, observationKind, row.id, 'text');
	if (!text) return;
	if (text.toString() !== row.text) {
		text.delete(0, text.length);
		text.insert(0, row.text);
	}
	editRecord(doc, observationKind, row.id, { shared, withdrawn: null, removed: null, mergedInto: null }, SERVER);
}

export function markWithdrawn(doc: Y.Doc, id: RecordId, withdrawn: Withdrawn & { by: PersonId }): void {
	editRecord(doc, observationKind, id, { withdrawn }, SERVER);
}
