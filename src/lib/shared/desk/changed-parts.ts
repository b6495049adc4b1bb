import type { Action } from '../board/action.ts';
import { sameValue } from '../board/record.ts';

/** The parts of an åtgärd that are marked where they changed since somebody last looked. */
export const CHANGED_PARTS = [
	'new',
	'status',
	'due',
	'title',
	'performers',
	'owner',
	'accepted',
	'handedBack',
	'newDue',
	'comment'
] as const;
export type ChangedPart = (typeof CHANGED_PARTS)[number];

const FIELDS = CHANGED_PARTS.filter((part) => part !== 'new' && part !== 'comment');

/** What a change of an åtgärd touched; a new one is new and nothing else. */
export function changedParts(before: Action | null, after: Action): ChangedPart[] {
	if (!before) return ['new'];
	return FIELDS.filter((field) => !sameValue(before[field], after[field]));
}
