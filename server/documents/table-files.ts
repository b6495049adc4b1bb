import { momentText } from '../../src/lib/shared/history/moment.ts';
import { MOST_ROWS, type TableFormat } from '../../src/lib/shared/history/table-limits.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { Composition } from '../../src/lib/shared/seal/blocks.ts';
import { csvOf } from '../../src/lib/shared/seal/csv.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import type { DocumentMaker, MakeProblem } from './document-maker.ts';
import type { TableCell } from './xlsx.ts';

export type { TableCell } from './xlsx.ts';

export { MOST_ROWS, type TableFormat };

/** Rows of a page that are taken out of it as a file. */
export interface Table {
	/** "Ändringar": also the file's name. */
	title: string;
	/** What was chosen, in words, a line each: "Vecka: v. 41–v. 44". */
	subtitle: string;
	columns: readonly TableColumn[];
	rows: readonly (readonly TableCell[])[];
	/** Of whose samverkan. */
	samverkan: string;
	/** Who takes it out, "Alice Ek, Polisen", and when in milliseconds: the file says so. */
	by: string;
	at: number;
}

export interface TableColumn {
	title: string;
	/** Share of the width beside the other columns'. */
	share: number;
}

export interface TableFile {
	bytes: Uint8Array;
	/** Media type. */
	type: string;
	/** `Ändringar, Lekeberg 2026-11-26.csv` */
	name: string;
}

export type TableProblem = MakeProblem | Problem<'too-many-rows'>;

const TYPES: Record<TableFormat, string> = {
	csv: 'text/csv; charset=utf-8; header=present',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pdf: 'application/pdf'
};

/**
 * The table as a file. CSV has the rows and no more, as programs read it; the others say what was chosen, who took it out
 * and when. Days and moments are in ISO 8601, in Swedish time.
 */
export async function tableFile(
	format: TableFormat,
	table: Table,
	maker: Pick<DocumentMaker, 'make' | 'makeXlsx'>
): Promise<Result<TableFile, TableProblem>> {
	if (table.rows.length > MOST_ROWS[format]) return fail('too-many-rows');
	const made = await bytesOf(format, table, maker);
	if (!made.ok) return made;
	const name = `${table.title}, ${table.samverkan} ${localDay(table.at)}.${format}`;
	return ok({ bytes: made.value, type: TYPES[format], name });
}

function bytesOf(
	format: TableFormat,
	table: Table,
	maker: Pick<DocumentMaker, 'make' | 'makeXlsx'>
): Promise<Result<Uint8Array, MakeProblem>> {
	const { title, columns, rows, by, at } = table;
	switch (format) {
		case 'csv':
			return Promise.resolve(
				ok(csvOf({ columns: columns.map(({ title }) => title), rows: rows.map((row) => row.map(csvCell)) }))
			);
		case 'xlsx':
			return maker.makeXlsx({ title, columns, rows, about: aboutOf(table), author: by, createdAt: at });
		case 'pdf':
			return maker.make('pdf', composed(table), new Date(at).toISOString());
	}
}

const csvCell = (cell: TableCell): string | number => (typeof cell === 'number' ? cell : cellText(cell));

function cellText(cell: TableCell): string {
	if (cell === null) return '';
	if (typeof cell !== 'object') return String(cell);
	return 'day' in cell ? cell.day : isoClock(cell.at);
}

/** "2026-10-08 10:42:07" */
const isoClock = (at: number): string => momentText(at).slice(0, 19).replace('T', ' ').replaceAll('.', ':');

const aboutOf = ({ title, subtitle, samverkan, by, at, rows }: Table): [string, string][] => [
	['Innehåll', `${title}, ${samverkan}`],
	['Urval', subtitle],
	['Rader', String(rows.length)],
	['Uttaget av', by],
	['Uttaget', isoClock(at)]
];

/** A4 on its side, with a heading, what was chosen, and one table whose head is on every page. */
function composed(table: Table): Composition {
	const { title, columns, rows, samverkan, by, at } = table;
	return {
		kind: `${title}, ${samverkan}`,
		title,
		date: localDay(at),
		dated: 'Uttaget',
		landscape: true,
		author: by,
		parties: [],
		foot: `Uttaget av ${by} ${isoClock(at)}`,
		blocks: [
			{ is: 'facts', facts: aboutOf(table).map(([name, value]) => ({ name, value })) },
			{ is: 'table', caption: `${title}: ${rows.length}`, columns, rows: rows.map((row) => row.map(cellText)) }
		]
	};
}
