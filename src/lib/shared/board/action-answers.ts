import * as v from 'valibot';
import type { FunktionId } from '../ids.ts';
import type { Day } from '../week/iso-week.ts';
import type { ActionState } from './action-status.ts';
import { author, day, funktionId, sentence } from './values.ts';

/**
 * What the functions that are to do an åtgärd answer to having been given it. Facts beside the status (product.md §1):
 * an åtgärd that goes on need not have been accepted, and one that was handed back is still decided.
 */

/** Kvittens: who took it on, for which function. */
export const accepted = v.nullable(v.strictObject({ by: author, funktion: funktionId }));
export type Accepted = v.InferOutput<typeof accepted>;

/** Given back by a function that can not do it. */
export const handedBack = v.nullable(v.strictObject({ by: author, funktion: funktionId, reason: sentence }));
export type HandedBack = v.InferOutput<typeof handedBack>;

/** Another date that was asked for, and why; `answer` is a no with its reason, a yes is the date itself. */
export const newDue = v.nullable(
	v.strictObject({
		due: day,
		reason: sentence,
		by: author,
		answer: v.nullable(v.strictObject({ by: author, reason: sentence }))
	})
);
export type NewDue = v.InferOutput<typeof newDue>;

/** What is looked at here of an åtgärd. */
export interface Answerable {
	status: { state: ActionState };
	owner: FunktionId | null;
	performers: readonly FunktionId[];
	due: Day | null;
	accepted: Accepted;
	handedBack: HandedBack;
	newDue: NewDue;
}

type Answers = Pick<Answerable, 'accepted' | 'handedBack' | 'newDue'>;

/** The functions that have an åtgärd: ansvarig and utförare. */
export const holdersOf = ({ owner, performers }: Pick<Answerable, 'owner' | 'performers'>): FunktionId[] => [
	...new Set([...(owner === null ? [] : [owner]), ...performers])
];

/** Decided, and nobody who is to do it has said yes or no. */
export const waitsForAnswer = ({ status, accepted, handedBack }: Omit<Answerable, 'due'>): boolean =>
	status.state === 'decided' && accepted === null && handedBack === null;

/** A new date is asked for, and nobody has answered. */
export const asksNewDue = ({ status, newDue }: Pick<Answerable, 'status' | 'newDue'>): boolean =>
	newDue !== null && newDue.answer === null && isAtWork(status.state);

const isAtWork = (state: ActionState): boolean => state === 'decided' || state === 'ongoing' || state === 'blocked';
const isOff = (state: ActionState): boolean => state === 'proposed' || state === 'cancelled';

/**
 * The answers that a change has made void: giving an åtgärd to other functions or deciding it anew asks again, the later
 * of yes and no stands, and another date answers who asked for one. Cleared by the server, so that no client forgets it,
 * and so that undo puts nobody else's signature back.
 */
export function voidAnswers(before: Answerable | null, after: Answerable): Partial<Answers> {
	const { accepted, handedBack, newDue } = after;
	const asked = isAskedAnew(before, after);
	const isDecided = after.status.state !== 'proposed';
	const stands = (answer: Accepted, had: unknown) =>
		answer !== null && isDecided && holdersOf(after).includes(answer.funktion) && !(asked && had !== null);
	const yes = stands(accepted, before?.accepted ?? null);
	const no = stands(handedBack, before?.handedBack ?? null);
	const isYesLast = yes && no && accepted!.by.at > handedBack!.by.at;
	const changes: Partial<Answers> = {};
	if (accepted && (!yes || (no && !isYesLast))) changes.accepted = null;
	if (handedBack && (!no || isYesLast)) changes.handedBack = null;
	if (newDue && isAnswered(before, after)) changes.newDue = null;
	return changes;
}

function isAskedAnew(before: Answerable | null, after: Answerable): boolean {
	if (!before) return false;
	const decided = isOff(before.status.state) && !isOff(after.status.state);
	return decided || after.performers.some((performer) => !before.performers.includes(performer));
}

const isAnswered = (before: Answerable | null, after: Answerable): boolean =>
	isOff(after.status.state) || (before !== null && before.newDue !== null && before.due !== after.due);
