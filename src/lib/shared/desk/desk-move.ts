import * as v from 'valibot';
import type * as Y from 'yjs';
import { holdersOf, setOwner, setPerformer, setStatus, actionKind, type Action } from '../board/action.ts';
import { acceptAction, answerNewDue, askNewDue, handBackAction } from '../board/action-said.ts';
import type { ActionState, ActionStatus } from '../board/action-status.ts';
import { addComment, commentKind } from '../board/comment.ts';
import { readStored } from '../board/record.ts';
import { SERVER } from '../board/origin.ts';
import { day, funktionId, recordId, sentence, type Author } from '../board/values.ts';
import { editRecord } from '../board/write.ts';
import type { RecordId } from '../ids.ts';
import { fail, ok, type Problem, type Result } from '../result.ts';
import { weekKey, weekOf, type Day } from '../week/iso-week.ts';

/** The states that those who do an åtgärd move it among. */
export const WORK_STATES = ['decided', 'ongoing', 'blocked', 'done'] as const satisfies readonly ActionState[];
export type WorkState = (typeof WORK_STATES)[number];

const workStatus = v.variant('state', [
	v.strictObject({ state: v.literal('decided') }),
	v.strictObject({ state: v.literal('ongoing') }),
	v.strictObject({ state: v.literal('blocked'), reason: sentence }),
	v.strictObject({ state: v.literal('done') })
]);

/** One move at the desk: what a row of /mina, a mail's page and undo ask for. */
export const deskMove = v.variant('move', [
	v.strictObject({ move: v.literal('status'), status: workStatus }),
	/** Kvittens, or "Tar den" in a function of several. */
	v.strictObject({ move: v.literal('accept'), funktion: funktionId }),
	v.strictObject({ move: v.literal('hand-back'), funktion: funktionId, reason: sentence }),
	v.strictObject({ move: v.literal('ask-due'), due: day, reason: sentence }),
	v.strictObject({ move: v.literal('grant-due') }),
	v.strictObject({ move: v.literal('refuse-due'), reason: sentence }),
	/** From a function that is vacant or said no, to another. */
	v.strictObject({ move: v.literal('give-on'), from: funktionId, to: funktionId }),
	/** The id is made by who writes, so that sent twice is one line. */
	v.strictObject({ move: v.literal('comment'), id: recordId, text: sentence }),
	v.strictObject({ move: v.literal('take-back'), what: v.picklist(['accepted', 'handedBack', 'newDue']) }),
	v.strictObject({ move: v.literal('remove-comment'), id: recordId })
]);
export type DeskMove = v.InferOutput<typeof deskMove>;

export type DeskProblem = Problem<'new-due-past' | 'nothing-asked' | 'not-found'>;

/** Who does it, and on which calendar day. */
export interface DeskMoment {
	by: Author;
	today: Day;
}

/** Writes a move into a document of åtgärder. Whether its author may is for the rules of the wire to say. */
export function applyMove(doc: Y.Doc, id: RecordId, move: DeskMove, { by, today }: DeskMoment): Result<true, Problem> {
	const action = readStored(doc, actionKind, id);
	if (!action || action.removed) return fail('not-found');
	switch (move.move) {
		case 'status':
			return setStatus(doc, id, move.status as ActionStatus, { week: weekKey(weekOf(today)), today }, SERVER);
		case 'accept':
			acceptAction(doc, id, move.funktion, by, SERVER);
			return ok(true);
		case 'hand-back':
			handBackAction(doc, id, move.funktion, move.reason, by, SERVER);
			return ok(true);
		case 'ask-due':
			if (move.due < today) return fail('new-due-past');
			askNewDue(doc, id, { due: move.due, reason: move.reason, by }, SERVER);
			return ok(true);
		case 'grant-due':
			if (!action.newDue || action.newDue.answer) return fail('nothing-asked');
			return answerNewDue(doc, action, null, SERVER);
		case 'refuse-due':
			if (!action.newDue || action.newDue.answer) return fail('nothing-asked');
			return answerNewDue(doc, action, { by, reason: move.reason }, SERVER);
		case 'give-on':
			return giveOn(doc, action, move);
		case 'comment':
			addComment(doc, move.id, id, move.text, by, SERVER);
			return ok(true);
		case 'take-back':
			editRecord(doc, actionKind, id, { [move.what]: null }, SERVER);
			return ok(true);
		case 'remove-comment':
			editRecord(doc, commentKind, move.id, { removed: { person: by.person, at: by.at } }, SERVER);
			return ok(true);
	}
}

function giveOn(
	doc: Y.Doc,
	action: Action,
	{ from, to }: Extract<DeskMove, { move: 'give-on' }>
): Result<true, Problem> {
	if (!holdersOf(action).includes(from)) return fail('not-found');
	if (action.performers.includes(from)) {
		const added = setPerformer(doc, action.id, to, true, SERVER);
		if (!added.ok) return added;
		const left = setPerformer(doc, action.id, from, false, SERVER);
		if (!left.ok) return left;
	}
	return action.owner === from ? setOwner(doc, action.id, to, SERVER) : ok(true);
}

/** What takes a move back again; null for what is not taken back by pressing a button. */
export function undoOf(before: Action, move: DeskMove): DeskMove | null {
	const { status } = before;
	switch (move.move) {
		case 'status':
			return isWork(status) ? { move: 'status', status } : null;
		case 'accept':
			return before.accepted === null ? { move: 'take-back', what: 'accepted' } : null;
		case 'hand-back':
			return { move: 'take-back', what: 'handedBack' };
		case 'ask-due':
			return { move: 'take-back', what: 'newDue' };
		case 'give-on':
			return before.performers.includes(move.to) || before.owner === move.to
				? null
				: { move: 'give-on', from: move.to, to: move.from };
		case 'comment':
			return { move: 'remove-comment', id: move.id };
		default:
			return null;
	}
}

const isWork = (status: ActionStatus): status is Extract<ActionStatus, { state: WorkState }> =>
	(WORK_STATES as readonly ActionState[]).includes(status.state);
