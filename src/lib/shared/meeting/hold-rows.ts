import { rowsOf, type Scene, type SceneRow } from './scene.ts';

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
	const rows = heldRows(previous, next);
	if (!rows.some(({ id }) => id === focused)) return { rows: next, waiting: 0 };
	return { rows, waiting: next.length - rows.length };
}

function heldRows<Row extends { id: string }>(previous: readonly Row[], next: readonly Row[]): Row[] {
	const now = new Map(next.map((row) => [row.id, row]));
	return previous.flatMap(({ id }) => now.get(id) ?? []);
}

/** "3 nya" */
export const waitingWords = (waiting: number): string => (waiting === 1 ? '1 ny' : `${waiting} nya`);

export interface HeldScene {
	scene: Scene;
	waiting: number;
}

/** The same for a whole scene: a focus in one of its blocks holds them all. Another scene is shown as it is. */
export function holdScene(previous: Scene | null, next: Scene, focused: string | null): HeldScene {
	if (previous?.key !== next.key || focused === null || !isIn(previous, focused) || !isIn(next, focused))
		return { scene: next, waiting: 0 };
	const before = new Map(previous.blocks.map((block) => [block.key, block.rows]));
	const blocks = next.blocks.map((block) => ({ ...block, rows: heldRows(before.get(block.key) ?? [], block.rows) }));
	return { scene: { ...next, blocks }, waiting: rowsOf(next).length - rowsOf({ blocks }).length };
}

const isIn = (scene: Scene, id: string): boolean => rowsOf(scene).some((row) => row.id === id);
