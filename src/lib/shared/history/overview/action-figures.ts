import { EFFECTS, isUnderWay, type Effect } from '../../board/action-status.ts';
import { daysBetween, type Day, type WeekKey } from '../../week/iso-week.ts';
import { decidedDay, isDone, type ActionFact } from './action-facts.ts';
import type { Period } from './periods.ts';

/** What happened to åtgärder in a week. `late` is a state: an åtgärd is late in each week whose board says so. */
export const ACTION_COUNTS = ['decided', 'done', 'late', 'followed-up'] as const;
export type ActionCount = (typeof ACTION_COUNTS)[number];

/** Which åtgärder; each figure of the page is the length of such a list, and links to it. */
export type ActionSelection =
	| { what: ActionCount; weeks: readonly WeekKey[] }
	| { what: 'effect'; effect: Effect; weeks: readonly WeekKey[] }
	| { what: 'owned' | 'judged' | 'done-followed-up'; weeks: readonly WeekKey[] }
	| { what: 'to-done' | 'to-followed-up'; weeks: readonly WeekKey[] }
	/** Under way on a day, decided at least so many days before and fewer than so many; `to` null is without end. */
	| { what: 'open'; at: Day; from: number; to: number | null };

export function selectActions(actions: readonly ActionFact[], asked: ActionSelection): ActionFact[] {
	return actions.filter(asked.what === 'open' ? (action) => isOpenSince(action, asked) : chosen(asked));
}

type InWeeks = Exclude<ActionSelection, { what: 'open' }>;

function chosen(asked: InWeeks): (action: ActionFact) => boolean {
	const weeks = new Set(asked.weeks);
	const within = (week: WeekKey | null) => week !== null && weeks.has(week);
	switch (asked.what) {
		case 'decided':
			return ({ decidedIn }) => within(decidedIn);
		case 'owned':
			return ({ decidedIn, owner }) => within(decidedIn) && owner !== null;
		case 'done':
			return ({ doneIn }) => within(doneIn);
		case 'done-followed-up':
			return ({ doneIn, state }) => within(doneIn) && state === 'followed-up';
		case 'late':
			return ({ lateIn }) => lateIn.some(within);
		case 'followed-up':
			return ({ followedUpIn }) => within(followedUpIn);
		case 'judged':
			return ({ followedUpIn, effect }) => within(followedUpIn) && effect !== 'not-assessable';
		case 'effect':
			return ({ followedUpIn, effect }) => within(followedUpIn) && effect === asked.effect;
		case 'to-done':
			return (action) => within(action.doneIn) && daysToDone(action) !== null;
		case 'to-followed-up':
			return (action) => within(action.followedUpIn) && daysToFollowedUp(action) !== null;
	}
}

/** Days since it was decided, of what is under way; null of all else. */
export function daysOpen(action: ActionFact, at: Day): number | null {
	const day = isUnderWay(action.state) && action.isCurrent ? decidedDay(action) : null;
	return day && Math.max(0, daysBetween(day, at));
}

function isOpenSince(action: ActionFact, { at, from, to }: Extract<ActionSelection, { what: 'open' }>): boolean {
	const days = daysOpen(action, at);
	return days !== null && days >= from && (to === null || days < to);
}

/** Calendar days from beslut to genomförd; null where the history does not say both. */
export const daysToDone = ({ decidedOn, doneOn, state }: ActionFact): number | null =>
	isDone(state) && decidedOn && doneOn ? Math.max(0, daysBetween(decidedOn, doneOn)) : null;

export const daysToFollowedUp = ({ doneOn, followedUpOn }: ActionFact): number | null =>
	doneOn && followedUpOn ? Math.max(0, daysBetween(doneOn, followedUpOn)) : null;

/** How long something took. `of` were done, `n` of them have both days in the history. */
export interface LeadTime {
	n: number;
	of: number;
	/** Calendar days; null with n = 0. */
	median: number | null;
	shortest: number | null;
	longest: number | null;
}

function leadTime(days: readonly number[], of: number): LeadTime {
	const sorted = days.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const median = sorted.length === 0 ? null : (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
	return { n: sorted.length, of, median, shortest: sorted[0] ?? null, longest: sorted.at(-1) ?? null };
}

/** n of `of`: said as numbers, and as a share only from ten on. */
export interface Share {
	n: number;
	of: number;
}

/** Open now, by how long ago they were decided. Days; `to` null is without end. */
export const AGES = [
	{ from: 0, to: 8 },
	{ from: 8, to: 22 },
	{ from: 22, to: 43 },
	{ from: 43, to: 85 },
	{ from: 85, to: null }
] as const;
/** "öppna mer än 3 veckor" */
export const OPEN_LONG = { from: 22, to: null } as const;

export interface ActionFigures {
	/** By period, and of all of them together: an åtgärd that is late in two periods is one late åtgärd. */
	counts: Record<ActionCount, { of: number[]; total: number }>;
	toDone: LeadTime;
	toFollowedUp: LeadTime;
	owned: Share;
	followedUp: Share;
	judged: Share;
	effects: Record<Effect, number>;
	open: { from: number; to: number | null; count: number }[];
	openLong: number;
	openAll: number;
}

/** `at` is the day that "open now" is of. */
export function actionFigures(actions: readonly ActionFact[], periods: readonly Period[], at: Day): ActionFigures {
	const weeks = periods.flatMap((period) => period.weeks);
	const all = (asked: ActionSelection) => selectActions(actions, asked);
	const count = (asked: ActionSelection) => all(asked).length;
	const days = (list: readonly ActionFact[], of: (action: ActionFact) => number | null) =>
		list.flatMap((action) => of(action) ?? []);
	const done = all({ what: 'done', weeks });
	const followedUp = all({ what: 'followed-up', weeks });
	return {
		counts: countsOf(actions, periods),
		toDone: leadTime(days(done, daysToDone), done.length),
		toFollowedUp: leadTime(days(followedUp, daysToFollowedUp), followedUp.length),
		owned: { n: count({ what: 'owned', weeks }), of: count({ what: 'decided', weeks }) },
		followedUp: { n: count({ what: 'done-followed-up', weeks }), of: done.length },
		judged: { n: count({ what: 'judged', weeks }), of: followedUp.length },
		effects: Object.fromEntries(
			EFFECTS.map((effect) => [effect, count({ what: 'effect', effect, weeks })])
		) as ActionFigures['effects'],
		open: AGES.map((age) => ({ ...age, count: count({ what: 'open', at, ...age }) })),
		openLong: count({ what: 'open', at, ...OPEN_LONG }),
		openAll: count({ what: 'open', at, from: 0, to: null })
	};
}

/** As the lists of `selectActions`, in one pass: five years have ten thousand åtgärder. */
function countsOf(actions: readonly ActionFact[], periods: readonly Period[]): ActionFigures['counts'] {
	const places = new Map(periods.flatMap(({ weeks }, index) => weeks.map((key) => [key, index] as const)));
	const none = () => ({ of: periods.map(() => 0), total: 0 });
	const counts = { decided: none(), done: none(), late: none(), 'followed-up': none() };
	const note = (what: ActionCount, weeks: readonly (WeekKey | null)[]) => {
		const at = new Set(weeks.flatMap((key) => (key === null ? [] : (places.get(key) ?? []))));
		for (const index of at) counts[what].of[index]! += 1;
		if (at.size > 0) counts[what].total += 1;
	};
	for (const { decidedIn, doneIn, followedUpIn, lateIn } of actions) {
		note('decided', [decidedIn]);
		note('done', [doneIn]);
		note('followed-up', [followedUpIn]);
		note('late', lateIn);
	}
	return counts;
}
