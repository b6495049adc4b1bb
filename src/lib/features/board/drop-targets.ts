import {
	isClosed,
	nextStates,
	type ActionState,
	type ActionStatus,
	type StatusFacts
} from '../../shared/board/action-status.ts';
import type { Action } from '../../shared/board/action.ts';
import type { Neighbours } from '../../shared/board/write.ts';
import type { RecordId } from '../../shared/ids.ts';

/** Columns of the board, in the order of work. Closed åtgärder are folded together in the last. */
export const COLUMNS = ['proposed', 'decided', 'ongoing', 'blocked', 'done', 'closed'] as const;
export type Column = (typeof COLUMNS)[number];

export const columnOf = (state: ActionState): Column => (isClosed(state) ? 'closed' : (state as Column));

/** What this person may do with this åtgärd. */
export interface ActionRights {
	/** Any field, and its place in the column. */
	edit: boolean;
	/** To report how the work goes: among decided, ongoing, blocked and done. */
	work: boolean;
	/** To make a proposal a decision, and to take one back. */
	decide: boolean;
	comment: boolean;
}

/** A fact that a status needs and the åtgärd lacks. */
export type Fact = 'owner' | 'performers' | 'due' | 'reason' | 'effect';

export type Refusal = 'not-yours' | 'not-yours-to-decide' | 'not-a-step' | 'lacks-facts';

/** What a move comes to, before anything is written. */
export type MovePlan =
	| { kind: 'stay' }
	| { kind: 'go'; status: ActionStatus }
	| { kind: 'ask'; state: ActionState; facts: Fact[] }
	| { kind: 'refuse'; refusal: Refusal };

type Movable = StatusFacts & Pick<Action, 'decidedIn'>;

/** The states that a utförare moves their own åtgärder among; the server's policy says the same. */
const WORK: readonly ActionState[] = ['decided', 'ongoing', 'blocked', 'done'];

/** The state that a drop in a column means. Of the closed ones it is the one that can be reached from here. */
export function stateFor(column: Column, from: ActionState): ActionState {
	if (column !== 'closed') return column;
	if (isClosed(from)) return from;
	return nextStates(from).includes('followed-up') ? 'followed-up' : 'cancelled';
}

export function planMove(action: Movable, to: ActionState, rights: ActionRights): MovePlan {
	const from = action.status.state;
	if (from === to) return { kind: 'stay' };
	const refusal = refusalOf(action, to, rights);
	if (refusal) return { kind: 'refuse', refusal };
	const facts = missingFacts(action, to);
	if (facts.length === 0) return { kind: 'go', status: { state: to } as ActionStatus };
	const canFill = rights.edit || !facts.some(isField);
	return canFill ? { kind: 'ask', state: to, facts } : { kind: 'refuse', refusal: 'lacks-facts' };
}

function refusalOf(action: Movable, to: ActionState, { edit, work, decide }: ActionRights): Refusal | null {
	const from = action.status.state;
	const isWork = work && WORK.includes(from) && WORK.includes(to);
	if (!nextStates(from).includes(to)) return edit || work ? 'not-a-step' : 'not-yours';
	if (isDecided(action, from) !== isDecided(action, to) && !decide) return 'not-yours-to-decide';
	return edit || isWork ? null : 'not-yours';
}

/** Is it a decision of the group in that state? What is cancelled was one if it had been decided before. */
const isDecided = ({ decidedIn }: Movable, state: ActionState): boolean =>
	state === 'cancelled' ? decidedIn !== null : state !== 'proposed';

const isField = (fact: Fact): boolean => fact === 'owner' || fact === 'performers' || fact === 'due';

/** What has to be asked for before the åtgärd can be in the state, in the order it is asked. */
export function missingFacts(action: Movable, to: ActionState): Fact[] {
	const facts: Fact[] = [];
	if (to !== 'proposed' && to !== 'cancelled') {
		if (action.performers.length === 0) facts.push('performers');
		if (action.owner === null) facts.push('owner');
		if (action.due === null) facts.push('due');
	}
	if (to === 'blocked' || to === 'cancelled') facts.push('reason');
	if (to === 'followed-up') facts.push('effect');
	return facts;
}

/** The states this person may put the åtgärd in, at once or by answering a question: what "Flytta till…" lists. */
export const offeredStates = (action: Movable, rights: ActionRights): ActionState[] =>
	nextStates(action.status.state).filter((to) => planMove(action, to, rights).kind !== 'refuse');

/** The next state in a direction among those offered, for Alt+← and Alt+→. */
export function stateBeside(action: Movable, step: -1 | 1, rights: ActionRights): ActionState | null {
	const here = COLUMNS.indexOf(columnOf(action.status.state));
	const offered = offeredStates(action, rights).map((state) => ({ state, at: COLUMNS.indexOf(columnOf(state)) }));
	const beside = offered.filter(({ at }) => Math.sign(at - here) === step);
	beside.sort((a, b) => (a.at - b.at) * step);
	return beside[0]?.state ?? null;
}

/**
 * Between which two records a card lands in a list, and how many stand before it there. `next` is the card it is
 * dropped before, null is last. The moved card itself does not count.
 */
export function neighbours(
	list: readonly { id: RecordId }[],
	moved: string,
	next: string | null
): Neighbours & { index: number } {
	const others = list.filter(({ id }) => id !== moved);
	const found = next === null ? -1 : others.findIndex(({ id }) => id === next);
	const index = found === -1 ? others.length : found;
	return { before: others[index - 1]?.id ?? null, after: others[index]?.id ?? null, index };
}

/** The card one step up or down lands before, null for last; undefined where it already stands at that end. */
export function stepWithin(
	list: readonly { id: RecordId }[],
	moved: string,
	step: -1 | 1
): RecordId | null | undefined {
	const index = list.findIndex(({ id }) => id === moved);
	const target = index + step;
	if (index === -1 || target < 0 || target >= list.length) return undefined;
	return list[step === 1 ? target + 1 : target]?.id ?? null;
}
