import { ACTION_STATES } from '../../shared/board/action-status.ts';
import type { Action } from '../../shared/board/action.ts';

export const SORT_KEYS = ['due', 'number', 'status', 'owner'] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export interface Sorting {
	key: SortKey;
	descending: boolean;
}

/** Pressing a heading sorts by it; pressing it again turns it round. */
export const sortedBy = (current: Sorting, key: SortKey): Sorting => ({
	key,
	descending: current.key === key && !current.descending
});

const sv = new Intl.Collator('sv');

/** Those without the value come last, whichever way it is sorted. */
export function sortActions(
	actions: readonly Action[],
	{ key, descending }: Sorting,
	ownerName: (action: Action) => string | null
): Action[] {
	const valueOf = (action: Action): number | string | null => {
		switch (key) {
			case 'due':
				return action.due;
			case 'number':
				return action.number;
			case 'status':
				return ACTION_STATES.indexOf(action.status.state);
			case 'owner':
				return ownerName(action);
		}
	};
	const turn = descending ? -1 : 1;
	return [...actions].sort((a, b) => compare(valueOf(a), valueOf(b), turn) || compare(a.number, b.number, 1));
}

function compare(a: number | string | null, b: number | string | null, turn: number): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	if (typeof a === 'string' && typeof b === 'string') return turn * sv.compare(a, b);
	return turn * (Number(a) - Number(b));
}
