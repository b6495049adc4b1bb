import * as Y from 'yjs';
import { recipientsOf } from '../../src/lib/shared/access/recipients.ts';
import { readDocument } from '../../src/lib/shared/board/document-record.ts';
import { addNilReport } from '../../src/lib/shared/board/nil-report.ts';
import { observationKind, type Observation } from '../../src/lib/shared/board/observation.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { createRecord, setValue } from '../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { sha256 } from '../boards/hash.ts';
import type { DraftDocument } from '../storage/store.ts';
import { recordEdits, type StoryEdit } from './recorder.ts';
import type { StoryReport } from './scenario.ts';
import { authorOf, entryId, entryIdIn, idOf, whereOf, type Story } from './story.ts';
import { entryFields } from './tell-week.ts';

/** Minutes until a samordnare shares what came in, and until one thinks better of it. */
const SHARED_AFTER = 40 * 60_000;
const WITHDRAWN_AFTER = 48 * 60_000;

/** Writes what reporters have sent into their parties' drafts, and what was made of it. */
export async function tellReports(story: Story): Promise<void> {
	const reports = story.scenario.reports ?? [];
	const drafts = Map.groupBy(reports, ({ week, by }) => `${week}/${partyOf(story, by)}`);
	for (const [, told] of drafts) await tellDraft(story, told);
}

const partyOf = (story: Story, by: string) => authorOf(story, by, 0).party;

async function tellDraft(story: Story, reports: StoryReport[]): Promise<void> {
	const [first] = reports;
	if (!first) return;
	const week = story.calendar.week(first.week);
	const draft = await story.store.documents.draftDocument(story.samverkan, partyOf(story, first.by), week);
	await recordEdits(
		story.store.journal,
		draft.id,
		'draft',
		reports.flatMap((report) => editsOf(story, report))
	);
	for (const report of reports) await receive(story, draft, report);
	await logSharing(story, draft);
}

/** The log of what was shared, as sharing itself writes it. */
async function logSharing({ store, samverkan }: Story, draft: DraftDocument): Promise<void> {
	const doc = new Y.Doc();
	for (const { update } of await store.journal.history(draft.id)) Y.applyUpdate(doc, update);
	const read = readDocument(doc, 'draft');
	doc.destroy();
	if (!read.ok) throw new Error(`The example's draft has a bad record at ${read.problem.path}`);
	const organisation = await store.organisation.read(samverkan);
	const { id: document, party, week } = draft;
	for (const { id: observation, text, shared, withdrawn } of read.value.observations) {
		if (!shared) continue;
		const { circle, at, by } = shared;
		const recipients = recipientsOf(organisation, circle);
		const what = { samverkan, party, week, document, observation, circle, sha256: sha256(text), recipients };
		const { sequence } = await store.disclosures.add({ ...what, person: by.person, at });
		if (withdrawn)
			await store.disclosures.end(sequence, {
				...{ what: 'withdrawn', person: withdrawn.by },
				...{ at: withdrawn.at, reason: withdrawn.reason }
			});
	}
}

async function receive(story: Story, draft: DraftDocument, report: StoryReport): Promise<void> {
	const { person, party, at } = authorOf(story, report.by, story.calendar.moment(report.at));
	await story.store.reports.receive({
		id: reportId(story, report),
		kind: 'nil' in report ? 'nil' : 'report',
		samverkan: story.samverkan,
		person,
		party,
		document: draft.id,
		week: draft.week,
		at
	});
}

/** A row that was shared has its report's id. */
function reportId(story: Story, report: StoryReport): RecordId {
	if (!('entry' in report)) return entryId(story, report.week, `rapport-${nameOf(story, report)}`);
	const { week, entry } = entryOf(story, report);
	return entryIdIn(story, week, entry);
}

const nameOf = (story: Story, report: StoryReport): string =>
	('key' in report ? report.key : undefined) ?? String(story.scenario.reports?.indexOf(report));

function entryOf(story: Story, report: Extract<StoryReport, { entry: string }>) {
	const week = story.scenario.weeks.find(({ offset }) => offset === report.week);
	const entry = week?.entries.find(({ key }) => key === report.entry);
	if (!week || !entry) throw new Error(`The example reports ${report.entry}, which is no row of that week`);
	return { week, entry };
}

function editsOf(story: Story, report: StoryReport): StoryEdit[] {
	const id = reportId(story, report);
	const at = story.calendar.moment(report.at);
	const created = authorOf(story, report.by, at);
	const sourceFunktion = idOf(story.funktioner, report.funktion);
	const edit = (write: (doc: Y.Doc) => void, when = at): StoryEdit => ({
		...{ at: when, person: created.person, via: 'desk', write }
	});
	if ('nil' in report)
		return [edit((doc) => addNilReport(doc, id, { funktion: sourceFunktion, area: null }, created, SERVER))];
	const said = { ...wordsOf(story, report), sourceFunktion, created };
	return [edit((doc) => createRecord(doc, observationKind, id, said)), ...fateOf(story, report, id, at)];
}

function wordsOf(story: Story, report: Exclude<StoryReport, { nil: true }>): Partial<Observation> {
	if ('entry' in report) {
		const { text, category, where, when, count, basis, reliability, severity } = entryFields(
			story,
			entryOf(story, report).entry
		);
		return { text, category, where, when, count, basis, reliability, severity };
	}
	const { text, where, category, severity, from, block = null } = report;
	return {
		text,
		where: whereOf(story, where),
		category: idOf(story.categories, category),
		when: { from: story.calendar.day(from), to: null, block, time: null, recurring: false },
		severity,
		basis: 'own-observation',
		reliability: 'confirmed'
	};
}

/** Whoever compiles for the reporter's party. */
function compilerOf({ scenario: { members } }: Story, reporter: string): string {
	const party = members.find(({ person }) => person === reporter)?.party;
	const compiler = members.find((member) => member.party === party && member.roles.includes('coordinator'));
	return compiler?.person ?? reporter;
}

/** What a samordnare has made of it since. */
function fateOf(story: Story, report: Exclude<StoryReport, { nil: true }>, id: RecordId, at: number): StoryEdit[] {
	const { now } = story;
	const set = (
		by: string,
		when: number,
		changes: Partial<Pick<Observation, 'shared' | 'withdrawn' | 'mergedInto'>>
	) => ({
		at: when,
		person: idOf(story.people, by),
		via: 'desk' as const,
		write: (doc: Y.Doc) => {
			if (changes.shared) setValue(doc, observationKind, id, 'shared', changes.shared);
			if (changes.withdrawn) setValue(doc, observationKind, id, 'withdrawn', changes.withdrawn);
			if (changes.mergedInto) setValue(doc, observationKind, id, 'mergedInto', changes.mergedInto);
		}
	});
	const sharedAt = Math.min(at + SHARED_AFTER, now());
	if ('entry' in report) {
		const by = authorOf(story, report.sharedBy, sharedAt);
		const shared = { entry: id, circle: report.circle, at: sharedAt, by: { person: by.person, party: by.party } };
		return [set(report.sharedBy, sharedAt, { shared })];
	}
	if (report.mergedInto) {
		const target = entryId(story, report.week, `rapport-${report.mergedInto}`);
		return [set(compilerOf(story, report.by), sharedAt, { mergedInto: target })];
	}
	if (!report.withdrawn) return [];
	const { by, reason } = report.withdrawn;
	const person = authorOf(story, by, sharedAt);
	const withdrawnAt = Math.min(at + WITHDRAWN_AFTER, now());
	const shared = {
		entry: id,
		circle: 'group' as const,
		at: sharedAt,
		by: { person: person.person, party: person.party }
	};
	return [
		set(by, sharedAt, { shared }),
		set(by, withdrawnAt, { withdrawn: { at: withdrawnAt, by: person.person, reason } })
	];
}
