import * as v from 'valibot';
import type * as Y from 'yjs';
import type { FunktionId, RecordId } from '../ids.ts';
import { ok, type Result } from '../result.ts';
import {
	daysBetween,
	mondayOf,
	parseWeekKey,
	weekKey,
	weeksBetween,
	type Day,
	type Week,
	type WeekKey
} from '../week/iso-week.ts';
import {
	actionStatus,
	checkStatusFacts,
	checkStatusStep,
	isClosed,
	isUnderWay,
	type ActionStatus,
	type StatusProblem
} from './action-status.ts';
import { accepted, handedBack, newDue } from './action-answers.ts';
import { momentOf } from '../week/local-time.ts';
import { set, text, value } from './fields.ts';
import { LOCAL, type Origin } from './origin.ts';
import { defineRecord, readStored, setMember, type Draft, type RecordOf } from './record.ts';
import {
	author,
	categoryId,
	day,
	flagging,
	funktionId,
	orderKey,
	recordId,
	removal,
	week,
	where,
	type Author
} from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Edit, type Neighbours, type Values } from './write.ts';

export const ACTION_TYPES = [
	'presence',
	'targeted',
	'situational',
	'social',
	'supervision',
	'communication',
	'survey'
] as const;
export type ActionType = (typeof ACTION_TYPES)[number];

/** Preventionsnivå (domain.md §2.4). */
export const PREVENTION_LEVELS = ['universal', 'selective', 'indicated', 'situational'] as const;
export type PreventionLevel = (typeof PREVENTION_LEVELS)[number];

export const HORIZONS = ['acute', 'short', 'long'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** What an agreement says of it, word for word; the group still names functions, which agreements often do not. */
const agreed = v.nullable(
	v.strictObject({
		document: v.pipe(v.string(), v.maxLength(200)),
		section: v.pipe(v.string(), v.maxLength(100)),
		performer: v.pipe(v.string(), v.maxLength(100)),
		accountable: v.pipe(v.string(), v.maxLength(100)),
		followUp: v.pipe(v.string(), v.maxLength(200))
	})
);
export type Agreed = v.InferOutput<typeof agreed>;

/** The lägesrad or priority that an åtgärd answers, in the week it was seen. */
const answers = v.nullable(v.strictObject({ week, kind: v.picklist(['entry', 'priority']), id: recordId }));
export type Answers = v.InferOutput<typeof answers>;

/**
 * Åtgärd (domain.md §1.8). Lives across weeks in the samverkan's one actions document; it belongs to the week it was
 * decided in, is shown in every week until closed, and is never moved or copied.
 */
export const actionKind = defineRecord('action', 'actions', {
	/** 1 is Å-1. Given by the server, once; null until it has. */
	number: value(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
	title: text(160),
	description: text(2000),
	/** Vad ska förändras: measurable. */
	goal: text(600),
	where: value(where, null),
	/** What it is about, where it answers no lägesrad that says so. */
	category: value(v.nullable(categoryId), null),
	type: value(v.nullable(v.picklist(ACTION_TYPES)), null),
	prevention: value(v.nullable(v.picklist(PREVENTION_LEVELS)), null),
	horizon: value(v.nullable(v.picklist(HORIZONS)), null),
	/** Utförare: functions, 1..n once decided. */
	performers: set(funktionId, 20),
	/** Ansvarig: exactly one function once decided. */
	owner: value(v.nullable(funktionId), null),
	/** Klart senast. */
	due: value(v.nullable(day), null),
	followUp: value(v.nullable(day), null),
	status: value<ActionStatus>(actionStatus, { state: 'proposed' }),
	/** The week on whose board it was proposed. */
	proposedIn: value(v.nullable(week), null),
	/** The week it was decided in; it belongs there. */
	decidedIn: value(v.nullable(week), null),
	/** The day it was followed up or cancelled. */
	closedOn: value(v.nullable(day), null),
	answers: value(answers, null),
	/** Kvittens: a function that is to do it has taken it on. See action-answers.ts. */
	accepted: value(accepted, null),
	/** A function has given it back, and why; it waits for somebody else to be asked. */
	handedBack: value(handedBack, null),
	/** Begärd ny tid. Granted is the new date itself, and clears it; refused it stays, with the answer. */
	newDue: value(newDue, null),
	agreed: value(agreed, null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Action = RecordOf<typeof actionKind>;

export const actionLabel = (action: Pick<Action, 'number'>): string =>
	action.number === null ? 'Å-…' : `Å-${action.number}`;

export { holdersOf } from './action-answers.ts';

/** Försenad is computed from the date, never set (product.md §1). */
export const isOverdue = (action: Pick<Action, 'status' | 'due'>, today: Day): boolean =>
	isUnderWay(action.status.state) && action.due !== null && daysBetween(action.due, today) > 0;

/** The week it belongs to: the one it was decided in, or was proposed in while it is a proposal. */
export const homeWeek = (action: Pick<Action, 'decidedIn' | 'proposedIn'>): WeekKey | null =>
	action.decidedIn ?? action.proposedIn;

/** Which week in a row this is for the åtgärd: 4 is "4:e veckan". 1 in its own week. */
export function weekInRow(action: Pick<Action, 'decidedIn' | 'proposedIn'>, shown: Week): number {
	const home = parseWeekKey(homeWeek(action) ?? '');
	return home ? Math.max(1, weeksBetween(home, shown) + 1) : 1;
}

type Shown = Pick<Action, 'status' | 'decidedIn' | 'proposedIn' | 'closedOn' | 'removed'>;

/**
 * Is it on that week's board: not before its own week, and not after the week it was closed in. Asked of each of years of
 * åtgärder for every board, so the week is read once, and its key and its days are compared as they are written.
 */
export function shownIn(week: Week): (action: Shown) => boolean {
	const [key, monday] = [weekKey(week), mondayOf(week)];
	return (action) => {
		const home = homeWeek(action);
		if (action.removed || (home !== null && home > key)) return false;
		return !isClosed(action.status.state) || action.closedOn === null || action.closedOn >= monday;
	};
}

/**
 * Does that week's board tell of it: one that it shows, one that was taken away since the week began, and whatever is open,
 * which may answer something on it.
 */
export function concerns(week: Week): (action: Shown) => boolean {
	const isShown = shownIn(week);
	const monday = momentOf(mondayOf(week));
	return (action) => {
		if (action.removed) return action.removed.at >= monday && isShown({ ...action, removed: null });
		return !isClosed(action.status.state) || isShown(action);
	};
}

/** The same of one åtgärd. */
export const isShownIn = (action: Shown, week: Week): boolean => shownIn(week)(action);

export type ActionDraft = Omit<
	Draft<typeof actionKind>,
	'number' | 'proposedIn' | 'decidedIn' | 'closedOn' | 'created' | 'removed'
>;
export type ActionEdit = Edit<
	typeof actionKind,
	| 'number'
	| 'status'
	| 'owner'
	| 'proposedIn'
	| 'decidedIn'
	| 'closedOn'
	| 'agreed'
	| 'accepted'
	| 'handedBack'
	| 'newDue'
>;

/** When something is done to an åtgärd: the week on the board, and the calendar day. */
export interface StatusMoment {
	week: WeekKey;
	today: Day;
}

/** Adds an åtgärd last, as a proposal of that week, or as decided in it when the draft says so and has what it needs. */
export function addAction(
	doc: Y.Doc,
	id: RecordId,
	draft: ActionDraft,
	by: Author,
	week: WeekKey,
	origin = LOCAL
): Result<true, StatusProblem> {
	const { status = { state: 'proposed' as const }, owner = null, performers = [], due = null } = draft;
	const checked = checkStatusFacts({ status, owner, performers, due });
	if (!checked.ok) return checked;
	const order = draft.order ?? orderAtEnd(doc, actionKind);
	const decidedIn = isDecided(status) ? week : null;
	addRecord(doc, actionKind, id, { ...draft, order, proposedIn: week, decidedIn, created: by }, origin);
	return ok(true);
}

/** Has the group decided it? What is cancelled need never have been. */
const isDecided = (status: ActionStatus): boolean => status.state !== 'proposed' && status.state !== 'cancelled';

/** Moves an åtgärd to a state, with all that follows: the week it was decided in, the day it was closed. */
export function setStatus(
	doc: Y.Doc,
	id: RecordId,
	status: ActionStatus,
	moment: StatusMoment,
	origin = LOCAL
): Result<true, StatusProblem> {
	return changeAction(doc, id, (action) => statusChanges(action, status, moment), origin);
}

function statusChanges(action: Action, status: ActionStatus, { week, today }: StatusMoment): Partial<ActionValues> {
	return { status, decidedIn: decidedInAfter(action, status, week), closedOn: closedOnAfter(action, status, today) };
}

/** Written the first time it is decided. Taken back to a proposal it belongs to no decision any more. */
function decidedInAfter(action: Action, status: ActionStatus, week: WeekKey): WeekKey | null {
	if (status.state === 'proposed') return null;
	return action.decidedIn ?? (isDecided(status) && !isDecided(action.status) ? week : null);
}

/** The first day it was closed stays while it is closed; another effect or reason does not close it again. */
function closedOnAfter(action: Action, status: ActionStatus, today: Day): Day | null {
	return isClosed(status.state) ? (action.closedOn ?? today) : null;
}

export function setOwner(
	doc: Y.Doc,
	id: RecordId,
	owner: FunktionId | null,
	origin = LOCAL
): Result<true, StatusProblem> {
	return changeAction(doc, id, () => ({ owner }), origin);
}

/** Adds or takes away one utförare. */
export function setPerformer(
	doc: Y.Doc,
	id: RecordId,
	performer: FunktionId,
	there: boolean,
	origin = LOCAL
): Result<true, StatusProblem> {
	const action = readStored(doc, actionKind, id);
	if (!action) return ok(true);
	const others = action.performers.filter((other) => other !== performer);
	const checked = checkStatusFacts({ ...action, performers: there ? [...others, performer] : others });
	if (checked.ok) doc.transact(() => setMember(doc, actionKind, id, 'performers', performer, there), origin);
	return checked;
}

/** Sets what is picked rather than written: where, type, dates … */
export function editAction(doc: Y.Doc, id: RecordId, changes: ActionEdit, origin = LOCAL): Result<true, StatusProblem> {
	return changeAction(doc, id, () => changes, origin);
}

/** Moves an åtgärd among its neighbours, and to another column when `status` is given. */
export function moveAction(
	doc: Y.Doc,
	id: RecordId,
	{ status, ...neighbours }: Neighbours & { status?: ActionStatus },
	moment: StatusMoment,
	origin = LOCAL
): Result<true, StatusProblem> {
	const order = orderAmong(doc, actionKind, id, neighbours);
	return changeAction(doc, id, (action) => ({ ...(status && statusChanges(action, status, moment)), order }), origin);
}

type ActionValues = Values<typeof actionKind>;

/** Writes changes that leave the åtgärd with all its state needs, and nothing otherwise. */
function changeAction(
	doc: Y.Doc,
	id: RecordId,
	changesTo: (action: Action) => Partial<ActionValues>,
	origin: Origin
): Result<true, StatusProblem> {
	const action = readStored(doc, actionKind, id);
	if (!action) return ok(true); // somebody has taken it away meanwhile
	const changes = changesTo(action);
	const next = { ...action, ...changes };
	const step = checkStatusStep(action.status.state, next.status.state);
	if (!step.ok) return step;
	const facts = checkStatusFacts(next);
	if (facts.ok) editRecord(doc, actionKind, id, changes, origin);
	return facts;
}
