import { error } from '@sveltejs/kit';
import type { Actor } from '#lib/shared/access/roles.ts';
import { filterForLog } from '#lib/shared/log/event.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import { MOST_ROWS, TABLE_FORMATS, type TableFormat } from '#lib/shared/history/table-limits.ts';
import type { Table, TableProblem } from '../../../server/documents/table-files.ts';
import { logExport } from './log-view.ts';
import { contentDisposition } from './record-file.ts';
import { services } from './services.ts';

/** The format that an address names; a page that is not there otherwise. */
export function tableFormat(name: string): TableFormat {
	const format = TABLE_FORMATS.find((one) => one === name);
	if (!format) error(404, 'Filen finns inte. Hämta den från sidan med listan.');
	return format;
}

/** Refused in words, before anything is gathered. */
export function requireRoom(format: TableFormat, rows: number): void {
	if (rows <= MOST_ROWS[format]) return;
	const most = MOST_ROWS[format].toLocaleString('sv-SE');
	const other = format === 'pdf' ? ' eller välj Excel' : '';
	error(413, `Urvalet är för stort: filen rymmer ${most} rader. Snäva in det${other} och hämta igen.`);
}

const NO_PDF = 'PDF går inte att göra på den här servern. Hämta listan som Excel i stället.';

interface Asked {
	actor: Actor;
	organisation: Organisation;
	format: TableFormat;
	/** In the log: `historik`. */
	page: string;
	search: URLSearchParams;
	/** In letters that every program reads. */
	name: string;
	/** What went wrong, in words. */
	say: (problem: TableProblem) => string;
}

/** The table as a file that is handed out and logged. Nothing of it stays in a cache. */
export async function tableAnswer(
	{ actor, organisation, format, page, search, name, say }: Asked,
	table: Pick<Table, 'title' | 'subtitle' | 'columns' | 'rows'>
): Promise<Response> {
	requireRoom(format, table.rows.length);
	const me = organisation.people.find(({ person }) => person === actor.person)?.name ?? 'Okänd person';
	const party = organisation.parties.find(({ id }) => id === actor.party)?.name;
	const made = await services().tableFile(format, {
		...table,
		samverkan: organisation.samverkan.name,
		by: [me, party].filter(Boolean).join(', '),
		at: services().now()
	});
	if (!made.ok) error(503, made.problem.code === 'pdf-unavailable' ? NO_PDF : say(made.problem));
	const { bytes, type, name: savedAs } = made.value;
	const filter = filterForLog(search);
	await logExport(actor, { page, format, rows: table.rows.length, ...(filter && { filter }) });
	return new Response(bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'cache-control': 'private, no-store',
			'content-type': type,
			'content-length': String(bytes.length),
			'content-disposition': contentDisposition({
				name: `${name}.${format}`,
				savedAs,
				format: format === 'pdf' ? 'PDF' : 'CSV'
			}),
			'x-content-type-options': 'nosniff'
		}
	});
}
