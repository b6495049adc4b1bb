import type { ActionsRecord, WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { may } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MeetingSettings } from '../../src/lib/shared/meeting/agenda.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import { canonicalJson } from '../../src/lib/shared/seal/canonical-json.ts';
import { contentChanges, type ContentChange } from '../../src/lib/shared/seal/content-changes.ts';
import { checklist, isBlocked, type ChecklistItem } from '../../src/lib/shared/seal/checklist.ts';
import type { SealFacts } from '../../src/lib/shared/seal/facts.ts';
import { makeContent, makeRecord, type SealedContent } from '../../src/lib/shared/seal/make-record.ts';
import type { SealedJournal, SealedLink, SealedPerson, SealedRecord } from '../../src/lib/shared/seal/sealed-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { isSealable } from '../../src/lib/shared/week/lifecycle.ts';
import { ChainMovedError, NotSealableError, type Seal, type SealProposal } from '../storage/seals.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { canonicalBytes, sha256 } from './hash.ts';
import { gatherFacts, type FactsParts } from './seal-facts.ts';

export interface SealingParts {
	store: Pick<Store, 'documents' | 'organisation' | 'seals'>;
	rooms: {
		read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
		/** Runs with the stored document at exactly that journal sequence; edits wait, and are decided on anew after. */
		freeze<D extends DocumentKind, T>(
			id: DocumentId,
			kind: D,
			work: (at: { record: DocumentRecord<D>; sequence: number }) => Promise<T>
		): Promise<T>;
	};
	live: { weekMoved(samverkan: SamverkanId, event: { week: WeekKey; document: DocumentId }): void };
	meetingOf(organisation: Organisation): Pick<MeetingSettings, 'secondApprover'>;
	privacyOf?: FactsParts['privacyOf'];
	now: () => number;
	/** Told once it is kept. */
	sealed?(seal: Seal): void;
}

export type SealProblem =
	| Problem<
			| 'not-allowed'
			| 'not-found'
			| 'week-not-sealable'
			| 'checklist-blocks'
			| 'needs-second-approver'
			| 'nothing-proposed'
			| 'same-party'
	  >
	| { code: 'changed-since-proposal'; changes: readonly ContentChange[] };

/** What the page shows before a week is sealed. */
export interface SealPreview {
	week: WeekDocument;
	facts: SealFacts;
	content: SealedContent;
	checklist: ChecklistItem[];
	proposal: ProposalView | null;
}

export interface ProposalView {
	by: SealedPerson;
	party: PartyId;
	at: number;
	sha256: string;
	/** What is another way now; empty while the week is as proposed. */
	changes: readonly ContentChange[];
}

/** Makes weeks into immutable, chained records (product.md §1, fastställd). */
export class Sealing {
	readonly #parts: SealingParts;

	constructor(parts: SealingParts) {
		this.#parts = parts;
	}

	async preview(samverkan: SamverkanId, key: WeekKey): Promise<SealPreview | null> {
		const { store, rooms } = this.#parts;
		const week = await store.documents.findWeek(samverkan, key);
		if (!week) return null;
		const actions = await store.documents.actionsDocument(samverkan);
		const facts = await this.#facts(week, await rooms.read(week.id, 'week'), await rooms.read(actions.id, 'actions'));
		const content = makeContent(facts);
		const proposal = await store.seals.proposal(week.id);
		return {
			...{ week, facts, content, checklist: checklist(facts) },
			proposal: proposal && viewOf(proposal, facts.organisation, content)
		};
	}

	/** Does fastställ need a second person, of another party? */
	needsTwo(organisation: Organisation): boolean {
		return this.#parts.meetingOf(organisation).secondApprover;
	}

	/** Seals the week as it is stored now. Where the samverkan asks for two people, `propose` and `approve` do. */
	async seal(samverkan: SamverkanId, key: WeekKey, actor: Actor): Promise<Result<Seal, SealProblem>> {
		if (!may(actor, 'week:seal') || actor.samverkan !== samverkan) return fail('not-allowed');
		const { store } = this.#parts;
		if (this.needsTwo(await store.organisation.read(samverkan))) return fail('needs-second-approver');
		return this.#sealing(samverkan, key, async (facts) =>
			ok({ by: personIn(facts.organisation, actor.person), actor, approvedBy: null })
		);
	}

	/** Freezes nothing: says what would be sealed, for somebody of another party to approve. */
	async propose(samverkan: SamverkanId, key: WeekKey, actor: Actor): Promise<Result<SealProposal, SealProblem>> {
		if (!may(actor, 'week:seal') || actor.samverkan !== samverkan) return fail('not-allowed');
		const preview = await this.preview(samverkan, key);
		if (!preview) return fail('not-found');
		if (!isSealable(preview.week.state)) return fail('week-not-sealable');
		if (isBlocked(preview.checklist)) return fail('checklist-blocks');
		const content = canonicalJson(preview.content);
		const { person, party } = actor;
		const proposal = {
			document: preview.week.id,
			person,
			party,
			at: this.#parts.now(),
			content,
			sha256: sha256(content)
		};
		await this.#parts.store.seals.propose(proposal);
		this.#parts.live.weekMoved(samverkan, { week: key, document: preview.week.id });
		return ok(proposal);
	}

	/** Seals what was proposed, and nothing else. */
	async approve(samverkan: SamverkanId, key: WeekKey, actor: Actor): Promise<Result<Seal, SealProblem>> {
		if (!may(actor, 'week:approve-seal') || actor.samverkan !== samverkan) return fail('not-allowed');
		return this.#sealing(samverkan, key, async (facts, week) => {
			const proposal = await this.#parts.store.seals.proposal(week.id);
			if (!proposal) return fail('nothing-proposed');
			if (proposal.party === actor.party) return fail('same-party');
			const changes = changesSince(proposal, makeContent(facts));
			if (changes.length > 0) return { ok: false, problem: { code: 'changed-since-proposal', changes } };
			const proposer = personIn(facts.organisation, proposal.person);
			return ok({
				by: proposer,
				actor,
				approvedBy: personIn(facts.organisation, actor.person),
				person: proposal.person
			});
		});
	}

	#facts(week: WeekDocument, record: WeekRecord, actions: ActionsRecord): Promise<SealFacts> {
		const { store, rooms, now, privacyOf } = this.#parts;
		return gatherFacts({ store, now, privacyOf, readWeek: ({ id }) => rooms.read(id, 'week') }, week, record, actions);
	}

	async #sealing(samverkan: SamverkanId, key: WeekKey, decide: Decide): Promise<Result<Seal, SealProblem>> {
		const { documents } = this.#parts.store;
		const week = await documents.findWeek(samverkan, key);
		if (!week) return fail('not-found');
		const sealed = await this.#frozen(week, decide);
		if (!sealed.ok) return sealed;
		this.#parts.live.weekMoved(samverkan, { week: key, document: week.id });
		this.#parts.sealed?.(sealed.value);
		return sealed;
	}

	/** Both documents hold still while the record is made of them and kept. */
	async #frozen({ id, samverkan }: WeekDocument, decide: Decide): Promise<Result<Seal, SealProblem>> {
		const { rooms, store } = this.#parts;
		const actions = await store.documents.actionsDocument(samverkan);
		return rooms.freeze(id, 'week', ({ record, sequence }) =>
			rooms.freeze(actions.id, 'actions', async (at) => {
				const week = await store.documents.find(id);
				if (week?.kind !== 'week' || !isSealable(week.state)) return fail('week-not-sealable');
				const facts = await this.#facts(week, record, at.record);
				if (isBlocked(checklist(facts))) return fail('checklist-blocks');
				const decided = await decide(facts, week);
				return decided.ok ? this.#keep(week, facts, sequence, decided.value) : decided;
			})
		);
	}

	/** Again where another week's seal or a rättelse came in between: the record names the one before it. */
	async #keep(
		week: WeekDocument,
		facts: SealFacts,
		sequence: number,
		who: Sealers
	): Promise<Result<Seal, SealProblem>> {
		const { seals } = this.#parts.store;
		const journal = journalOf(await seals.journalHashes(week.id, sequence));
		for (;;) {
			const previous = linkOf(await seals.latest(week.samverkan));
			const at = this.#parts.now();
			const record = makeRecord(facts, { at, by: who.by, approvedBy: who.approvedBy }, { journal, previous });
			const seal = sealOf(record, { week, by: who.person ?? who.actor.person, at });
			try {
				await seals.append(seal);
				return ok(seal);
			} catch (error) {
				if (error instanceof NotSealableError) return fail('week-not-sealable');
				if (!(error instanceof ChainMovedError)) throw error;
			}
		}
	}
}

interface Sealers {
	actor: Actor;
	by: SealedPerson;
	approvedBy: SealedPerson | null;
	/** Who sealed, where that is not who acts. */
	person?: PersonId;
}

type Decide = (facts: SealFacts, week: WeekDocument) => Promise<Result<Sealers, SealProblem>>;

/** As the record names somebody: it is read when accounts are long gone. */
export function personIn({ people, parties }: Organisation, person: PersonId): SealedPerson {
	const member = people.find((one) => one.person === person);
	const party = parties.find(({ id }) => id === member?.party);
	return { name: member?.name ?? '(okänd)', party: party?.name ?? '(okänd)' };
}

/** The digest of a document's journal that a record carries: see `SealedJournal`. */
export function journalOf(rows: readonly { sequence: number; sha256: string }[]): SealedJournal {
	const lines = rows.map(({ sequence, sha256 }) => `${sequence} ${sha256}\n`);
	return { sequence: rows.at(-1)?.sequence ?? 0, rows: rows.length, sha256: sha256(lines.join('')) };
}

/** How the next in the chain names the one before it. */
export const linkOf = (seal: Pick<Seal, keyof SealedLink> | null): SealedLink | null =>
	seal && { week: seal.week, correction: seal.correction, sha256: seal.sha256 };

/** The row that keeps a record. */
export function sealOf(
	record: SealedRecord,
	{ week, by, at }: { week: Pick<WeekDocument, 'id' | 'samverkan' | 'week'>; by: PersonId; at: number }
): Seal {
	const content = canonicalBytes(record);
	return {
		...{ samverkan: week.samverkan, document: week.id, week: week.week, correction: 0, by, at },
		...{ content, sha256: sha256(content), previous: record.previous?.sha256 ?? null }
	};
}

const changesSince = (proposal: SealProposal, content: SealedContent): ContentChange[] =>
	contentChanges(JSON.parse(proposal.content) as SealedContent, content);

const viewOf = (proposal: SealProposal, organisation: Organisation, content: SealedContent): ProposalView => ({
	by: personIn(organisation, proposal.person),
	party: proposal.party,
	at: proposal.at,
	sha256: proposal.sha256,
	changes: changesSince(proposal, content)
});
