import type * as Y from 'yjs';
import { permissionsOf } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { addNilReport, nilReportKind } from '../../src/lib/shared/board/nil-report.ts';
import {
	addObservation,
	editObservation,
	isShared,
	observationKind,
	type Observation
} from '../../src/lib/shared/board/observation.ts';
import { SERVER } from '../../src/lib/shared/board/origin.ts';
import { partyReportKind, setReport } from '../../src/lib/shared/board/party-report.ts';
import { readStored, textOf } from '../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../src/lib/shared/board/remove.ts';
import { applyTextEdit } from '../../src/lib/shared/board/text-edit.ts';
import type { FunktionId, RecordId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import type { Message, Receipt } from '../../src/lib/shared/report/outbox.ts';
import type { Report } from '../../src/lib/shared/report/report-fields.ts';
import { reportWeek, type ReportWeek } from '../../src/lib/shared/report/report-week.ts';
import { isPartyNil } from '../../src/lib/shared/report/who-reports.ts';
import { openWarnings } from '../../src/lib/shared/privacy/answers.ts';
import { hasBlockedNumber } from '../../src/lib/shared/privacy/blocked-numbers.ts';
import { scan } from '../../src/lib/shared/privacy/personal-data.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { localDay, parseWeekKey, weekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { PrivacyDesk } from './privacy-desk.ts';
import type { ReceivedReport } from '../storage/reports.ts';
import type { Store } from '../storage/store.ts';

export interface ReportingParts {
	store: {
		documents: Pick<Store['documents'], 'weeks' | 'findWeek' | 'draftDocument'>;
		organisation: Pick<Store['organisation'], 'read'>;
		reports: Store['reports'];
	};
	rooms: {
		edit(
			id: ReceivedReport['document'],
			via: 'desk',
			person: Actor['person'],
			write: (doc: Y.Doc) => void
		): Promise<void>;
		read(id: ReceivedReport['document'], kind: 'draft'): Promise<DocumentRecord<'draft'>>;
	};
	/** Fritextskydd: what is warned of is answered for when it is sent. */
	privacy: Pick<PrivacyDesk, 'facts' | 'answer'>;
	now: () => number;
}

export type ReportProblem = Problem<
	| 'may-not-report'
	| 'source-not-own'
	| 'choice-gone'
	| 'time-in-future'
	| 'report-not-found'
	| 'report-id-taken'
	| 'report-needs-reason'
	| 'reason-names-somebody'
	| 'personal-number'
	| 'observation-shared'
>;

/**
 * What reporters send into their party's draft (domain.md §6.4). Everything is safe to send again: the sender made the id,
 * and what was received first stands.
 */
export class Reporting {
	readonly #parts: ReportingParts;

	constructor(parts: ReportingParts) {
		this.#parts = parts;
	}

	/** Resolves when it is on stable storage. Problems are the sender's to mend; anything else rejects. */
	async take(actor: Actor, message: Message): Promise<Result<Receipt, ReportProblem>> {
		if (!permissionsOf(actor, null).report) return fail('may-not-report');
		switch (message.kind) {
			case 'report':
				return this.#report(actor, message.report);
			case 'change':
				return this.#change(actor, message.report);
			case 'nil':
				return this.#nil(actor, message);
			case 'nil-undone':
				return this.#undoNil(actor, message.id);
		}
	}

	/** Takes an own report away while nobody outside the party has it. */
	async takeBack(actor: Actor, id: RecordId): Promise<Result<Receipt, ReportProblem>> {
		return this.#editOwn(actor, id, (doc) =>
			removeRecord(doc, observationKind, id, actor.person, this.#parts.now(), SERVER)
		);
	}

	/** An own report that can still be changed, as its writer wrote it; null where there is none. */
	async own(actor: Actor, id: RecordId): Promise<Omit<Report, 'reason'> | null> {
		const received = await this.#parts.store.reports.find(actor.samverkan, id);
		if (!received || !isFrom(received, actor, 'report')) return null;
		const { observations } = await this.#parts.rooms.read(received.document, 'draft');
		const found = observations.find((one) => one.id === id && one.removed === null);
		return found && !isShared(found) ? writtenAs(found) : null;
	}

	/** Where a report goes that is sent now. */
	async week(organisation: Organisation): Promise<ReportWeek> {
		const weeks = await this.#parts.store.documents.weeks(organisation.samverkan.id);
		const known = weeks.flatMap(({ week, state }) => {
			const parsed = parseWeekKey(week);
			return parsed ? [{ week: parsed, state }] : [];
		});
		return reportWeek(known, organisation.samverkan, this.#parts.now());
	}

	async #report(actor: Actor, report: Report): Promise<Result<Receipt, ReportProblem>> {
		const organisation = await this.#parts.store.organisation.read(actor.samverkan);
		const known = await this.#parts.store.reports.find(actor.samverkan, report.id);
		const problem = known ? null : await this.#problemOf(report, actor, organisation);
		if (problem) return problem;
		const received = known ?? (await this.#receive(actor, organisation, report.id, 'report'));
		if (!isFrom(received, actor, 'report')) return fail('report-id-taken');
		const by = { person: actor.person, party: received.party, at: received.at };
		await this.#parts.rooms.edit(received.document, 'desk', actor.person, (doc) =>
			addObservation(doc, report.id, { text: report.text, ...pickedOf(report) }, by, SERVER)
		);
		await this.#answerFor(actor, report, received);
		return ok(receiptOf(received));
	}

	async #change(actor: Actor, report: Report): Promise<Result<Receipt, ReportProblem>> {
		const organisation = await this.#parts.store.organisation.read(actor.samverkan);
		const problem = await this.#problemOf(report, actor, organisation);
		if (problem) return problem;
		const changed = await this.#editOwn(actor, report.id, (doc) => {
			doc.transact(() => {
				editObservation(doc, report.id, pickedOf(report), SERVER);
				const text = textOf(doc, observationKind, report.id, 'text');
				if (text) applyTextEdit(text, report.text, undefined, SERVER);
			}, SERVER);
		});
		const received = changed.ok ? await this.#parts.store.reports.find(actor.samverkan, report.id) : null;
		if (received) await this.#answerFor(actor, report, received);
		return changed;
	}

	/** What the form can not know, and what a client that is not ours may send. */
	async #problemOf(report: Report, actor: Actor, organisation: Organisation) {
		const now = this.#parts.now();
		const today = localDay(now);
		if (hasBlockedNumber(`${report.text}\n${report.reason}`, today)) return fail('personal-number');
		const problem = problemOf(report, actor, organisation, now);
		if (problem) return problem;
		const facts = await this.#parts.privacy.facts(actor.samverkan);
		if (openWarnings({ record: report.id, field: 'text', text: report.text }, facts, today).length === 0) return null;
		if (report.reason === '') return fail('report-needs-reason');
		return scan(report.reason, { allow: facts.allow, today }).length > 0 ? fail('reason-names-somebody') : null;
	}

	/** Keeps who said why what is warned of has to stand there; nothing where nothing is, or it was said before. */
	async #answerFor(actor: Actor, { id, text, reason }: Report, { document }: ReceivedReport): Promise<void> {
		const { privacy, now } = this.#parts;
		if (reason === '') return;
		const facts = await privacy.facts(actor.samverkan);
		const open = openWarnings({ record: id, field: 'text', text }, facts, localDay(now()));
		for (const kind of new Set(open.map((one) => one.kind)))
			await privacy.answer(actor, { record: id, field: 'text', text, document, kind, reason });
	}

	/** Runs `edit` in the turn in which it is decided that it may be done. */
	async #editOwn(actor: Actor, id: RecordId, edit: (doc: Y.Doc) => void): Promise<Result<Receipt, ReportProblem>> {
		if (!permissionsOf(actor, null).report) return fail('may-not-report');
		const received = await this.#parts.store.reports.find(actor.samverkan, id);
		if (!received || !isFrom(received, actor, 'report')) return fail('report-not-found');
		let standing: 'gone' | 'out' | 'own' = 'gone';
		await this.#parts.rooms.edit(received.document, 'desk', actor.person, (doc) => {
			const found = readStored(doc, observationKind, id);
			standing = found === null || found.removed ? 'gone' : isShared(found) ? 'out' : 'own';
			if (standing === 'own') edit(doc);
		});
		return answerOf(standing, received);
	}

	async #nil(
		actor: Actor,
		{ id, funktion }: { id: RecordId; funktion: FunktionId | null }
	): Promise<Result<Receipt, ReportProblem>> {
		if (funktion !== null && !actor.funktioner.includes(funktion)) return fail('source-not-own');
		const organisation = await this.#parts.store.organisation.read(actor.samverkan);
		const received = await this.#receive(actor, organisation, id, 'nil');
		if (!isFrom(received, actor, 'nil')) return fail('report-id-taken');
		const by = { person: actor.person, party: received.party, at: received.at };
		await this.#parts.rooms.edit(received.document, 'desk', actor.person, (doc) =>
			addNilReport(doc, id, { funktion, area: null }, by, SERVER)
		);
		await this.#tellCoverage(actor, organisation, received);
		return ok(receiptOf(received));
	}

	async #undoNil(actor: Actor, id: RecordId): Promise<Result<Receipt, ReportProblem>> {
		const received = await this.#parts.store.reports.find(actor.samverkan, id);
		if (!received || !isFrom(received, actor, 'nil')) return fail('report-not-found');
		await this.#parts.rooms.edit(received.document, 'desk', actor.person, (doc) =>
			removeRecord(doc, nilReportKind, id, actor.person, this.#parts.now(), SERVER)
		);
		const organisation = await this.#parts.store.organisation.read(actor.samverkan);
		await this.#tellCoverage(actor, organisation, received);
		return ok(receiptOf(received));
	}

	/**
	 * Once all who report in the party have said that there is nothing, the week says that of the party, which is no
	 * disclosure: there is nothing to disclose. What a party has said of itself otherwise stands.
	 */
	async #tellCoverage(actor: Actor, organisation: Organisation, received: ReceivedReport): Promise<void> {
		const { store, rooms, now } = this.#parts;
		const week = await store.documents.findWeek(actor.samverkan, received.week);
		if (!week || isSealed(week.state)) return;
		const draft = await rooms.read(received.document, 'draft');
		const isNil = isPartyNil(received.party, organisation, draft);
		const by = { person: actor.person, party: received.party, at: now() };
		await rooms.edit(week.id, 'desk', actor.person, (doc) => {
			const said = readStored(doc, partyReportKind, received.party)?.state ?? null;
			if (isNil && said === null) setReport(doc, received.party, 'nil', by, SERVER);
			if (!isNil && said === 'nil') setReport(doc, received.party, null, by, SERVER);
		});
	}

	async #receive(
		actor: Actor,
		organisation: Organisation,
		id: RecordId,
		kind: ReceivedReport['kind']
	): Promise<ReceivedReport> {
		const { store, now } = this.#parts;
		const { samverkan, party, person } = actor;
		const week = weekKey((await this.week(organisation)).week);
		const { id: document } = await store.documents.draftDocument(samverkan, party, week);
		return store.reports.receive({ id, kind, samverkan, person, party, document, week, at: now() });
	}
}

const isFrom = (received: ReceivedReport, { person }: Actor, kind: ReceivedReport['kind']): boolean =>
	received.person === person && received.kind === kind;

function answerOf(standing: 'gone' | 'out' | 'own', received: ReceivedReport): Result<Receipt, ReportProblem> {
	if (standing === 'gone') return fail('report-not-found');
	return standing === 'out' ? fail('observation-shared') : ok(receiptOf(received));
}

const receiptOf = ({ at, week, party }: ReceivedReport): Receipt => ({ at, week, party });

function pickedOf({ category, where, when, severity, reliability, basis, funktion }: Report) {
	return { category, where, when, severity, reliability, basis, sourceFunktion: funktion };
}

/** Null where somebody who compiles has taken out what a report must say. */
function writtenAs({ id, text, category, where, when, severity, ...rest }: Observation): Omit<Report, 'reason'> | null {
	if (category === null || when === null || severity === null) return null;
	const { reliability, basis, sourceFunktion: funktion } = rest;
	return { id, text, category, where, when, severity, reliability, basis, funktion };
}

/** What the form can not know: that it is somebody else's function, or that what was chosen is not there any more. */
function problemOf(report: Report, actor: Actor, { areas, places, categories }: Organisation, now: number) {
	if (report.funktion !== null && !actor.funktioner.includes(report.funktion)) return fail('source-not-own');
	const has = (rows: readonly { id: string }[], id: string | null) => id === null || rows.some((row) => row.id === id);
	const { category, where } = report;
	if (!has(categories, category) || !has(areas, where?.area ?? null) || !has(places, where?.place ?? null))
		return fail('choice-gone');
	return report.when.from > dayAfter(now) ? fail('time-in-future') : null;
}

/** A device's own day can be a little ahead. */
const dayAfter = (now: number): string => new Date(now + 24 * 3_600_000).toISOString().slice(0, 10);
