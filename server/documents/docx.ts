import {
	AlignmentType,
	BorderStyle,
	Document,
	Footer,
	Header,
	HeadingLevel,
	Packer,
	PageNumber,
	Paragraph,
	Tab,
	Table,
	TableCell,
	TableRow,
	TabStopType,
	TextRun,
	WidthType,
	type IParagraphOptions
} from 'docx';
import type { Block, Composition } from '../../src/lib/shared/seal/blocks.ts';
import { readableText } from './displayable.ts';

/** The composition as Word has it: real headings, lists and header rows, so that it can be read aloud and edited on. */
export function makeDocx(composition: Composition): Promise<Uint8Array> {
	const { title, kind, author } = composition;
	const document = new Document({
		...{ title, subject: kind, creator: author, lastModifiedBy: author, description: title, keywords: kind },
		styles: STYLES,
		sections: [
			{
				properties: { page: { size: A4, margin: MARGIN } },
				headers: { default: header(composition) },
				footers: { default: footer(composition) },
				children: [
					new Paragraph({ heading: HeadingLevel.HEADING_1, children: runs(title) }),
					...composition.blocks.flatMap(set)
				]
			}
		]
	});
	return Packer.toBuffer(document);
}

/** In twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1700, bottom: 1300, left: 1250, right: 1250, header: 600, footer: 500 };
const WIDTH = A4.width - MARGIN.left - MARGIN.right;

const RIGHT = [{ type: TabStopType.RIGHT, position: WIDTH }];

const FONT = 'Calibri';
const GREY = '505050';
const headingStyle = (size: number, before: number) => ({
	run: { font: FONT, size, bold: true, color: '000000' },
	paragraph: { spacing: { before, after: 100 }, keepNext: true }
});
const STYLES = {
	default: {
		document: {
			run: { font: FONT, size: 21, language: { value: 'sv-SE' } },
			paragraph: { spacing: { after: 120, line: 276 } }
		},
		heading1: headingStyle(36, 0),
		heading2: headingStyle(27, 320),
		heading3: headingStyle(22, 220)
	},
	paragraphStyles: [
		{
			id: 'Caption',
			name: 'caption',
			basedOn: 'Normal',
			run: { size: 18, color: GREY },
			paragraph: { keepNext: true }
		},
		{ id: 'Quiet', name: 'Dämpad', basedOn: 'Normal', run: { color: GREY } }
	]
};

/** Whose document it is, under which numbers, of what day: on every page, as on any document of an authority. */
function header({ kind, date, dated = 'Fastställd', parties }: Composition): Header {
	const lines = [
		[new TextRun({ text: kind, bold: true }), tabbed(`${dated} ${date}`)],
		...parties.map(({ name, value }) => [...runs(name), ...(value ? [tabbed(`Dnr ${readableText(value)}`)] : [])])
	];
	const style = { tabStops: RIGHT, spacing: { after: 0 } };
	return new Header({ children: lines.map((children) => new Paragraph({ ...style, children })) });
}

const tabbed = (text: string): TextRun => new TextRun({ children: [new Tab(), text] });

function footer({ foot }: Composition): Footer {
	const page = ['Sida ', PageNumber.CURRENT, ' (', PageNumber.TOTAL_PAGES, ')'];
	const small = { size: 16, color: GREY };
	const children = [new TextRun({ text: foot, ...small }), new TextRun({ children: [new Tab(), ...page], ...small })];
	return new Footer({ children: [new Paragraph({ tabStops: RIGHT, children })] });
}

/** A line of the text is a line in Word. */
function runs(text: string, bold = false): TextRun[] {
	return readableText(text)
		.split('\n')
		.map((line, index) => new TextRun({ text: line, bold, ...(index > 0 ? { break: 1 } : {}) }));
}

const paragraph = (text: string, options: IParagraphOptions = {}): Paragraph =>
	new Paragraph({ ...options, children: runs(text) });

function set(block: Block): (Paragraph | Table)[] {
	switch (block.is) {
		case 'heading':
			return [
				paragraph(block.text, {
					heading: block.level === 2 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_3,
					...(block.onNewPage ? { pageBreakBefore: true } : {})
				})
			];
		case 'text':
			return [paragraph(block.text, block.quiet ? { style: 'Quiet' } : {})];
		case 'facts':
			return block.facts.map(
				({ name, value }) =>
					new Paragraph({ spacing: { after: 40 }, children: [...runs(`${name}: `, true), ...runs(value)] })
			);
		case 'list':
			return block.items.map((item) => paragraph(item, { bullet: { level: 0 } }));
		case 'level':
			return [new Paragraph({ children: runs(`${shape(block.level)}${block.words}`, true) })];
		case 'table':
			return table(block);
	}
}

/** ○ the lowest, ■ the highest and □ between: as in the PDF, shape and digit say it without colour. */
function shape(level: (Block & { is: 'level' })['level']): string {
	if (!level) return '';
	if (level.number === 1) return '○ ';
	return level.number === level.count ? '■ ' : '□ ';
}

function table({ caption, columns, rows }: Block & { is: 'table' }): (Paragraph | Table)[] {
	const all = columns.reduce((sum, { share }) => sum + share, 0);
	const widths = columns.map(({ share }) => Math.floor((WIDTH * share) / all));
	const cells = (texts: readonly string[], bold = false) =>
		texts.map(
			(text, index) =>
				new TableCell({
					width: { size: widths[index] ?? 0, type: WidthType.DXA },
					margins: { top: 60, bottom: 60, left: 80, right: 80 },
					children: [
						new Paragraph({ spacing: { after: 0 }, alignment: AlignmentType.LEFT, children: runs(text, bold) })
					]
				})
		);
	const head = new TableRow({
		tableHeader: true,
		cantSplit: true,
		children: cells(
			columns.map(({ title }) => title),
			true
		)
	});
	return [
		paragraph(caption, { style: 'Caption' }),
		new Table({
			columnWidths: widths,
			width: { size: WIDTH, type: WidthType.DXA },
			borders: BORDERS,
			rows: [head, ...rows.map((row) => new TableRow({ children: cells(row) }))]
		}),
		new Paragraph({ spacing: { after: 60 }, children: [] })
	];
}

const line = { style: BorderStyle.SINGLE, size: 4, color: 'AAAAAA' };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const BORDERS = { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none };
