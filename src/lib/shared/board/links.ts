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

const isOpen = (action: Answering): boolean => action.removed === null && !isClosed(action.status.state);

/** Open åtgärder by what they answer, asked of all of a board at once; in the board's order. */
export class OpenActions<A extends Answering> {
	readonly #byAnswer = new Map<string, { action: A; place: number }[]>();

	constructor(actions: Iterable<A>) {
		let place = 0;
		for (const action of actions) {
			if (!action.answers || !isOpen(action)) continue;
			const key = keyOf(action.answers);
			const answering = this.#byAnswer.get(key) ?? [];
			if (answering.push({ action, place: place++ }) === 1) this.#byAnswer.set(key, answering);
		}
	}

	/** For a lägesrad. */
	forEntry(entry: Pick<Entry, 'id'>): A[] {
		return this.#answering([{ kind: 'entry', id: entry.id }]);
	}

	/** For a priority: its own, and those for the lägesrad it came from. */
	forPriority(priority: Pick<Priority, 'id' | 'entry'>): A[] {
		return this.#answering(answersOf(priority));
	}

	#answering(things: readonly Answered[]): A[] {
		const found = things.flatMap((thing) => this.#byAnswer.get(keyOf(thing)) ?? []);
		return found.sort((a, b) => a.place - b.place).map(({ action }) => action);
	}
}

const keyOf = ({ kind, id }: Answered): string => `${kind} ${id}`;

/** Open åtgärder for a lägesrad. */
export const openActionsForEntry = <A extends Answering>(entry: Pick<Entry, 'id'>, actions: Iterable<A>): A[] =>
	new OpenActions(actions).forEntry(entry);

/** Open åtgärder for a priority: its own, and those for the lägesrad it came from. */
export const openActionsForPriority = <A extends Answering>(
	priority: Pick<Priority, 'id' | 'entry'>,
	actions: Iterable<A>
): A[] => new OpenActions(actions).forPriority(priority);

/** "Saknar åtgärd": a priority that nobody does anything about. */
export const lacksAction = (priority: Pick<Priority, 'id' | 'entry'>, actions: Iterable<Answering>): boolean =>
	openActionsForPriority(priority, actions).length === 0;
