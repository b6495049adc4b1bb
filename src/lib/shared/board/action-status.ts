import * as v from 'valibot';
import type { FunktionId } from '../ids.ts';
import { fail, ok, type Problem, type Result } from '../result.ts';
import type { Day } from '../week/iso-week.ts';
import { sentence } from './values.ts';

/** Effekt of an åtgärd, judged at follow-up (domain.md §1.7). */
export const EFFECTS = ['decreased', 'unchanged', 'increased', 'not-assessable'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Each state has exactly the facts it needs: a hinder without a reason can not be written. */
export const actionStatus = v.variant('state', [
	v.strictObject({ state: v.literal('proposed') }),
	v.strictObject({ state: v.literal('decided') }),
	v.strictObject({ state: v.literal('ongoing') }),
	v.strictObject({ state: v.literal('blocked'), reason: sentence }),
	v.strictObject({ state: v.literal('done') }),
	v.strictObject({ state: v.literal('followed-up'), effect: v.picklist(EFFECTS), sentence }),
	v.strictObject({ state: v.literal('cancelled'), reason: sentence })
]);
export type ActionStatus = v.InferOutput<typeof actionStatus>;
export type ActionState = ActionStatus['state'];

/** The order of work: columns of the board, left to right. */
export const ACTION_STATES = [
	'proposed',
	'decided',
	'ongoing',
	'blocked',
	'done',
	'followed-up',
	'cancelled'
] as const satisfies readonly ActionState[];

/** Closed åtgärder leave the weeks that come after. */
export const isClosed = (state: ActionState): boolean => state === 'followed-up' || state === 'cancelled';
/** Work that may be late: decided, and not yet done. */
export const isUnderWay = (state: ActionState): boolean =>
	state === 'decided' || state === 'ongoing' || state === 'blocked';

/**
 * Where each state may go (product.md §1). Backward steps are there because people press the wrong button; what has
 * been decided does not become a proposal again by hand except where it is undone before work has begun.
 */
const NEXT: Record<ActionState, readonly ActionState[]> = {
	proposed: ['decided', 'cancelled'],
	decided: ['proposed', 'ongoing', 'blocked', 'done', 'cancelled'],
	ongoing: ['decided', 'blocked', 'done', 'cancelled'],
	blocked: ['decided', 'ongoing', 'done', 'cancelled'],
	done: ['decided', 'ongoing', 'blocked', 'followed-up'],
	'followed-up': ['done'],
	cancelled: ['proposed', 'decided', 'ongoing', 'blocked']
};

export const nextStates = (from: ActionState): readonly ActionState[] => NEXT[from];

export type StatusProblem = Problem<'status-step' | 'needs-words' | 'needs-owner' | 'needs-performer' | 'needs-due'>;

/** What an åtgärd must have to be in a state. */
export interface StatusFacts {
	status: ActionStatus;
	owner: FunktionId | null;
	performers: readonly FunktionId[];
	due: Day | null;
}

/** The status with its words, and from *beslutad* on: one ansvarig, at least one utförare, and a date (product.md §1). */
export function checkStatusFacts({ status, owner, performers, due }: StatusFacts): Result<true, StatusProblem> {
	if (!v.is(actionStatus, status)) return fail('needs-words');
	if (status.state === 'proposed' || status.state === 'cancelled') return ok(true);
	if (owner === null) return fail('needs-owner');
	if (performers.length === 0) return fail('needs-performer');
	if (due === null) return fail('needs-due');
	return ok(true);
}

/** May an åtgärd go from one state to the other? Staying, with another reason or effect, is always allowed. */
export function checkStatusStep(from: ActionState, to: ActionState): Result<true, StatusProblem> {
	return from === to || NEXT[from].includes(to) ? ok(true) : fail('status-step');
}
