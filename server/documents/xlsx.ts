import { writeXlsx, type CellValue } from 'hucre/xlsx';
import { parseDay, type Day } from '../../src/lib/shared/week/iso-week.ts';
import { momentText } from '../../src/lib/shared/history/moment.ts';

/** A cell: words, a number, a day, a moment (milliseconds, shown in Swedish time), or nothing. */
export type TableCell = string | number | null | { day: Day } | { at: number };

/** What a workbook is made of: the rows on the first sheet, and on the second what they are. */
export interface SheetTable {
	title: string;
	columns: readonly { title: string; share: number }[];
	rows: readonly (readonly TableCell[])[];
	about: readonly (readonly [name: string, words: string])[];
	author: string;
	/** In milliseconds. */
	createdAt: number;
}

/** Most that a cell of Excel takes, in UTF-16 code units. */
const LONGEST_CELL = 32_767;
const HEAD = { font: { bold: true }, alignment: { vertical: 'top', wrapText: true } } as const;
const BODY = { alignment: { vertical: 'top', wrapText: true } } as const;
/** Of a share of the width, in characters. */
const SHARE_WIDTH = 9;

/** A workbook whose head stays and filters. Every text is a text, also where it looks like a formula. */
export function makeXlsx({ title, columns, rows, about, author, createdAt }: SheetTable): Promise<Uint8Array> {
	const last = { row: rows.length, col: columns.length - 1 };
	const head = columns.map((_, col) => [`0,${col}`, { style: HEAD }] as const);
	return writeXlsx({
		properties: { title, creator: author, created: new Date(createdAt) },
		sheets: [
			{
				name: sheetName(title),
				columns: columns.map(({ share }, col) => ({
					width: Math.max(11, share * SHARE_WIDTH),
					style: { ...BODY, ...numberFormat(rows, col) }
				})),
				rows: [columns.map(({ title }) => title), ...rows.map((row) => row.map(valueOf))],
				cells: new Map(head),
				freezePane: { rows: 1 },
				autoFilter: { range: rangeTo(last) }
			},
			{
				name: 'Om urvalet',
				columns: [
					{ width: 18, style: BODY },
					{ width: 90, style: BODY }
				],
				rows: about.map((line) => line.map(safe))
			}
		]
	});
}

const rangeTo = ({ row, col }: { row: number; col: number }): string => `A1:${letters(col)}${row + 1}`;
const letters = (col: number): string =>
	(col >= 26 ? letters(Math.floor(col / 26) - 1) : '') + String.fromCharCode(65 + (col % 26));

/** What Excel refuses in the name of a sheet, and what is too long for it. */
const sheetName = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** Control characters and halves of characters have no place in XML. */
const safe = (text: string): string =>
	text
		.toWellFormed()
		.replace(/\r\n?/g, '\n')
		// eslint-disable-next-line no-control-regex
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.slice(0, LONGEST_CELL);

function valueOf(cell: TableCell): CellValue {
	if (cell === null || typeof cell === 'number') return cell;
	if (typeof cell === 'string') return cell === '' ? null : safe(cell);
	return clockDate(cell);
}

/** A spreadsheet's dates know no time zone: the Swedish clock is written as it stood. */
function clockDate(cell: { day: Day } | { at: number }): Date | null {
	if ('day' in cell) return parseDay(cell.day) && new Date(`${cell.day}T00:00:00Z`);
	const [day, clock = ''] = momentText(cell.at).split('T');
	return new Date(`${day}T${clock.slice(0, 8).replaceAll('.', ':')}Z`);
}

/** A column of days or of moments is shown as such. */
function numberFormat(rows: SheetTable['rows'], col: number): { numFmt?: string } {
	const cell = rows.map((row) => row[col]).find((one) => one !== null && typeof one === 'object');
	if (cell === null || typeof cell !== 'object') return {};
	return { numFmt: 'day' in cell ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm:ss' };
}
