import * as Y from 'yjs';
import { readDocument, type WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import { LOAD } from '../../src/lib/shared/board/origin.ts';
import { DOCUMENT_KINDS, upgradeDocument } from '../../src/lib/shared/board/schema.ts';
import type { SamverkanId } from '../../src/lib/shared/ids.ts';
import { compareWithWeek } from '../../src/lib/shared/seal/compare-with-week.ts';
import {
	readDisposalBytes,
	readRedactionBytes,
	readSealed,
	type Sealed
} from '../../src/lib/shared/seal/read-record.ts';
import type { RedactedRecord, SealedRecord, SealedRedaction } from '../../src/lib/shared/seal/sealed-record.ts';
import { formatWeek } from '../../src/lib/shared/week/format.ts';
import { parseWeekKey, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { KeptRow, Seal, SealStore } from '../storage/seals.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { sha256 } from './hash.ts';
import { journalOf } from './sealing.ts';

/** Everything is read and nothing is written: the same checks run on the page and from the command line. */
export interface VerificationParts {
	seals: Pick<SealStore, 'chain' | 'journalRows'>;
	documents: Pick<Store['documents'], 'weeks'>;
}

/** One thing that is not as it was sealed, in Swedish, and where. */
export interface Finding {
	week: WeekKey;
	/** 0 is the lägesbild, else the rättelse's number. */
	correction: number;
	text: string;
}

export interface Verification {
	/** Seals that were looked at. */
	seals: number;
	findings: Finding[];
	/** What is gone by decision (gallring), and stands in the chain as such. */
	disposed: { week: WeekKey; what: 'journal' | 'weeks'; decision: string; at: number }[];
	/** Weeks that were sealed before there were seals: they can be read, and not verified. */
	without: WeekKey[];
}

/** The chain alone: hashes, links and form. Quick enough for every page. */
export async function verifyChain(parts: VerificationParts, samverkan: SamverkanId): Promise<Verification> {
	const chain = await parts.seals.chain(samverkan);
	const weeks = await parts.documents.weeks(samverkan);
	const attested = attestedIn(chain);
	const sealed = chain.flatMap((seal, index) => checkSeal(seal, { before: chain[index - 1], attested }));
	const findings = [...sealed, ...checkWeeks(chain, weeks)];
	return { seals: chain.length, findings, disposed: disposedIn(chain), without: unsealed(chain, weeks, false) };
}

/** The chain, and the journals that its records were made from. */
export async function verify(parts: VerificationParts, samverkan: SamverkanId): Promise<Verification> {
	const { findings, ...rest } = await verifyChain(parts, samverkan);
	const inJournals: Finding[] = [];
	const chain = await parts.seals.chain(samverkan);
	const attested = attestedIn(chain);
	for (const seal of chain) if (seal.correction === 0) inJournals.push(...(await checkJournal(parts, seal, attested)));
	return { ...rest, findings: [...findings, ...inJournals] };
}

/** "Lägesbilden v. 48 2026", "Rättelse 2 till v. 48 2026" */
export function sealName({ week, correction }: Pick<Finding, 'week' | 'correction'>): string {
	const parsed = parseWeekKey(week);
	const name = parsed ? `${formatWeek(parsed)} ${parsed.year}` : week;
	return correction === 0 ? `Lägesbilden ${name}` : `Rättelse ${correction} till ${name}`;
}

const finding = ({ week, correction }: Pick<Seal, 'week' | 'correction'>, text: string): Finding => ({
	...{ week, correction },
	text: `${sealName({ week, correction })}: ${text}`
});

/** What the chain's redigeringar attest to, the last word of each. */
interface Attested {
	/** By week and correction. */
	records: ReadonlyMap<string, RedactedRecord>;
	journals: ReadonlyMap<WeekKey, SealedRedaction['journals'][number]>;
	/** Rows that a gallring left of a week's journal, up to the sealed one. */
	rows: ReadonlyMap<WeekKey, number>;
}

const placeOf = ({ week, correction }: Pick<Seal, 'week' | 'correction'>): string => `${week} ${correction}`;

/** Only of those that are intact themselves. */
function attestedIn(chain: readonly Seal[]): Attested {
	const intact = chain.filter(({ content, sha256: sealed }) => sha256(content) === sealed);
	const said = intact.flatMap(({ content }) => readRedactionBytes(content) ?? readDisposalBytes(content) ?? []);
	return {
		records: new Map(said.flatMap((one) => one.records).map((record) => [placeOf(record), record])),
		journals: new Map(said.flatMap((one) => one.journals).map((journal) => [journal.week, journal])),
		rows: new Map(
			said.flatMap((one) => (one.format === 'lagestavlan/gallring' ? one.journals : [])).map((of) => [of.week, of.rows])
		)
	};
}

/** The last word of each week. */
function disposedIn(chain: readonly Seal[]): Verification['disposed'] {
	const weeks = chain.flatMap(({ content, at }) => {
		const disposal = readDisposalBytes(content);
		if (!disposal) return [];
		const { what, decision, records, journals } = disposal;
		return [...new Set([...records, ...journals].map(({ week }) => week))].map((week) => ({
			week,
			what,
			decision,
			at
		}));
	});
	return [...new Map(weeks.map((one) => [one.week, one])).values()];
}

function checkSeal(seal: Seal, { before, attested }: { before: Seal | undefined; attested: Attested }): Finding[] {
	const found: string[] = [];
	const redacted = attested.records.get(placeOf(seal));
	if (sha256(seal.content) !== (redacted?.redacted ?? seal.sha256))
		found.push('innehållet stämmer inte med sitt kontrollvärde (SHA-256). Något har ändrats efter fastställandet.');
	if (redacted && redacted.sealed !== seal.sha256)
		found.push('redigeringen eller gallringen gäller ett annat sigill än det som är sparat.');
	const record = readSealed(seal.content);
	if (!record) found.push('innehållet är inte kanonisk JSON i ett format som känns igen.');
	else found.push(...checkFields(record, seal));
	found.push(...checkLink(record, seal, before));
	return found.map((text) => finding(seal, text));
}

/** The row's own columns are for looking things up; what counts is in the record. */
function checkFields(record: Sealed, { week, correction, at, samverkan }: Seal): string[] {
	const number = record.format === 'lagestavlan/lagesbild' ? 0 : record.number;
	const said: Partial<Sealed> = record; // one changed byte of a key, and the field is not there
	const same =
		said.week?.key === week &&
		number === correction &&
		said.samverkan?.id === samverkan &&
		Date.parse(record.sealedAt) === at;
	return same ? [] : ['raden i databasen säger annan vecka, tid eller samverkan än innehållet.'];
}

function checkLink(record: Sealed | null, { previous }: Seal, before: Seal | undefined): string[] {
	if (before && before.sha256 !== previous)
		// that its bytes have that hash, or an attested one, is asked of itself
		return [`kedjan är bruten: den pekar inte på ${sealName(before)} som den är sparad.`];
	if (!before && previous !== null) return ['kedjan är bruten: det den pekar på finns inte.'];
	const said = record?.previous ?? null;
	if (record && (said?.sha256 ?? null) !== previous)
		return ['kedjan är bruten: innehållet och databasen pekar på olika.'];
	if (before && said && (said.week !== before.week || said.correction !== before.correction))
		return [`kedjan är bruten: innehållet pekar på något annat än ${sealName(before)}.`];
	return [];
}

/** Weeks whose state and seal do not agree. Before the first seal of all there were none. */
function checkWeeks(chain: readonly Seal[], weeks: readonly WeekDocument[]): Finding[] {
	const states = new Map(weeks.map((week) => [week.id, week.state]));
	const opened = chain
		.filter(({ document, correction }) => correction === 0 && states.get(document) !== 'sealed')
		.map((seal) => finding(seal, 'den är fastställd, men veckan är öppen i databasen.'));
	const missing = unsealed(chain, weeks, true).map((week) =>
		finding({ week, correction: 0 }, 'veckan är fastställd, men dess sigill saknas.')
	);
	return [...opened, ...missing];
}

function unsealed(chain: readonly Seal[], weeks: readonly WeekDocument[], afterFirst: boolean): WeekKey[] {
	const sealed = new Set(chain.filter(({ correction }) => correction === 0).map(({ document }) => document));
	const first = chain[0]?.week;
	const isAfter = (week: WeekKey) => first !== undefined && week > first;
	return weeks
		.filter(({ id, state, week }) => isSealed(state) && !sealed.has(id) && isAfter(week) === afterFirst)
		.map(({ week }) => week);
}

async function checkJournal(
	{ seals }: VerificationParts,
	seal: Seal,
	{ journals, rows: left }: Attested
): Promise<Finding[]> {
	const record = readSealed(seal.content);
	if (record?.format !== 'lagestavlan/lagesbild') return [];
	const { rows, starts } = await seals.journalRows(seal.document);
	const within = rows.filter(({ sequence }) => sequence <= record.journal.sequence);
	const found = [
		...checkRows(rows),
		...checkDigest(within, record, journals.get(seal.week), left.get(seal.week)),
		...checkLater(rows, record)
	];
	if (found.length === 0) found.push(...checkContent(within, starts, record));
	return found.map((text) => finding(seal, text));
}

const checkRows = (rows: readonly KeptRow[]): string[] =>
	rows.filter(({ intact }) => !intact).map(({ sequence }) => `rad ${sequence} i veckans journal har ändrats.`);

function checkDigest(
	rows: readonly KeptRow[],
	{ journal }: SealedRecord,
	redacted: SealedRedaction['journals'][number] | undefined,
	left = journal.rows
): string[] {
	const now = journalOf(rows);
	if (now.rows !== left) return [`veckans journal har ${now.rows} rader; ${left} fastställdes.`];
	if (redacted && (redacted.sealed !== journal.sha256 || redacted.sequence !== journal.sequence))
		return ['redigeringen eller gallringen gäller en annan journal än den som fastställdes.'];
	return now.sha256 === (redacted?.redacted ?? journal.sha256) ? [] : ['veckans journal är inte den som fastställdes.'];
}

/** The server may keep a sealed document in another form; people may not write in it. */
function checkLater(rows: readonly KeptRow[], { journal }: SealedRecord): string[] {
	const later = rows.filter(({ sequence, person }) => sequence > journal.sequence && person !== null).length;
	return later === 0 ? [] : [`${later} rader har skrivits i veckans journal efter fastställandet.`];
}

/** The week's document, replayed to where it was sealed, against what the record says of it. */
function checkContent(rows: readonly KeptRow[], starts: readonly number[], record: SealedRecord): string[] {
	const start = starts.findLast((start) => start <= record.journal.sequence) ?? 0;
	const week = replay(rows.filter(({ sequence }) => sequence >= start));
	if (week === null) return ['veckans journal går inte att spela upp.'];
	return compareWithWeek(record, week).map((what) => `${what} säger något annat än veckans dokument.`);
}

function replay(rows: readonly KeptRow[]): WeekRecord | null {
	const doc = new Y.Doc();
	try {
		for (const root of Object.keys(DOCUMENT_KINDS.week)) doc.getMap(root);
		for (const { update } of rows) Y.applyUpdate(doc, update, LOAD);
		upgradeDocument(doc, 'week');
		const read = readDocument(doc, 'week');
		return read.ok ? read.value : null;
	} catch {
		return null;
	} finally {
		doc.destroy();
	}
}
