import { inflateRawSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, onTestFinished } from 'vitest';
import { sha256 } from '../../../server/boards/hash.ts';
import { DocumentMaker, type MakerLimits } from '../../../server/documents/document-maker.ts';
import { createRecordFiles, type RecordSource } from '../../../server/documents/record-files.ts';
import type { Seal } from '../../../server/storage/seals.ts';
import type { DocumentId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { canonicalJson } from '../../../src/lib/shared/seal/canonical-json.ts';
import { makeRecord } from '../../../src/lib/shared/seal/make-record.ts';
import { makeSummary } from '../../../src/lib/shared/seal/public-summary.ts';
import type { SealedCorrection, SealedRecord } from '../../../src/lib/shared/seal/sealed-record.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import {
	buildAction,
	buildEntry,
	buildPriority,
	byAlice,
	CENTRUM,
	FIELD,
	NOW,
	PARKS,
	recordId,
	W48_KEY
} from '../../shared/fixtures.ts';
import { buildFacts, SQUARE } from '../../shared/seal-facts.ts';

const ALICE = { name: 'Alice Ek', party: 'Polisen' };
const LINK = { week: '2026-W47' as WeekKey, correction: 0, sha256: 'b'.repeat(64) };

/** A sealed week in which `words` stand wherever people write. */
export function buildRecord(words = 'Mopeder på gångvägen', actions = 1): SealedRecord {
	const where = { area: CENTRUM, place: SQUARE };
	const facts = buildFacts({
		record: {
			entries: [buildEntry({ text: words, where }), buildEntry({ id: recordId('e2'), text: 'Rykten', where: null })],
			levels: [
				{ id: recordId(CENTRUM), assessment: { kind: 'set', level: 2, motive: words }, trend: 'up', flagged: null }
			],
			priorities: [buildPriority({ title: words, where })],
			decisions: [
				{
					id: recordId('d1'),
					number: 1,
					text: words,
					about: null,
					order: 'U',
					created: byAlice,
					removed: null,
					flagged: null
				}
			],
			attendance: [{ id: recordId(FIELD), state: 'deputy' }],
			slots: [
				{
					...{ id: recordId('s1'), funktion: FIELD, where, day: '2026-11-27' as Day, note: words },
					...{ hours: { from: '20:00', to: '01:00' }, created: byAlice, removed: null, flagged: null }
				}
			]
		},
		actions: Array.from({ length: actions }, (_, index) =>
			buildAction({
				...{ id: recordId(`a${index}`), number: index + 1, title: words, description: words, owner: PARKS },
				...{ performers: [PARKS], due: '2026-12-04' as Day, status: { state: 'ongoing' }, decidedIn: W48_KEY }
			})
		)
	});
	const journal = { sequence: 7, rows: 3, sha256: 'a' };
	return makeRecord(facts, { at: NOW, by: ALICE, approvedBy: null }, { journal, previous: LINK });
}

export const buildCorrection = (text: string): SealedCorrection => ({
	...{ format: 'lagestavlan/rattelse', version: 1, samverkan: { id: 'lekeberg', name: 'Lekeberg' } },
	...{ week: { key: W48_KEY }, number: 1, sealedAt: '2026-11-27T08:00:00.000Z', sealedBy: ALICE },
	...{ about: 'Centrum', text, reason: 'Fel siffra lästes upp.', previous: LINK }
});

function sealed(value: SealedRecord | SealedCorrection, correction: number): Seal {
	const content = new TextEncoder().encode(canonicalJson(value));
	return {
		...{ samverkan: 'lekeberg' as SamverkanId, document: 'week' as DocumentId, week: W48_KEY, correction },
		...{ by: byAlice.person, at: NOW, content, sha256: sha256(content), previous: LINK.sha256 }
	};
}

export const buildSource = (record = buildRecord(), corrections: SealedCorrection[] = []): RecordSource => ({
	record,
	seal: sealed(record, 0),
	corrections: corrections.map((correction) => ({ correction, seal: sealed(correction, correction.number) })),
	summary: null
});

export const summaryOf = (record: SealedRecord, text: string): NonNullable<RecordSource['summary']> => ({
	summary: makeSummary(record, [{ key: 'intro', title: 'Om lägesbilden', text }], {
		approvedBy: ['Polisen', 'Lekebergs kommun'],
		approvedAt: NOW,
		sha256: 'c'.repeat(64)
	}),
	sha256: 'd'.repeat(64)
});

export interface Complaint {
	event: string;
	reason: string;
}

/** A maker that is gone after the test, and what it complained of. */
export function startMaker(limits: Partial<MakerLimits> = {}, pdf = true) {
	const complaints: Complaint[] = [];
	const maker = new DocumentMaker({ log: { warn: (line: Complaint) => void complaints.push(line) }, limits, pdf });
	onTestFinished(() => maker.close());
	return { maker, complaints };
}

/** One for all tests of a file, since a process takes its time to start. */
let ours: DocumentMaker | undefined;
const ourMaker = () => (ours ??= new DocumentMaker({ log: { warn: (line: object) => console.warn(line) } }));
afterAll(() => ours?.close());

/** Makes one file of the week, as the page would. */
export async function makeFile(source: RecordSource, name: string, maker = ourMaker()): Promise<Uint8Array> {
	const file = createRecordFiles(maker)(source).find((one) => one.name === name);
	if (!file) throw new Error(`The week has no ${name}`);
	const made = await file.make();
	if (!made.ok) throw new Error(`${name}: ${made.problem.code}`);
	return made.value;
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The copy is for the reader, which takes the bytes away. */
export async function openPdf(bytes: Uint8Array) {
	const pdf = await getDocumentProxy(new Uint8Array(bytes));
	onTestFinished(() => pdf.loadingTask.destroy());
	return pdf;
}

/** As it is read: lines that only the page's width broke are whole again. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
	const { text } = await extractText(await openPdf(bytes), { mergePages: true });
	return text.replace(/-\n(?=\p{Ll})/gu, '').replace(/\s+/g, ' ');
}

/** The files of a zip archive, by its central directory. */
export function unzip(archive: Uint8Array): Map<string, string> {
	const zip = Buffer.from(archive);
	const end = zip.lastIndexOf('PK\u0005\u0006', zip.length, 'latin1');
	const files = new Map<string, string>();
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field)) as [
			number,
			number,
			number
		];
		const local = zip.readUInt32LE(at + 42);
		const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
		const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
		const bytes = zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed;
		files.set(zip.toString('utf8', at + 46, at + 46 + name), bytes.toString('utf8'));
		at += 46 + name + extra + comment;
	}
	return files;
}

/** Throws where tags do not close each other, or where something stands that XML has no room for. */
export function checkXml(xml: string): void {
	const open: string[] = [];
	for (const [, end, name, rest] of xml.replace(/<\?.*?\?>/gs, '').matchAll(/<(\/?)([\w:]+)([^<>]*)>/g)) {
		if (end && open.pop() !== name) throw new Error(`</${name}> closes nothing`);
		if (!end && !rest?.endsWith('/')) open.push(name ?? '');
	}
	if (open.length > 0) throw new Error(`<${open.join('>, <')}> stays open`);
	const text = xml.replace(/<[^<>]*>/g, '');
	if (/[<>]|&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(text)) throw new Error('a bare character of XML');
	// eslint-disable-next-line no-control-regex -- they are what is looked for
	if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml)) throw new Error('a control character');
}
