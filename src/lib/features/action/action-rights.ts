import type { Action } from '../../shared/board/action.ts';
import type { Board } from '../../state/board.svelte.ts';
import { functionsOf } from '../../state/board-filter.svelte.ts';
import type { ActionRights } from '../board/drop-targets.ts';

const NONE: ActionRights = { edit: false, work: false, decide: false, comment: false };

/** A week that is over shows its åtgärder as they stood; nothing about them can be changed from there. */
export const isFrozen = (board: Board): boolean => board.page.documents.actions === null;

/** Does a function that this person staffs perform or own it? */
export const isOwn = (board: Board, action: Pick<Action, 'performers' | 'owner'>): boolean =>
	functionsOf(action).some((id) => board.funktion(id)?.people.includes(board.me.person));

/** The same question that the server asks again when the change arrives. */
export function rightsOn(board: Board, action: Pick<Action, 'performers' | 'owner'>): ActionRights {
	if (isFrozen(board)) return NONE;
	const { editActions, decideActions, updateOwnActions } = board.may;
	const own = updateOwnActions && isOwn(board, action);
	return { edit: editActions, decide: decideActions, work: editActions || own, comment: editActions || own };
}

/** Anybody who writes in the week may propose; only the group decides. */
export const mayPropose = (board: Board): boolean => !isFrozen(board) && (board.may.writeWeek || board.may.editActions);
