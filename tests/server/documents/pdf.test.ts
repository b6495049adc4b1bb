import { describe, expect, test } from 'vitest';
import {
	buildCorrection,
	buildRecord,
	buildSource,
	makeFile,
	openPdf,
	pdfText,
	startMaker,
	summaryOf
} from './support.ts';

interface Tag {
	role?: string;
	children?: Tag[];
}
const rolesIn = ({ role, children = [] }: Tag): string[] => [...(role ? [role] : []), ...children.flatMap(rolesIn)];

describe('the PDF of a sealed week', () => {
	test('[DC2] is the same, byte for byte, when it is made again by another process', async () => {
		const first = await makeFile(buildSource(), 'lagesbild.pdf');
		const second = await makeFile(buildSource(), 'lagesbild.pdf', startMaker().maker);
		expect(Buffer.compare(first, second)).toBe(0);
		const other = await makeFile(buildSource(buildRecord('Annat')), 'lagesbild.pdf');
		expect(Buffer.compare(first, other)).not.toBe(0);
	});

	test('[DC3] is tagged PDF/A-2a in Swedish, with title, outline and page labels', async () => {
		const bytes = await makeFile(buildSource(), 'lagesbild.pdf');
		const raw = Buffer.from(bytes).toString('latin1');
		expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part>/);
		expect(raw).toMatch(/<pdfaid:conformance>A<\/pdfaid:conformance>/);
		expect(raw).toMatch(/\/Lang\s*\(sv-SE\)/);
		const pdf = await openPdf(bytes);
		expect((await pdf.getMarkInfo())?.Marked).toBe(true);
		expect((await pdf.getMetadata()).info).toMatchObject({
			Title: 'Lägesbild v. 48 2026, Lekeberg',
			Author: 'Alice Ek, Polisen',
			CreationDate: 'D:20261126090000Z'
		});
		const outline = (await pdf.getOutline())[0];
		expect(outline?.title).toBe('Lägesbild v. 48 2026, Lekeberg');
		expect(outline?.items.map(({ title }: { title: string }) => title)).toEqual(
			expect.arrayContaining(['Läget i korthet', 'Centrum', 'Åtgärder', 'Fastställande'])
		);
		expect(await pdf.getPageLabels()).toEqual(Array.from({ length: pdf.numPages }, (_, index) => `${index + 1}`));
	});

	test('[DC3] has headings, lists and tables whose head repeats and is a head to those who listen', async () => {
		const bytes = await makeFile(buildSource(buildRecord('Lys upp', 60)), 'lagesbild.pdf');
		const pdf = await openPdf(bytes);
		expect(pdf.numPages).toBeGreaterThan(2);
		const roles = new Set<string>();
		for (let page = 1; page <= pdf.numPages; page++)
			for (const role of rolesIn((await (await pdf.getPage(page)).getStructTree()) as Tag)) roles.add(role);
		expect([...roles]).toEqual(
			expect.arrayContaining([
				'Document',
				'H1',
				'H2',
				'L',
				'LI',
				'LBody',
				'Table',
				'THead',
				'TR',
				'TH',
				'TD',
				'Caption'
			])
		);
		const heads = await Promise.all(
			[2, 3].map(async (page) =>
				(await (await pdf.getPage(page)).getTextContent()).items.map((item) => 'str' in item && item.str)
			)
		);
		for (const words of heads) expect(words.join(' ')).toMatch(/Klart senast/);
	});

	test('[DC4] says on each page whose it is, under which numbers, of which day and which page it is', async () => {
		const bytes = await makeFile(buildSource(buildRecord('Lys upp', 40)), 'protokoll.pdf');
		const pdf = await openPdf(bytes);
		for (let page = 1; page <= pdf.numPages; page++) {
			const { items } = await (await pdf.getPage(page)).getTextContent();
			const words = items.map((item) => ('str' in item ? item.str : '')).join(' ');
			for (const said of [
				'Protokoll',
				'Fastställd 2026-11-26',
				'Polisen',
				'Dnr A1/2026',
				'Lekebergs kommun',
				'Dnr KS 1/26'
			])
				expect(words).toContain(said);
			expect(words.replace(/\s+/g, ' ')).toContain(
				`Sida ${page} ( ${pdf.numPages} )`.replace('( ', '(').replace(' )', ')')
			);
		}
	});

	test('[DC5] says levels and trends in words and shapes, in black and greys alone', async () => {
		const bytes = await makeFile(buildSource(), 'lagesbild.pdf');
		expect(await pdfText(bytes)).toContain('2 Gult – förhöjt läge, försämras');
		const pdf = await openPdf(bytes);
		const { fnArray, argsArray } = await (await pdf.getPage(1)).getOperatorList();
		const { OPS } = await import('unpdf/pdfjs');
		const colours = fnArray.flatMap((operator, index) =>
			operator === OPS.setFillRGBColor || operator === OPS.setStrokeRGBColor ? [String(argsArray[index])] : []
		);
		expect(colours.length).toBeGreaterThan(0);
		for (const colour of colours) expect(colour).toMatch(/^#(..)\1\1$/);
	});

	test('[DC7] ends with its checksum and the one before it; a rättelse is a part of its own after that', async () => {
		const source = buildSource(buildRecord(), [buildCorrection('Nivån var 1.')]);
		for (const name of ['lagesbild.pdf', 'protokoll.pdf']) {
			const text = await pdfText(await makeFile(source, name));
			expect(text).toContain('Rättad 1 gång: se ”Rättelser” sist.');
			const order = [
				'Fastställande',
				source.seal.sha256,
				'b'.repeat(64),
				'Rättelse 1: Centrum',
				'Nivån var 1.',
				'Fel siffra'
			];
			const places = order.map((words) => text.lastIndexOf(words));
			expect(Math.min(...places)).toBeGreaterThan(0);
			expect(places).toEqual(places.toSorted((a, b) => a - b));
		}
		const [plain, corrected] = await Promise.all(
			[buildSource(), source].map((one) => makeFile(one, 'protokoll.pdf').then(openPdf))
		);
		expect(corrected!.numPages).toBe(plain!.numPages + 1);
	});

	test('[DC11] of the publik sammanfattning says what was approved, and nothing else of the week', async () => {
		const record = buildRecord('Hemlig uppgift');
		const source = { ...buildSource(record), summary: summaryOf(record, 'Veckan var lugn.\n\nVi ses på torget.') };
		const text = await pdfText(await makeFile(source, 'publik-sammanfattning.pdf'));
		expect(text).toContain('Veckan var lugn. Vi ses på torget.');
		expect(text).toContain('Godkänd av Polisen och Lekebergs kommun torsdag 26 november 2026.');
		expect(text).toContain('d'.repeat(64));
		expect(text).not.toMatch(/Hemlig|Alice|Gata och park|KS 1/);
		await expect(makeFile(buildSource(record), 'publik-sammanfattning.pdf')).rejects.toThrow('The week has no');
	});
});

const HOSTILE = [
	'#import "@preview/cetz:0.3.0": *',
	'#read("/etc/passwd") #sys.inputs #eval("1+1")',
	'$ x^2 $ *fet* _kursiv_ `kod` = Rubrik <etikett> @hänvisning ~ \\ // nej /* nej */',
	'"citat" \'enkla\' \\u{41} ”svenska” – åäö ÅÄÖ é ß',
	'</w:t><w:p> ]]> &amp; <script>alert(1)</script> {{x}} ${y}'
];

describe('what people wrote', () => {
	test.each(HOSTILE)('[DC6] is text in a PDF, and never markup: %s', async (words) => {
		const text = await pdfText(await makeFile(buildSource(buildRecord(words)), 'lagesbild.pdf'));
		expect(text.replace(/\s/g, '')).toContain(words.replace(/\s/g, ''));
	});

	test('[DC6] stands as its code in a PDF where no font has it, where it hides, and where it turns what follows', async () => {
		const words = 'a🚨b 中 \u0000\u0007 \u202egpj.exe 👩‍👩‍👧 e\u0301';
		const text = await pdfText(await makeFile(buildSource(buildRecord(words)), 'lagesbild.pdf'));
		for (const code of ['a[U+1F6A8]b', '[U+4E2D]', '[U+0000][U+0007]', '[U+202E]gpj.exe', '[U+1F469]'])
			expect(text).toContain(code);
	});

	test('[DC6] is in its own letters in a PDF: Arabic, Hebrew, Greek, Cyrillic', async () => {
		const text = await pdfText(await makeFile(buildSource(buildRecord('مرحبا שלום Ελλάδα Привет')), 'lagesbild.pdf'));
		expect(text).toMatch(/Ελλάδα Привет/);
		expect(text).not.toContain('[U+');
	});

	test('[DC6] may be long: 10,000 letters without a space are all there, and inside the page', async () => {
		const words = 'å'.repeat(10_000);
		const bytes = await makeFile(buildSource(buildRecord(words, 0)), 'lagesbild.pdf');
		const pdf = await openPdf(bytes);
		let letters = 0;
		for (let page = 1; page <= pdf.numPages; page++) {
			const { items } = await (await pdf.getPage(page)).getTextContent();
			for (const item of items) {
				if (!('str' in item)) continue;
				letters += item.str.replace(/[^å]/g, '').length;
				expect((item.transform[4] as number) + item.width).toBeLessThan(596 - 55);
			}
		}
		expect(letters).toBeGreaterThanOrEqual(5 * 10_000);
	});
});
