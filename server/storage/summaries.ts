import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { SummarySection } from '../../src/lib/shared/seal/public-summary.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** Publik sammanfattning of a week, as it stands. */
export interface StoredSummary {
	document: DocumentId;
	samverkan: SamverkanId;
	week: WeekKey;
	/** Rises by one with each edit; people approve a version. */
	version: number;
	sections: SummarySection[];
	/** What was approved by both main parties, frozen; null until it is. */
	frozen: { content: Uint8Array; sha256: string } | null;
}

export interface SummaryEvent {
	version: number;
	what: 'edited' | 'approved';
	person: PersonId;
	party: PartyId;
	at: number;
}

export interface SummaryStore {
	find(document: DocumentId): Promise<StoredSummary | null>;
	/** Who edited and approved, in the order it happened. */
	log(document: DocumentId): Promise<SummaryEvent[]>;
	/**
	 * Keeps an edit under the version after `from`, with who did it. False when somebody else has edited since, or it is
	 * frozen: nothing is kept then.
	 */
	edit(
		summary: Omit<StoredSummary, 'version' | 'frozen'>,
		from: number,
		by: Pick<SummaryEvent, 'person' | 'party' | 'at'>
	): Promise<boolean>;
	/** Notes an approval of that version and freezes it when `freeze` says so. False when it is not that version any more. */
	approve(
		document: DocumentId,
		version: number,
		by: Pick<SummaryEvent, 'person' | 'party' | 'at'>,
		freeze: (log: readonly SummaryEvent[]) => StoredSummary['frozen']
	): Promise<boolean>;
}
