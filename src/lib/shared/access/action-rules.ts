import { checkStatusFacts, checkStatusStep, type ActionState, type ActionStatus } from '../board/action-status.ts';
import type { Action } from '../board/action.ts';
import type { Accepted, HandedBack, NewDue } from '../board/action-answers.ts';
import { sameValue } from '../board/record.ts';
import type { Author } from '../board/values.ts';
import { isInFuture } from './authorship-rules.ts';
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
export const isOwnAction = (action: Partial<Answerable> | null, { funktioner }: Pick<Actor, 'funktioner'>): boolean =>
	funktioner.some((funktion) => action?.owner === funktion || action?.performers?.includes(funktion));

const mayTouchAction: Rule = (edit) => {
	if (edit.may.editActions) return null;
	if (!edit.may.updateOwnActions || isAdded(edit) || isDeleted(edit)) return 'may-not-edit-actions';
	if (!isOwnAction(edit.change.before, edit.actor)) return 'not-own-action';
	return onlyOwnWork(edit);
};

/** What those who do it say of it: how it goes, and what they answer to having been given it. */
const OF_ONES_OWN = ['status', 'accepted', 'handedBack', 'newDue'];

function onlyOwnWork(edit: Case): ContentProblemCode | null {
	const others = changedFields(edit).filter((name) => !OF_ONES_OWN.includes(name));
	if (others.length > 0 && !(others.length === 1 && grantsNewDue(edit))) return 'own-action-status-only';
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

const isNews = (edit: Case, name: string): boolean =>
	!isDeleted(edit) && !sameValue(isAdded(edit) ? null : before(edit, name), after(edit, name));

const isHolder = (funktion: string, record: Partial<Answerable> | null): boolean =>
	record?.owner === funktion || (record?.performers?.some((performer) => performer === funktion) ?? false);

/** Yes and no are said by somebody of a function that has the åtgärd; what others have said, an editor may take away. */
const answered =
	(name: 'accepted' | 'handedBack'): Rule =>
	(edit) => {
		if (!isNews(edit, name)) return null;
		const said = after(edit, name) as Accepted | HandedBack;
		const had = (isAdded(edit) ? null : before(edit, name)) as Accepted | HandedBack;
		if (said === null) return edit.may.editActions || ofOwnFunktion(had, edit) ? null : 'not-own-answer';
		if (!ofOwnFunktion(said, edit) || !isHolder(said.funktion, edit.change.after)) return 'not-own-answer';
		return signed(said.by, edit);
	};

const ofOwnFunktion = (answer: Accepted | HandedBack, { actor }: Case): boolean =>
	answer !== null && actor.funktioner.includes(answer.funktion);

function signed(by: Author, edit: Case): ContentProblemCode | null {
	if (by.person !== edit.actor.person || by.party !== edit.actor.party) return 'author-not-self';
	return isInFuture(by.at, edit) ? 'time-in-future' : null;
}

/** Who says whether there may be another date: ansvarig, or who edits åtgärder. */
export const mayAnswerNewDue = (
	action: Partial<Pick<Action, 'owner'>> | null,
	actor: Pick<Actor, 'funktioner'>,
	may: { editActions: boolean }
): boolean => may.editActions || (action?.owner != null && actor.funktioner.includes(action.owner));

/** A yes: the date that was asked for, from ansvarig, and not from the one who asked. */
function grantsNewDue(edit: Case): boolean {
	const asked = before(edit, 'newDue') as NewDue;
	if (!isChanged(edit, 'due') || asked === null || asked.answer !== null) return false;
	if (!mayAnswerNewDue(edit.change.before, edit.actor, edit.may) || asked.by.person === edit.actor.person) return false;
	return after(edit, 'due') === asked.due;
}

/** Asked for by those who have it, in their own name; refused with a reason by those who may answer. */
const newDueAsked: Rule = (edit) => {
	if (!isNews(edit, 'newDue')) return null;
	const had = (isAdded(edit) ? null : before(edit, 'newDue')) as NewDue;
	const asks = after(edit, 'newDue') as NewDue;
	if (asks === null) return edit.may.editActions || had?.by.person === edit.actor.person ? null : grantOrNot(edit);
	if (!had || !sameValue({ ...had, answer: null }, { ...asks, answer: null })) {
		if (!isOwnAction(edit.change.after, edit.actor)) return 'not-own-action';
		return asks.answer === null ? signed(asks.by, edit) : 'may-not-answer-new-due';
	}
	if (!mayAnswerNewDue(edit.change.before, edit.actor, edit.may)) return 'may-not-answer-new-due';
	return asks.answer === null ? null : signed(asks.answer.by, edit);
};

const grantOrNot = (edit: Case): ContentProblemCode | null => (grantsNewDue(edit) ? null : 'may-not-answer-new-due');

export const ACTION_RULES: readonly Rule[] = [
	mayTouchAction,
	numberIsServers,
	fixed('agreed', 'agreed-fixed'),
	fixed('proposedIn', 'proposed-in-fixed'),
	decidedInStays,
	statusStep,
	decidedByConvener,
	statusFacts,
	answered('accepted'),
	answered('handedBack'),
	newDueAsked
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
