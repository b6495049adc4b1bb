import type { Action, Answers } from './action.ts';
import { isClosed } from './action-status.ts';
import type { Entry } from './entry.ts';
import type { Priority } from './priority.ts';

/** The chain läge → åtgärd: which åtgärder answer a lägesrad or a priority. */
export type Answered = Pick<NonNullable<Answers>, 'kind' | 'id'>;

type Answering = Pick<Action, 'answers' | 'status' | 'removed'>;

export const answersOf = (priority: Pick<Priority, 'id' | 'entry'>): Answered[] => [
	{ kind: 'priority', id: priority.id },
	...(priority.entry === null ? [] : [{ kind: 'entry' as const, id: priority.entry }])
];

const answersAny = (action: Answering, things: readonly Answered[]): boolean =>
	things.some(({ kind, id }) => action.answers?.kind === kind && action.answers.id === id);

const isOpen = (action: Answering): boolean => action.removed === null && !isClosed(action.status.state);

/** Open åtgärder for a lägesrad. */
export const openActionsForEntry = <A extends Answering>(entry: Pick<Entry, 'id'>, actions: Iterable<A>): A[] =>
	[...actions].filter((action) => isOpen(action) && answersAny(action, [{ kind: 'entry', id: entry.id }]));

/** Open åtgärder for a priority: its own, and those for the lägesrad it came from. */
export const openActionsForPriority = <A extends Answering>(
	priority: Pick<Priority, 'id' | 'entry'>,
	actions: Iterable<A>
): A[] => [...actions].filter((action) => isOpen(action) && answersAny(action, answersOf(priority)));

/** "Saknar åtgärd": a priority that nobody does anything about. */
export const lacksAction = (priority: Pick<Priority, 'id' | 'entry'>, actions: Iterable<Answering>): boolean =>
	openActionsForPriority(priority, actions).length === 0;
