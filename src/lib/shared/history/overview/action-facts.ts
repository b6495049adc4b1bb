import type { Action } from '../../board/action.ts';
import type { ActionState, ActionStatus, Effect } from '../../board/action-status.ts';
import { mondayOf, parseWeekKey, weekKey, weekOf, type Day, type WeekKey } from '../../week/iso-week.ts';
import type { WeekDigest } from './week-digest.ts';

/** An åtgärd going from one state to another, as the history tells it. */
export interface StatusMove {
	action: string;
	day: Day;
	from: ActionState | null;
	to: ActionState;
}

/** What the overview counts of an åtgärd. */
export interface ActionFact {
	id: string;
	number: number | null;
	title: string;
	/** A function's id; of a fastställd week its name as it was then. */
	owner: string | null;
	state: ActionState;
	due: Day | null;
	/** Null where it has not been followed up. */
	effect: Effect | null;
	decidedIn: WeekKey | null;
	/** The week it was done in, and followed up in. */
	doneIn: WeekKey | null;
	followedUpIn: WeekKey | null;
	/** The days, where the history still has them. */
	decidedOn: Day | null;
	doneOn: Day | null;
	followedUpOn: Day | null;
	/** Weeks on whose board it stood as försenad. */
	lateIn: WeekKey[];
	/** Is it known how it stands now? Of one that has left the fastställda weeks it is not. */
	isCurrent: boolean;
}

/** What is read of each åtgärd that stands. */
export const STANDING_FIELDS = [
	'number',
	'title',
	'owner',
	'status',
	'due',
	'decidedIn',
	'closedOn',
	'removed'
] as const;
export type StandingAction = Pick<Action, 'id' | (typeof STANDING_FIELDS)[number]>;

type Known = Pick<ActionFact, 'id' | 'number' | 'title' | 'owner' | 'due' | 'decidedIn'> & { status: ActionStatus };

/** The åtgärder of the living document, for those who read it. What was taken away is none. */
export function factsOfActions(
	actions: readonly StandingAction[],
	moves: readonly StatusMove[],
	weeks: readonly WeekDigest[]
): ActionFact[] {
	const known = actions.filter(({ removed }) => removed === null);
	const closedOn = new Map(actions.map((action) => [action.id as string, action.closedOn]));
	return factsOf(known, moves, weeks).map((fact) =>
		fact.state === 'followed-up' ? withFollowUp(fact, closedOn.get(fact.id) ?? fact.followedUpOn) : fact
	);
}

/** The record says it too, and goes on saying it when the history is gallrad. */
const withFollowUp = (fact: ActionFact, day: Day | null): ActionFact =>
	day === null ? fact : { ...fact, followedUpOn: day, followedUpIn: weekKey(weekOf(day)) };

/** The åtgärder as the newest of these weeks that shows each has it, for those who read fastställda weeks alone. */
export function factsOfWeeks(weeks: readonly WeekDigest[], moves: readonly StatusMove[]): ActionFact[] {
	const newest = new Map(weeks.flatMap(({ actions }) => actions.map((action) => [action.id, action] as const)));
	const known = [...newest.values()].map(({ state, effect, ...action }) => ({
		...action,
		status: { state, ...(effect && { effect }) } as ActionStatus
	}));
	const current = new Set(weeks.at(-1)?.actions.map(({ id }) => id));
	return factsOf(known, moves, weeks).map((fact) => ({ ...fact, isCurrent: current.has(fact.id) }));
}

function factsOf(known: readonly Known[], moves: readonly StatusMove[], weeks: readonly WeekDigest[]): ActionFact[] {
	const byAction = Map.groupBy(moves, ({ action }) => action);
	const seen = seenIn(weeks);
	return known.map((action) => {
		const { id, number, title, owner, due, decidedIn, status } = action;
		const days = daysOf(byAction.get(id) ?? [], status.state);
		const weeksSeen = seen.get(id);
		return {
			...{ id, number, title, owner, due, decidedIn, state: status.state, ...days },
			effect: status.state === 'followed-up' ? status.effect : null,
			doneIn: isDone(status.state) ? (weekOfDay(days.doneOn) ?? weeksSeen?.done ?? null) : null,
			followedUpIn:
				status.state === 'followed-up' ? (weekOfDay(days.followedUpOn) ?? weeksSeen?.followedUp ?? null) : null,
			lateIn: weeksSeen?.late ?? [],
			isCurrent: true
		};
	});
}

const weekOfDay = (day: Day | null): WeekKey | null => day && weekKey(weekOf(day));
export const isDone = (state: ActionState): boolean => state === 'done' || state === 'followed-up';
const isAgreed = (state: ActionState | null): boolean =>
	state !== null && state !== 'proposed' && state !== 'cancelled';

/** The first time it was decided, and the last time it became what it still is: a wrong press that was taken back is none. */
function daysOf(
	moves: readonly StatusMove[],
	state: ActionState
): Pick<ActionFact, 'decidedOn' | 'doneOn' | 'followedUpOn'> {
	const done = moves.findLast(({ from, to }) => isDone(to) && (from === null || !isDone(from)));
	const followedUp = moves.findLast(({ from, to }) => to === 'followed-up' && from !== 'followed-up');
	return {
		decidedOn: moves.find(({ from, to }) => isAgreed(to) && !isAgreed(from))?.day ?? null,
		doneOn: isDone(state) ? (done?.day ?? null) : null,
		followedUpOn: state === 'followed-up' ? (followedUp?.day ?? null) : null
	};
}

interface Seen {
	done: WeekKey | null;
	followedUp: WeekKey | null;
	late: WeekKey[];
}

/** What the weeks' boards say: the first that has it done, and those that have it late. */
function seenIn(weeks: readonly WeekDigest[]): Map<string, Seen> {
	const seen = new Map<string, Seen>();
	for (const { key, actions } of weeks)
		for (const { id, state, overdue } of actions) {
			const of = seen.get(id) ?? { done: null, followedUp: null, late: [] };
			seen.set(id, of);
			if (isDone(state)) of.done ??= key;
			if (state === 'followed-up') of.followedUp ??= key;
			if (overdue) of.late.push(key);
		}
	return seen;
}

/** The day it was decided; where the history has gone, the Monday of its week. */
export function decidedDay({ decidedOn, decidedIn }: Pick<ActionFact, 'decidedOn' | 'decidedIn'>): Day | null {
	const week = parseWeekKey(decidedIn ?? '');
	return decidedOn ?? (week && mondayOf(week));
}
