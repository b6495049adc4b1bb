import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { MOST_ROWS, tableFile, type Table, type TableFormat } from '../../../server/documents/table-files.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { openPdf, pdfText, startMaker, textOf } from './support.ts';

/** Half past two in the summer: two hours ahead of UTC. */
const AT = Date.parse('2026-10-08T08:42:07Z');

const table = (rows: Table['rows'] = ROWS): Table => ({
	title: 'Ändringar',
	subtitle: 'Vecka: v. 41–v. 44\nFält: Ansvarig',
	columns: [
		{ title: 'När', share: 2 },
		{ title: 'Dag', share: 1 },
		{ title: 'Vad', share: 3 },
		{ title: 'Antal', share: 1 }
	],
	rows,
	samverkan: 'Lekeberg',
	by: 'Alice Ek, Polisen',
	at: Date.parse('2026-11-26T09:00:00Z')
});
const ROWS: Table['rows'] = [
	[{ at: AT }, { day: '2026-10-08' as Day }, '=HYPERLINK("http://x")', 3],
	[null, null, '+46; "citat"\nny rad\u0001\ud800', null]
];

async function make(format: TableFormat, rows?: Table['rows']) {
	const { maker } = startMaker();
	const made = await tableFile(format, table(rows), maker);
	if (!made.ok) throw new Error(made.problem.code);
	return made.value;
}

test('[HX3] a CSV opens in a Swedish Excel, and no cell of it is a formula', async () => {
	const { bytes, name, type } = await make('csv');
	expect([name, type]).toEqual(['Ändringar, Lekeberg 2026-11-26.csv', expect.stringContaining('text/csv')]);
	expect(textOf(bytes)).toMatch(/^\uFEFF"När";"Dag";"Vad";"Antal"\r\n/);
	expect(textOf(bytes)).toContain(`"2026-10-08 10:42:07";"2026-10-08";"'=HYPERLINK(""http://x"")";3\r\n`);
	expect(textOf(bytes)).toContain(`"";"";"'+46; ""citat""\nny rad`);
});

test('[HX3] a workbook reads back with its dates as dates and its texts as texts, and its head stays and filters', async () => {
	const { bytes, type } = await make('xlsx');
	expect(type).toContain('spreadsheetml');
	const { sheets } = await readXlsx(bytes, { readStyles: true });
	const [sheet, about] = sheets;
	expect(sheet?.rows[0]).toEqual(['När', 'Dag', 'Vad', 'Antal']);
	expect(sheet?.rows[1]).toEqual([
		new Date('2026-10-08T10:42:07Z'),
		new Date('2026-10-08T00:00:00Z'),
		'=HYPERLINK("http://x")',
		3
	]);
	expect(sheet?.rows[2]?.slice(2)).toEqual(['+46; "citat"\nny rad\uFFFD', null]);
	expect(sheet?.cells?.get('1,2')?.formula).toBeUndefined();
	expect(sheet?.freezePane).toEqual({ rows: 1 });
	expect(sheet?.autoFilter?.range).toBe('A1:D3');
	expect(about?.rows).toContainEqual(['Urval', 'Vecka: v. 41–v. 44\nFält: Ansvarig']);
	expect(about?.rows).toContainEqual(['Uttaget av', 'Alice Ek, Polisen']);
});

interface Tag {
	role?: string;
	children?: Tag[];
}
const countOf = (role: string, tag: Tag): number =>
	(tag.role === role ? 1 : 0) + (tag.children ?? []).reduce((sum, child) => sum + countOf(role, child), 0);

test('[HX4] a PDF says what was chosen, by whom and when, and has a head on every page', async () => {
	const rows = Array.from({ length: 90 }, (_, index): Table['rows'][number] => [
		{ at: AT },
		null,
		`Rad ${index}`,
		index
	]);
	const { bytes } = await make('pdf', rows);
	const text = await pdfText(bytes);
	for (const words of [
		'Vecka: v. 41–v. 44',
		'Fält: Ansvarig',
		'Uttaget av Alice Ek, Polisen 2026-11-26 10:00:00',
		'Rad 89'
	])
		expect(text).toContain(words);
	expect(text).not.toContain('Fastställd');
	const pdf = await openPdf(bytes);
	expect(pdf.numPages).toBeGreaterThan(1);
	const [first, last] = [await pdf.getPage(1), await pdf.getPage(pdf.numPages)];
	const { items } = await last.getTextContent();
	const shown = items.map((item) => ('str' in item ? item.str : '')).join(' ');
	expect(shown).toContain('Antal');
	expect(shown).toContain(`Sida ${pdf.numPages} (${pdf.numPages})`);
	expect(first.view[2]).toBeGreaterThan(first.view[3]!);
	expect(countOf('TH', (await first.getStructTree()) as Tag)).toBe(4);
});

test('[HX4] what is too much for a format is refused, and nothing is made', async () => {
	const rows = Array.from({ length: MOST_ROWS.pdf + 1 }, (): Table['rows'][number] => ['x']);
	const { maker } = startMaker();
	expect(await tableFile('pdf', table(rows), maker)).toEqual({ ok: false, problem: { code: 'too-many-rows' } });
	expect((await tableFile('csv', table(rows), maker)).ok).toBe(true);
	expect(maker.pid).toBeUndefined();
	const { maker: without } = startMaker({}, false);
	expect(await tableFile('pdf', table(), without)).toEqual({ ok: false, problem: { code: 'pdf-unavailable' } });
});
