import * as v from 'valibot';
import {
	daysBetween,
	parseWeekKey,
	weekOf,
	weeksBetween,
	type Day,
	type Week,
	type WeekKey
} from '../week/iso-week.ts';
import { actionStatus, isClosed, isUnderWay, type ActionStatus } from './action-status.ts';
import { set, text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, day, funktionId, orderKey, recordId, removal, week, where } from './values.ts';

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
	agreed: value(agreed, null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Action = RecordOf<typeof actionKind>;

export const actionLabel = (action: Pick<Action, 'number'>): string =>
	action.number === null ? 'Å-…' : `Å-${action.number}`;

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

/** Is it on that week's board: not before its own week, and not after the week it was closed in. */
export function isShownIn(
	action: Pick<Action, 'status' | 'decidedIn' | 'proposedIn' | 'closedOn' | 'removed'>,
	shown: Week
): boolean {
	if (action.removed) return false;
	const home = parseWeekKey(homeWeek(action) ?? '');
	if (home && weeksBetween(home, shown) < 0) return false;
	if (!isClosed(action.status.state) || action.closedOn === null) return true;
	return weeksBetween(weekOf(action.closedOn), shown) <= 0;
}
