import { describe, expect, test } from 'vitest';
import { buildCorrection, buildRecord, buildSource, checkXml, makeFile, unzip } from './support.ts';

const partsOf = async (words?: string) => {
	const source = buildSource(buildRecord(words), [buildCorrection('Nivån var 1.')]);
	return unzip(await makeFile(source, 'protokoll.docx'));
};
const part = (parts: Map<string, string>, name: RegExp): string =>
	[...parts]
		.filter(([path]) => name.test(path))
		.map(([, xml]) => xml)
		.join('\n');

describe('the Word file of a sealed week', () => {
	test('[DC8] is whole, and every part of it is XML', async () => {
		const parts = await partsOf('</w:t> ]]> & "x" \u0000\u0008\u000b\ufffe 🚨');
		expect([...parts.keys()]).toEqual(
			expect.arrayContaining(['[Content_Types].xml', 'word/document.xml', 'docProps/core.xml'])
		);
		for (const [name, xml] of parts) if (/\.(xml|rels)$/.test(name)) checkXml(xml);
		expect(part(parts, /document\.xml$/)).toContain('[U+0000][U+0008][U+000B][U+FFFE]');
	});

	test('[DC8] has real headings, lists and header rows, in Swedish', async () => {
		const parts = await partsOf();
		const document = part(parts, /word\/document\.xml$/);
		for (const style of ['Heading1', 'Heading2', 'Heading3', 'ListParagraph'])
			expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
		expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(document.match(/<w:tbl>/g)!.length);
		expect(document).toContain('<w:numPr>');
		expect(part(parts, /styles\.xml$/)).toMatch(/<w:lang w:val="sv-SE"/);
		expect(document).toContain('Nivån var 1.');
	});

	test('[DC8] has head, foot and properties like the PDF', async () => {
		const parts = await partsOf();
		const head = part(parts, /word\/header\d*\.xml$/);
		for (const words of ['Protokoll', 'Fastställd 2026-11-26', 'Polisen', 'Dnr A1/2026', 'Dnr KS 1/26'])
			expect(head).toContain(words);
		const foot = part(parts, /word\/footer\d*\.xml$/);
		expect(foot).toMatch(/PAGE<.*NUMPAGES</s);
		expect(foot).toContain('SHA-256');
		const core = part(parts, /core\.xml$/);
		expect(core).toContain('<dc:title>Protokoll v. 48 2026, Lekeberg</dc:title>');
		expect(core).toContain('<dc:creator>Alice Ek, Polisen</dc:creator>');
	});
});
