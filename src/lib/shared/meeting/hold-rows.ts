import type { SceneRow } from './scene.ts';

export interface HeldRows<Row extends { id: string } = SceneRow> {
	/** As they were, in their order, with their newest words; those that are gone are gone. */
	rows: readonly Row[];
	/** Rows that have come and wait until nothing is in focus. */
	waiting: number;
}

/**
 * What is shown while a row is in focus: nothing comes between, nothing changes places. Without a focus it is simply what
 * there is. A focus that is not among the rows holds nothing.
 */
export function holdRows<Row extends { id: string }>(
	previous: readonly Row[],
	next: readonly Row[],
	focused: string | null
): HeldRows<Row> {
	if (focused === null || !next.some(({ id }) => id === focused)) return { rows: next, waiting: 0 };
	const now = new Map(next.map((row) => [row.id, row]));
	const rows = previous.flatMap(({ id }) => now.get(id) ?? []);
	if (!rows.some(({ id }) => id === focused)) return { rows: next, waiting: 0 };
	return { rows, waiting: next.length - rows.length };
}

/** "3 nya" */
export const waitingWords = (waiting: number): string => (waiting === 1 ? '1 ny' : `${waiting} nya`);
