import type { DocumentId, PartyId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** That a report or a nollrapport was received, from whom, and into which draft. What it says is in the draft alone. */
export interface ReceivedReport {
	/** The record's id in the draft, made by the sender. */
	id: RecordId;
	kind: 'report' | 'nil';
	samverkan: SamverkanId;
	person: PersonId;
	party: PartyId;
	document: DocumentId;
	week: WeekKey;
	/** Milliseconds. */
	at: number;
}

export interface ReportStore {
	/**
	 * Keeps it, once however many send it at the same time; the answer is what was kept first, which is another's than
	 * `received` where the id was taken already.
	 */
	receive(received: ReceivedReport): Promise<ReceivedReport>;
	find(samverkan: SamverkanId, id: RecordId): Promise<ReceivedReport | null>;
	/** A person's own since a moment (milliseconds), newest first. */
	ofPerson(samverkan: SamverkanId, person: PersonId, since: number): Promise<ReceivedReport[]>;
}
