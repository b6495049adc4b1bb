import { may } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { MeetingSettings } from '../../src/lib/shared/meeting/agenda.ts';
import type { Organisation, Party } from '../../src/lib/shared/organisation.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import {
	MAIN_PARTIES,
	makeSummary,
	proposeSummary,
	type PublicSummary,
	type SummarySection
} from '../../src/lib/shared/seal/public-summary.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import type { StoredSummary, SummaryEvent } from '../storage/summaries.ts';
import { canonicalBytes, sha256 } from './hash.ts';
import { hiddenInSummary } from './hidden.ts';
import { readSealedWeek, type SealedWeek } from './read-seals.ts';

export interface SummaryParts {
	store: Pick<Store, 'documents' | 'organisation' | 'seals' | 'summaries' | 'flags'>;
	meetingOf(organisation: Organisation): Pick<MeetingSettings, 'publicPage'>;
	now: () => number;
}

export type SummaryProblem = Problem<
	'not-allowed' | 'not-found' | 'not-sealed' | 'summary-moved' | 'not-main-party' | 'summary-empty'
>;

/** The summary as those see it who work on it. */
export interface SummaryView {
	/** 0 while nobody has edited it: what is shown is then what the record proposes. */
	version: number;
	sections: SummarySection[];
	/** Of this version: which main parties have approved, and who. */
	approvals: { party: string; approved: boolean; mine: boolean }[];
	sha256: string | null;
	/** Who did what, newest last. */
	log: { what: SummaryEvent['what']; version: number; name: string; party: string; at: number }[];
}

/** A frozen summary, and the hash of the bytes that were approved. */
export interface ApprovedSummary {
	summary: PublicSummary;
	sha256: string;
}

/** Publika sammanfattningar: proposed from the sealed record, edited, approved by both main parties, frozen. */
export class PublicSummaries {
	readonly #parts: SummaryParts;

	constructor(parts: SummaryParts) {
		this.#parts = parts;
	}

	async view(samverkan: SamverkanId, key: WeekKey, actor: Actor): Promise<SummaryView | null> {
		const { store } = this.#parts;
		const found = await this.#sealed(samverkan, key);
		if (!found) return null;
		const stored = await store.summaries.find(found.week.id);
		const log = await store.summaries.log(found.week.id);
		const organisation = await store.organisation.read(samverkan);
		const version = stored?.version ?? 0;
		return {
			version,
			sections: merged(proposeSummary(found.sealed.record), stored),
			approvals: mainParties(organisation).map(({ id, name }) => ({
				party: name,
				approved: isApprovedBy(log, version, id),
				mine: id === actor.party
			})),
			sha256: stored?.frozen?.sha256 ?? null,
			log: log.map(({ person, party, ...event }) => ({ ...event, ...nameIn(organisation, person, party) }))
		};
	}

	/** Keeps the sections as they are now written, under a new version that nobody has approved. */
	async edit(
		samverkan: SamverkanId,
		key: WeekKey,
		actor: Actor,
		{ version, sections }: Pick<SummaryView, 'version' | 'sections'>
	): Promise<Result<true, SummaryProblem>> {
		if (!may(actor, 'summary:edit') || actor.samverkan !== samverkan) return fail('not-allowed');
		if (sections.every(({ text }) => text.trim() === '')) return fail('summary-empty');
		const found = await this.#sealed(samverkan, key);
		if (!found) return fail('not-sealed');
		const summary = { document: found.week.id, samverkan, week: key, sections };
		const kept = await this.#parts.store.summaries.edit(summary, version, this.#by(actor));
		return kept ? ok(true) : fail('summary-moved');
	}

	/** For one's own party; the second of the two freezes it. */
	async approve(
		samverkan: SamverkanId,
		key: WeekKey,
		actor: Actor,
		version: number
	): Promise<Result<true, SummaryProblem>> {
		if (!may(actor, 'summary:approve') || actor.samverkan !== samverkan) return fail('not-allowed');
		const { store, now } = this.#parts;
		const organisation = await store.organisation.read(samverkan);
		const main = mainParties(organisation);
		if (!main.some(({ id }) => id === actor.party)) return fail('not-main-party');
		const found = await this.#sealed(samverkan, key);
		const stored = found && (await store.summaries.find(found.week.id));
		if (!found || !stored) return fail('summary-moved');
		const freeze = (log: readonly SummaryEvent[]) => frozen(found.sealed, stored, main, log, version, now());
		const kept = await store.summaries.approve(found.week.id, version, this.#by(actor), freeze);
		return kept ? ok(true) : fail('summary-moved');
	}

	/** For anybody: only what is approved, and only where the samverkan shows it. */
	async published(slug: string, key: WeekKey): Promise<ApprovedSummary | null> {
		const { store, meetingOf } = this.#parts;
		const samverkan = await store.organisation.bySlug(slug);
		if (!samverkan || !meetingOf(await store.organisation.read(samverkan.id)).publicPage) return null;
		const week = await store.documents.findWeek(samverkan.id, key);
		return week && this.approved(week.id);
	}

	/** For those who read the record: as both main parties approved it, or null until they have. */
	async approved(week: DocumentId): Promise<ApprovedSummary | null> {
		const stored = await this.#parts.store.summaries.find(week);
		if (!stored?.frozen) return null;
		const { content, sha256: kept } = stored.frozen;
		if (sha256(content) !== kept) return null; // nothing that was not approved is shown
		const summary = JSON.parse(new TextDecoder().decode(content)) as PublicSummary;
		return { summary: hiddenInSummary(summary, await this.#parts.store.flags.open(stored.samverkan)), sha256: kept };
	}

	#by({ person, party }: Actor): Pick<SummaryEvent, 'person' | 'party' | 'at'> {
		return { person, party, at: this.#parts.now() };
	}

	async #sealed(samverkan: SamverkanId, key: WeekKey): Promise<{ week: WeekDocument; sealed: SealedWeek } | null> {
		const week = await this.#parts.store.documents.findWeek(samverkan, key);
		const sealed = week && (await readSealedWeek(this.#parts.store.seals, week.id));
		return week && sealed && sealed !== 'damaged' ? { week, sealed } : null;
	}
}

/** The proposal's sections with the words they have been given since; those that were emptied stay to be filled again. */
function merged(proposed: readonly SummarySection[], stored: StoredSummary | null): SummarySection[] {
	if (!stored) return [...proposed];
	const written = new Map(stored.sections.map((section) => [section.key, section.text]));
	return proposed.map((section) => ({ ...section, text: written.get(section.key) ?? '' }));
}

const mainParties = ({ parties }: Organisation): Party[] => parties.filter(({ kind }) => MAIN_PARTIES.includes(kind));

const isApprovedBy = (log: readonly SummaryEvent[], version: number, party: string): boolean =>
	log.some((event) => event.what === 'approved' && event.version === version && event.party === party);

/** Both kinds must have approved: where there are several of a kind, one of them. */
function frozen(
	{ seal, record }: SealedWeek,
	stored: StoredSummary,
	main: readonly Party[],
	log: readonly SummaryEvent[],
	version: number,
	at: number
): StoredSummary['frozen'] {
	const approved = main.filter(({ id }) => isApprovedBy(log, version, id));
	if (!MAIN_PARTIES.every((kind) => approved.some((party) => party.kind === kind))) return null;
	const summary = makeSummary(record, stored.sections, {
		approvedBy: approved.map(({ name }) => name),
		approvedAt: at,
		sha256: seal.sha256
	});
	const content = canonicalBytes(summary);
	return { content, sha256: sha256(content) };
}

const nameIn = ({ people, parties }: Organisation, person: string, party: string) => ({
	name: people.find((one) => one.person === person)?.name ?? '(okänd)',
	party: parties.find(({ id }) => id === party)?.name ?? '(okänd)'
});
