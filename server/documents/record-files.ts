import { ok, type Result } from '../../src/lib/shared/result.ts';
import type { Composition } from '../../src/lib/shared/seal/blocks.ts';
import { composeLagesbild } from '../../src/lib/shared/seal/compose-lagesbild.ts';
import { composeMinutes } from '../../src/lib/shared/seal/compose-minutes.ts';
import { redactionName, weekWords } from '../../src/lib/shared/seal/compose-parts.ts';
import { composeSummary } from '../../src/lib/shared/seal/compose-summary.ts';
import { csvOf } from '../../src/lib/shared/seal/csv.ts';
import type { PublicSummary } from '../../src/lib/shared/seal/public-summary.ts';
import type { SealedCorrection, SealedRecord, SealedRedaction } from '../../src/lib/shared/seal/sealed-record.ts';
import { readableAll } from '../../src/lib/shared/redaction/mask.ts';
import { sealedTables } from '../../src/lib/shared/seal/tables.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Seal } from '../storage/seals.ts';
import { RecentFiles } from './recent-files.ts';
import type { DocumentMaker, Format, MakeProblem } from './document-maker.ts';

/** A sealed week as its files are made from: the record, its rättelser, and the rows that keep them. */
export interface RecordSource {
	record: SealedRecord;
	seal: Seal;
	corrections: readonly { correction: SealedCorrection; seal: Seal }[];
	/** Something in it is flagged and hidden: the sealed bytes are not handed out until that is judged. */
	hidden?: boolean;
	/** What was taken out of it. */
	redactions?: readonly { redaction: SealedRedaction; seal: Seal }[];
	/** As it was approved; null until it is. */
	summary: { summary: PublicSummary; sha256: string } | null;
}

export type FileGroup = 'lagesbild' | 'protokoll' | 'sammanfattning' | 'tabeller' | 'sigill';

/** A file of a sealed week, at `/v/<week>/protokoll/<name>`. */
export interface RecordFile {
	/** `lagesbild.pdf`: in the address. */
	name: string;
	group: FileGroup;
	/** What is in it, in words. */
	title: string;
	format: 'PDF' | 'Word' | 'CSV' | 'JSON';
	type: string;
	/** What it is called when saved, with the week in it: `Lägesbild v. 48 2026, Ekeby.pdf`. */
	savedAs: string;
	/** Null where it can be made; else why this server can not. */
	problem: MakeProblem | null;
	make(): Promise<Result<Uint8Array, MakeProblem>>;
}

type Maker = Pick<DocumentMaker, 'hasPdf' | 'make'>;

/** What a kind of file adds to the list. */
type FileKind = (source: RecordSource, maker: Maker) => RecordFile[];

const TYPES = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	csv: 'text/csv; charset=utf-8; header=present',
	json: 'application/json; charset=utf-8'
};

/** A PDF is as old as what was last sealed in it, so that the same record gives the same bytes. */
const lastSealed = ({ record, corrections, redactions = [] }: RecordSource): string =>
	[...corrections.map(({ correction }) => correction), ...redactions.map(({ redaction }) => redaction)]
		.map(({ sealedAt }) => sealedAt)
		.sort()
		.at(-1) ?? record.sealedAt;

const documents: FileKind = (source, maker) => {
	const { seal, corrections, redactions = [] } = source;
	const record = readableAll(source.record);
	const facts = {
		sha256: seal.sha256,
		corrections: corrections.map(({ correction }) => correction),
		redactions: redactions.map(({ redaction }) => redaction)
	};
	const at = lastSealed(source);
	return [
		...bothFormats(maker, 'lagesbild', composeLagesbild(record, facts), at),
		...bothFormats(maker, 'protokoll', composeMinutes(record, facts), at)
	];
};

const bothFormats = (maker: Maker, group: FileGroup, composition: Composition, at: string): RecordFile[] => [
	documentFile(maker, 'pdf', { name: group, group, composition, at }),
	documentFile(maker, 'docx', { name: group, group, composition, at })
];

function documentFile(
	maker: Maker,
	format: Format,
	{ name, group, composition, at }: { name: string; group: FileGroup; composition: Composition; at: string }
): RecordFile {
	return {
		name: `${name}.${format}`,
		group,
		title: composition.kind,
		format: format === 'pdf' ? 'PDF' : 'Word',
		type: TYPES[format],
		savedAs: `${composition.title}.${format}`,
		problem: format === 'pdf' && !maker.hasPdf ? { code: 'pdf-unavailable' } : null,
		make: () => maker.make(format, composition, at)
	};
}

const summaryFile: FileKind = ({ summary }, maker) => {
	if (!summary) return [];
	const composition = readableAll(composeSummary(summary));
	const { approvedAt } = summary.summary;
	const file = documentFile(maker, 'pdf', {
		name: 'publik-sammanfattning',
		group: 'sammanfattning',
		composition,
		at: approvedAt
	});
	return [{ ...file, savedAs: `Publik sammanfattning, ${composition.title}.pdf` }];
};

const tables: FileKind = ({ record, corrections, redactions = [] }) =>
	sealedTables(
		readableAll(record),
		readableAll(corrections.map(({ correction }) => correction)),
		redactions.map(({ redaction }) => redaction)
	).map((table) => ({
		name: `${table.name}.csv`,
		group: 'tabeller',
		title: table.title,
		format: 'CSV',
		type: TYPES.csv,
		savedAs: `${table.title}, ${weekWords(record.week.key)}, ${record.samverkan.name}.csv`,
		problem: null,
		make: () => Promise.resolve(ok(csvOf(table)))
	}));

/** The sealed bytes themselves, of the lägesbild and of each rättelse: whoever has them can compute the hash. */
const sealedBytes: FileKind = ({ record, seal, corrections, redactions = [] }) => [
	jsonFile('lagesbild', 'Den fastställda posten', record.week.key, seal),
	...corrections.map(({ seal }) =>
		jsonFile(`rattelse-${seal.correction}`, `Rättelse ${seal.correction}`, record.week.key, seal)
	),
	...redactions.map(({ redaction, seal }) =>
		jsonFile(
			`redigering-${redaction.week.key}-${redaction.number}`,
			`Redigering, ${redactionName(redaction)}`,
			record.week.key,
			seal
		)
	)
];

const jsonFile = (name: string, title: string, week: WeekKey, { content }: Seal): RecordFile => ({
	name: `${name}.json`,
	group: 'sigill',
	title,
	format: 'JSON',
	type: TYPES.json,
	savedAs: `${name}-${savedWeek(week)}.json`,
	problem: null,
	make: () => Promise.resolve(ok(content))
});

/** "2026-48", as in the address. */
const savedWeek = (week: WeekKey): string => week.replace('W', '');

/** Not while something in them is hidden. */
const bytesUnlessHidden: FileKind = (source, maker) => (source.hidden ? [] : sealedBytes(source, maker));

const KINDS: readonly FileKind[] = [documents, summaryFile, tables, bytesUnlessHidden];

/** The files of a sealed week, and of those that take time to make the ones made lately. */
export function createRecordFiles(maker: Maker, recent = new RecentFiles()): (source: RecordSource) => RecordFile[] {
	return (source) => {
		const redacted = source.redactions?.map(({ seal }) => seal) ?? [];
		const content = [source.seal, ...source.corrections.map(({ seal }) => seal), ...redacted, source.summary];
		const shown = source.hidden ? JSON.stringify(source.record) : '';
		const key = content.map((sealed) => sealed?.sha256).join(' ') + shown;
		return KINDS.flatMap((kind) => kind(source, maker)).map((file) => ({
			...file,
			make: () => recent.make(`${key} ${file.name}`, file.make)
		}));
	};
}
