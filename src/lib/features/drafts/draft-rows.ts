import { isShared, type Observation } from '../../shared/board/observation.ts';

/** How a row of the draft stands, to whoever compiles. A row that was taken back is to be handled again. */
export const VIEWS = ['open', 'shared', 'merged', 'all'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_WORDS: Record<View, string> = {
	open: 'Ohanterade',
	shared: 'Delade',
	merged: 'Ihopslagna',
	all: 'Alla'
};

export const stateOf = (row: Observation): Exclude<View, 'all'> =>
	row.mergedInto !== null ? 'merged' : isShared(row) ? 'shared' : 'open';

export const inView = (rows: readonly Observation[], view: View): Observation[] =>
	rows.filter((row) => view === 'all' || stateOf(row) === view);

/** Rows of the same place and category that nobody has handled: perhaps the same thing, seen by several. */
export function suggestMerges(rows: readonly Observation[]): Observation[][] {
	const groups = Map.groupBy(
		inView(rows, 'open').filter(({ category, where }) => category !== null && where?.place != null),
		({ category, where }) => `${where?.area}/${where?.place}/${category}`
	);
	return [...groups.values()].filter((group) => group.length > 1);
}

/** The oldest of them is the one the others are told with. */
export function mergeOrder(rows: readonly Observation[]): { target: Observation; others: Observation[] } | null {
	const [target, ...others] = rows.toSorted((a, b) => (a.created?.at ?? 0) - (b.created?.at ?? 0));
	return target && others.length > 0 ? { target, others } : null;
}
