import { CATEGORY_GROUPS, type Area, type Category, type CategoryGroup } from '../organisation.ts';
import type { AreaId } from '../ids.ts';
import type { LevelDiff, RecordDiff, WeekDiff } from './diff.ts';
import type { BoardRow } from './row-diff.ts';

/** Område × kategorigrupp at two moments. */
export interface CompareMatrix {
	groups: readonly CategoryGroup[];
	rows: MatrixRow[];
}

export interface MatrixRow {
	/** Null is the whole municipality. */
	area: AreaId | null;
	name: string;
	/** Level at each moment, null where it is not assessed; null for the whole municipality. */
	level: { from: number | null; to: number | null; changed: boolean } | null;
	cells: MatrixCell[];
}

export interface MatrixCell {
	group: CategoryGroup;
	/** Lägesrader at each moment. */
	before: number;
	after: number;
	/** Rows that are new, ceased or gone, or changed. */
	added: number;
	gone: number;
	changed: number;
}

export const isChangedCell = ({ added, gone, changed }: MatrixCell): boolean => added + gone + changed > 0;

export interface MatrixFacts {
	diff: WeekDiff;
	/** In use, in their order. */
	areas: readonly Pick<Area, 'id' | 'name'>[];
	categories: readonly Pick<Category, 'id' | 'group'>[];
	/** Level of an area at each moment, null where it is not assessed. */
	levelBefore(area: AreaId): number | null;
	levelAfter(area: AreaId): number | null;
}

/** A row that has moved to another place or kind is gone from the one cell and new in the other. */
export function compareMatrix(facts: MatrixFacts): CompareMatrix {
	const counts = countCells(facts);
	const cellsOf = (area: AreaId | null) =>
		CATEGORY_GROUPS.map((group) => counts.get(keyOf(area, group)) ?? { ...EMPTY, group });
	const changed = new Map(facts.diff.levels.map((level) => [level.id as string, level]));
	const rows = facts.areas.map(({ id, name }) => ({
		...{ area: id, name, cells: cellsOf(id) },
		level: levelPart(facts, id, changed.get(id))
	}));
	const whole = { area: null, name: 'Hela kommunen', level: null, cells: cellsOf(null) };
	const hasWhole = whole.cells.some(({ before, after }) => before + after > 0);
	return { groups: CATEGORY_GROUPS, rows: hasWhole ? [...rows, whole] : rows };
}

const EMPTY = { before: 0, after: 0, added: 0, gone: 0, changed: 0 };

const keyOf = (area: AreaId | null, group: CategoryGroup): string => `${area ?? ''} ${group}`;

function levelPart(facts: MatrixFacts, area: AreaId, diff: LevelDiff | undefined): MatrixRow['level'] {
	const [from, to] = [facts.levelBefore(area), facts.levelAfter(area)];
	return { from, to, changed: diff !== undefined && from !== to };
}

function countCells({ diff, categories }: MatrixFacts): Map<string, MatrixCell> {
	const groups = new Map(categories.map(({ id, group }) => [id as string, group]));
	const cells = new Map<string, MatrixCell>();
	const cellOf = (row: BoardRow | null): MatrixCell | null => {
		const group = groups.get(row?.category ?? '');
		if (!row || !group) return null;
		const key = keyOf(row.where?.area ?? null, group);
		const cell = cells.get(key) ?? { ...EMPTY, group };
		cells.set(key, cell);
		return cell;
	};
	const { added, ceased, gone, changed, same } = diff.rows;
	for (const row of [...added, ...ceased, ...gone, ...changed, ...same]) count(row, cellOf);
	for (const row of [...ceased]) addTo(cellOf(row.after), 'gone');
	for (const row of changed) if (cellOf(row.before) === cellOf(row.after)) addTo(cellOf(row.after), 'changed');
	return cells;
}

function count({ before, after }: RecordDiff<BoardRow>, cellOf: (row: BoardRow | null) => MatrixCell | null): void {
	const [old, now] = [cellOf(before), cellOf(after)];
	addTo(old, 'before');
	addTo(now, 'after');
	if (old === now) return;
	addTo(old, 'gone');
	addTo(now, 'added');
}

function addTo(cell: MatrixCell | null, what: Exclude<keyof MatrixCell, 'group'>): void {
	if (cell) cell[what]++;
}

/** "2 nya, 1 upphörd eller borta, 1 ändrad" */
export function cellWords({ added, gone, changed }: MatrixCell): string {
	return [
		added > 0 && `${added} ${added === 1 ? 'ny' : 'nya'}`,
		gone > 0 && `${gone} borta`,
		changed > 0 && `${changed} ${changed === 1 ? 'ändrad' : 'ändrade'}`
	]
		.filter(Boolean)
		.join(', ');
}
