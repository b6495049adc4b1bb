import type { ContentProblemCode } from '../access/content-policies.ts';
import type { RecordKind } from '../board/record.ts';
import type { PersonId, RecordId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';

export type PlainRecord = Readonly<Record<string, unknown>>;

/** What is brought back: a field, a card, or the week's document. Åtgärder have no week: they are restored one by one. */
export type RestoreTarget =
	| { of: 'field'; week: WeekKey; root: string; record: RecordId; field: string }
	| { of: 'record'; week: WeekKey; root: string; record: RecordId }
	| { of: 'week'; week: WeekKey };

/** One thing that a restore changes. Told as `Change` tells it. */
export interface RestoreStep {
	root: string;
	record: RecordId;
	/** Null when the record comes back (`before` null) or is taken away (`after` null). */
	field: string | null;
	before: unknown;
	after: unknown;
}

/** Why something stays as it is: a rule of the content, or one of these. */
export type LeftOutWhy =
	| ContentProblemCode
	/** It happened: närvaro, uppföljning, that a party has reported. */
	| 'fact'
	| 'own-name'
	| 'circle'
	/** Words that were taken away, or wait to be judged. */
	| 'redacted'
	| 'personal-number'
	/** What it refers to is gone: a place, a function, a lägesrad. */
	| 'reference-gone'
	| 'changed-since'
	| 'not-there-then'
	| 'not-there-now';

/** What differs from that moment and stays. Says where, and no words of then. */
export interface LeftOut {
	root: string;
	record: RecordId;
	field: string | null;
	why: LeftOutWhy;
	/** Who changed it last, where somebody has since; null where it was a rule of the server. */
	by?: PersonId | null;
}

export interface RestorePlan {
	steps: RestoreStep[];
	leftOut: LeftOut[];
}

/** Is the record on the board? */
export const lives = (record: PlainRecord | null): record is PlainRecord => record !== null && !record.removed;

/** What a field reads as where nobody has written it. */
export function initialOf(kind: RecordKind, name: string): unknown {
	const field = kind.fields[name];
	if (field?.kind === 'value') return field.initial;
	return field?.kind === 'set' ? [] : '';
}
