import type { Cell, SealedTable } from './tables.ts';

const BYTE_ORDER_MARK = '\uFEFF';
/** What a spreadsheet takes for a formula, or would after having thrown away what stands before it. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * As a Swedish Excel opens it by a double click: UTF-8 with its mark, semicolons, every text in quotes. A text that could be
 * a formula gets an apostrophe before it.
 */
export const csvOf = ({ columns, rows }: Pick<SealedTable, 'columns' | 'rows'>): Uint8Array =>
	new TextEncoder().encode(
		BYTE_ORDER_MARK + [columns, ...rows].map((row) => `${row.map(cell).join(';')}\r\n`).join('')
	);

function cell(value: Cell): string {
	if (typeof value === 'number') return String(value);
	const text = value.replace(/\r\n?/g, '\n').replaceAll('\0', '');
	return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
