import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { TAKEN_AWAY } from '../../src/lib/shared/redaction/mask.ts';
import { readSealed } from '../../src/lib/shared/seal/read-record.ts';
import type { PublicSummary } from '../../src/lib/shared/seal/public-summary.ts';
import type {
	RedactedRecord,
	SealedLink,
	SealedRecord,
	SealedRedaction
} from '../../src/lib/shared/seal/sealed-record.ts';
import {
	rewriteCorrection,
	rewriteSealed,
	targetsOf,
	type SealedTargets
} from '../../src/lib/shared/seal/sealed-words.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { canonicalBytes, sha256 } from '../boards/hash.ts';
import { journalOf } from '../boards/sealing.ts';
import type { RedactedDocument } from './redact-document.ts';
import type { RedactionPlan } from './redaction-plan.ts';
import { inOrder, maskedText, withoutTriggers } from './sweep.ts';

interface SealRow {
	sequence: number;
	document: DocumentId;
	week: WeekKey;
	correction: number;
	content: Uint8Array;
	sha256: string;
}

interface Given {
	plan: RedactionPlan;
	documents: readonly RedactedDocument[];
	words: ReadonlySet<string>;
}

/**
 * Puts redacted bytes in the place of the sealed ones, and a link at the end of the chain that attests to them. Inside a
 * transaction of the caller's, after the journals. Nothing that is sealed holds the words: then there is no link.
 */
export function redactSeals(database: DatabaseSync, given: Given): void {
	const chain = chainOf(database, given.plan.samverkan);
	const rewritten = chain.flatMap((seal) => rewrittenOf(seal, given));
	const journals = chain.flatMap((seal) => journalOfSeal(database, seal, given.documents));
	const summaries = redactSummaries(database, given);
	withdrawProposals(database, given);
	if (rewritten.length + journals.length + summaries.length === 0) return;
	withoutTriggers(database, 'seals', () => {
		const put = database.prepare('UPDATE seals SET content = ? WHERE sequence = ?');
		for (const { seal, content } of rewritten) put.run(content, seal.sequence);
	});
	const records = rewritten.map(({ record }) => record);
	const link = addLink(database, chain, given, { records, journals, summaries });
	const note = database.prepare('INSERT INTO seal_redactions (seal, by) VALUES (?, ?)');
	for (const { seal } of rewritten) note.run(seal.sequence, link);
}

function chainOf(database: DatabaseSync, samverkan: SamverkanId): SealRow[] {
	const select =
		'SELECT sequence, document, week, correction, content, sha256 FROM seals WHERE samverkan = ? ORDER BY sequence';
	return database.prepare(select).all(samverkan) as unknown as SealRow[];
}

interface RewrittenSeal {
	seal: SealRow;
	content: Uint8Array;
	record: RedactedRecord;
}

function rewrittenOf(seal: SealRow, { documents, words }: Given): RewrittenSeal[] {
	const sealed = readSealed(seal.content);
	if (!sealed) return [];
	const { value, fields } =
		sealed.format === 'lagestavlan/lagesbild'
			? rewriteSealed(sealed, targetsIn(seal, documents, words))
			: sealed.format === 'lagestavlan/rattelse'
				? rewriteCorrection(sealed, words)
				: sealed.format === 'lagestavlan/redigering'
					? rewriteRedaction(sealed, words)
					: { value: sealed, fields: [] };
	if (fields.length === 0) return [];
	const content = canonicalBytes(value);
	const { week, correction } = seal;
	return [{ seal, content, record: { week, correction, sealed: seal.sha256, redacted: sha256(content), fields } }];
}

/** What was written instead once may have to go too. */
function rewriteRedaction(sealed: SealedRedaction, words: ReadonlySet<string>) {
	const text = maskedText(sealed.text, inOrder(words));
	return { value: { ...sealed, text }, fields: text === sealed.text ? [] : ['$.text'] };
}

function targetsIn(
	{ document }: Pick<SealRow, 'document'>,
	documents: readonly RedactedDocument[],
	words: ReadonlySet<string>
): SealedTargets {
	const parts = documents.flatMap((one) => one.parts);
	return targetsOf(document, parts, words);
}

type Journal = SealedRedaction['journals'][number];

/** Of a sealed week whose journal was rewritten, up to the row that its record was made from. */
function journalOfSeal(database: DatabaseSync, seal: SealRow, documents: readonly RedactedDocument[]): Journal[] {
	const isRewritten = documents.some(({ document, rewritten }) => document === seal.document && rewritten > 0);
	const sealed = isRewritten && seal.correction === 0 ? readSealed(seal.content) : null;
	if (sealed?.format !== 'lagestavlan/lagesbild') return [];
	const { sequence, sha256: digest } = sealed.journal;
	const select = 'SELECT sequence, sha256 FROM journal WHERE document = ? AND sequence <= ? ORDER BY sequence';
	const rows = database.prepare(select).all(seal.document, sequence) as { sequence: number; sha256: string }[];
	return [{ week: seal.week, sequence, sealed: digest, redacted: journalOf(rows).sha256 }];
}

type FrozenSummary = Pick<SealRow, 'document' | 'week' | 'content' | 'sha256'>;

/** A publik sammanfattning that quotes them. One that is not approved is swept like any other table. */
function redactSummaries(database: DatabaseSync, { plan, words }: Given): SealedRedaction['summaries'] {
	const select = 'SELECT document, week, content, sha256 FROM summaries WHERE samverkan = ? AND content IS NOT NULL';
	const frozen = database.prepare(select).all(plan.samverkan) as unknown as FrozenSummary[];
	const put = 'UPDATE summaries SET content = ?, sha256 = ? WHERE document = ?';
	return frozen.flatMap(({ document, week, content, sha256: approved }) => {
		const summary = JSON.parse(new TextDecoder().decode(content)) as PublicSummary;
		const sections = summary.sections.map((one) => ({ ...one, text: maskedText(one.text, inOrder(words)) }));
		const next = canonicalBytes({ ...summary, sections });
		if (sha256(next) === approved) return [];
		withoutTriggers(database, 'summaries', () => void database.prepare(put).run(next, sha256(next), document));
		return [{ week, approved, redacted: sha256(next) }];
	});
}

/** What was proposed for sealing has other words now: it is proposed anew. */
function withdrawProposals(database: DatabaseSync, { documents }: Given) {
	const withdraw = database.prepare('DELETE FROM seal_proposals WHERE document = ?');
	for (const { document } of documents) withdraw.run(document);
}

type Attested = Pick<SealedRedaction, 'records' | 'journals' | 'summaries'>;

/** Numbered among the rättelser of the row's own week, or else of the first week that held it. */
function addLink(
	database: DatabaseSync,
	chain: readonly SealRow[],
	{ plan, documents }: Given,
	attested: Attested
): number {
	const weeks = [...attested.records, ...attested.journals, ...attested.summaries].map(({ week }) => week);
	const own = chain.find(({ document }) => document === documents[0]?.document)?.week;
	const week = own && weeks.includes(own) ? own : weeks[0]!;
	const ofWeek = chain.filter((seal) => seal.week === week);
	const last = chain.at(-1)!;
	const { document } = ofWeek[0]!;
	const number = ofWeek.length;
	const record: SealedRedaction = {
		format: 'lagestavlan/redigering',
		version: 1,
		samverkan: samverkanIn(chain),
		week: { key: week },
		number,
		sealedAt: new Date(plan.at).toISOString(),
		sealedBy: { name: plan.by.name, party: plan.by.party },
		about: plan.about,
		text: plan.parts[0]!.instead.filter((words) => words !== TAKEN_AWAY).join('\n'),
		reason: plan.reason,
		...attested,
		previous: { week: last.week, correction: last.correction, sha256: last.sha256 } satisfies SealedLink
	};
	const content = canonicalBytes(record);
	const insert = database.prepare(
		'INSERT INTO seals (samverkan, document, week, correction, by, at, content, sha256, previous) ' +
			'VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'
	);
	const { by, at, samverkan } = plan;
	const values = [samverkan, document, week, number, by.person, at, content, sha256(content), last.sha256];
	return Number(insert.run(...values).lastInsertRowid);
}

/** As the last record calls it. */
function samverkanIn(chain: readonly SealRow[]): { id: string; name: string } {
	const { id, name } = (readSealed(chain.at(-1)!.content) as SealedRecord).samverkan;
	return { id, name };
}
