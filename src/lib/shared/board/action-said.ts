import type * as Y from 'yjs';
import type { FunktionId, RecordId } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import type { NewDue } from './action-answers.ts';
import type { StatusProblem } from './action-status.ts';
import { actionKind, editAction, type Action } from './action.ts';
import { LOCAL, type Origin } from './origin.ts';
import type { Author } from './values.ts';
import { editRecord } from './write.ts';

/** Commands of those who have an åtgärd, and of those who answer them. What becomes void by them the server clears. */

export function acceptAction(doc: Y.Doc, id: RecordId, funktion: FunktionId, by: Author, origin: Origin = LOCAL): void {
	editRecord(doc, actionKind, id, { accepted: { by, funktion } }, origin);
}

export function handBackAction(
	doc: Y.Doc,
	id: RecordId,
	funktion: FunktionId,
	reason: string,
	by: Author,
	origin: Origin = LOCAL
): void {
	editRecord(doc, actionKind, id, { handedBack: { by, funktion, reason } }, origin);
}

export function askNewDue(
	doc: Y.Doc,
	id: RecordId,
	asked: Omit<NonNullable<NewDue>, 'answer'>,
	origin: Origin = LOCAL
): void {
	editRecord(doc, actionKind, id, { newDue: { ...asked, answer: null } }, origin);
}

/** Yes is the date that was asked for; no says why. Where nothing is asked any more, nothing is written. */
export function answerNewDue(
	doc: Y.Doc,
	{ id, newDue }: Pick<Action, 'id' | 'newDue'>,
	no: { by: Author; reason: string } | null,
	origin: Origin = LOCAL
): Result<true, StatusProblem> {
	if (!newDue || newDue.answer) return ok(true);
	if (no === null) return editAction(doc, id, { due: newDue.due }, origin);
	editRecord(doc, actionKind, id, { newDue: { ...newDue, answer: no } }, origin);
	return ok(true);
}
