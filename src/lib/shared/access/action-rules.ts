import { checkStatusFacts, checkStatusStep, type ActionState, type ActionStatus } from '../board/action-status.ts';
import type { Action } from '../board/action.ts';
import type { Author } from '../board/values.ts';
import type { Actor } from './roles.ts';
import {
	after,
	before,
	changedFields,
	isAdded,
	isChanged,
	isDeleted,
	type Case,
	type ContentProblemCode,
	type Rule
} from './content-rule.ts';
import { numberIsServers } from './number-rule.ts';

/** The states that a performer may move their own åtgärder among. */
const WORK: readonly ActionState[] = ['decided', 'ongoing', 'blocked', 'done'];

const stateOf = (status: unknown): ActionState => (status as ActionStatus).state;

type Answerable = Pick<Action, 'owner' | 'performers'>;

/** Does a function of theirs own or perform it? */
export const isOwnAction = (action: Partial<Answerable> | null, { funktioner }: Actor): boolean =>
	funktioner.some((funktion) => action?.owner === funktion || action?.performers?.includes(funktion));

const mayTouchAction: Rule = (edit) => {
	if (edit.may.editActions) return null;
	if (!edit.may.updateOwnActions || isAdded(edit) || isDeleted(edit)) return 'may-not-edit-actions';
	if (!isOwnAction(edit.change.before, edit.actor)) return 'not-own-action';
	return onlyStatusOfWork(edit);
};

function onlyStatusOfWork(edit: Case): ContentProblemCode | null {
	if (changedFields(edit).some((name) => name !== 'status')) return 'own-action-status-only';
	const states = [stateOf(before(edit, 'status')), stateOf(after(edit, 'status'))];
	return states.every((state) => WORK.includes(state)) ? null : 'own-action-states';
}

/** Has the group decided it, also when it was cancelled afterwards? */
function isDecided(edit: Case, side: typeof before): boolean {
	const state = stateOf(side(edit, 'status'));
	return state === 'cancelled' ? side(edit, 'decidedIn') !== null : state !== 'proposed';
}

const decidedByConvener: Rule = (edit) =>
	isDecided(edit, before) === isDecided(edit, after) || edit.may.decideActions ? null : 'may-not-decide';

/** Once written it stays as it was written. */
const fixed =
	(name: string, code: ContentProblemCode): Rule =>
	(edit) =>
		before(edit, name) !== null && isChanged(edit, name) ? code : null;

/** The week it was decided in is forgotten only with the decision. */
const decidedInStays: Rule = (edit) => {
	const takenBack = stateOf(after(edit, 'status')) === 'proposed' && after(edit, 'decidedIn') === null;
	return takenBack ? null : fixed('decidedIn', 'decided-in-fixed')(edit);
};

/** Every step of the table has a way on, so of several in one only the end can be judged: by its facts and rights. */
const statusStep: Rule = (edit) => {
	if (!isChanged(edit, 'status') || edit.context.merged) return null;
	const step = checkStatusStep(stateOf(before(edit, 'status')), stateOf(after(edit, 'status')));
	return step.ok ? null : step.problem.code;
};

const statusFacts: Rule = (edit) => {
	if (isDeleted(edit)) return null;
	const facts = checkStatusFacts({
		status: after(edit, 'status') as ActionStatus,
		owner: after(edit, 'owner') as Action['owner'],
		performers: (after(edit, 'performers') as Action['performers'] | null) ?? [],
		due: after(edit, 'due') as Action['due']
	});
	return facts.ok ? null : facts.problem.code;
};

export const ACTION_RULES: readonly Rule[] = [
	mayTouchAction,
	numberIsServers,
	fixed('agreed', 'agreed-fixed'),
	fixed('proposedIn', 'proposed-in-fixed'),
	decidedInStays,
	statusStep,
	decidedByConvener,
	statusFacts
];

/** Whoever edits åtgärder comments on all of them; a performer on their own. */
const mayComment: Rule = (edit) => {
	if (edit.may.editActions) return null;
	if (!edit.may.updateOwnActions) return 'may-not-edit-actions';
	if (!isAdded(edit)) return isOwnComment(edit) ? null : 'comment-not-own';
	const action = edit.context.record?.('actions', String(after(edit, 'action'))) ?? null;
	return isOwnAction(action, edit.actor) ? null : 'not-own-action';
};

const isOwnComment = (edit: Case): boolean => (before(edit, 'created') as Author | null)?.person === edit.actor.person;

/** A line of the log can be taken away; it is never rewritten, nor put under another åtgärd. */
const commentStays: Rule = (edit) => (isChanged(edit, 'text') || isChanged(edit, 'action') ? 'comment-fixed' : null);

export const COMMENT_RULES: readonly Rule[] = [mayComment, commentStays];
