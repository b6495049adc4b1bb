interface Ordered {
	id: string;
	name: string;
	order: number;
	archived?: boolean;
}

export const DIRECTIONS = ['upp', 'ner'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** The rows in their new order: the moved one past its neighbour, archived ones last. Null when it is not there. */
export function moved<Row extends Ordered>(rows: readonly Row[], id: string, direction: Direction): Row[] | null {
	const inOrder = rows.toSorted((a, b) => a.order - b.order);
	const active = inOrder.filter((row) => !row.archived);
	const from = active.findIndex((row) => row.id === id);
	const row = active[from];
	if (!row) return null;
	const to = Math.min(Math.max(from + (direction === 'upp' ? -1 : 1), 0), active.length - 1);
	const others = active.filter((other) => other !== row);
	return [...others.slice(0, to), row, ...others.slice(to), ...inOrder.filter((other) => other.archived)];
}

/** Writes the places that have changed. Answers where the row is now, in words. */
export async function writeOrder<Row extends Ordered>(
	rows: readonly Row[],
	id: string,
	write: (row: Row, order: number) => Promise<void>
): Promise<string> {
	for (const [order, row] of rows.entries()) if (row.order !== order) await write(row, order);
	const active = rows.filter((row) => !row.archived);
	const place = active.findIndex((row) => row.id === id);
	return `${active[place]?.name ?? ''} är nu nummer ${place + 1} av ${active.length}.`;
}
