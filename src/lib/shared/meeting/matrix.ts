import type { CategoryGroup } from '../organisation.ts';
import { metaSize, type Fit } from './fit.ts';
import { textWidth, wrap } from './wrap.ts';

/** Heads of the matrix; a soft hyphen says where a word may be parted. */
export const MATRIX_HEADS: Record<CategoryGroup, string> = {
	crime: 'Brott',
	traffic: 'Trafik',
	unsafety: 'Otrygg\u00ADhet',
	environment: 'Miljö',
	supervision: 'Tillsyn',
	ahead: 'Framåt',
	positive: 'Positivt'
};

/** What the legend says, in the order of the states. */
export const CELL_WORDS = { changed: 'Ändrat', 'not-assessed': 'Ej bedömt', unchanged: 'Oförändrat' } as const;

/** Of the width; what is left is the columns'. */
const NAME_SHARE = 0.24;
const LEVEL_SHARE = 0.1;

/** How the matrix område × kategorigrupp lies on the screen. */
export interface MatrixLayout {
	/** Names stand above their cells: beside them the heads had no room. */
	stacked: boolean;
	/** Shares of the width. */
	name: number;
	level: number;
	column: number;
	headLines: number;
	legendLines: number;
}

export function matrixLayout(fit: Fit): MatrixLayout {
	const count = Object.keys(MATRIX_HEADS).length;
	const beside = (1 - NAME_SHARE - LEVEL_SHARE) / count;
	const stacked = !headParts().every((part) => textWidth(part, metaSize(fit)) <= beside * fit.width);
	const column = stacked ? 1 / count : beside;
	return {
		stacked,
		name: stacked ? 1 - LEVEL_SHARE : NAME_SHARE,
		level: LEVEL_SHARE,
		column,
		headLines: Math.max(...Object.values(MATRIX_HEADS).map((head) => headLines(head, column * fit.width, fit))),
		legendLines: wrap(LEGEND, fit.width, metaSize(fit)).length
	};
}

/** Each with room for its swatch. */
const LEGEND = Object.values(CELL_WORDS)
	.map((words) => `MMM${words}`)
	.join('    ');

const partsOf = (head: string): string[] =>
	head.split('\u00AD').map((part, index, all) => (index < all.length - 1 ? `${part}-` : part));
const headParts = (): string[] => Object.values(MATRIX_HEADS).flatMap(partsOf);

function headLines(head: string, width: number, fit: Fit): number {
	if (textWidth(head.replace('\u00AD', ''), metaSize(fit)) <= width) return 1;
	return partsOf(head).reduce((sum, part) => sum + wrap(part, width, metaSize(fit)).length, 0);
}
