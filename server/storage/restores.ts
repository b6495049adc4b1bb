import type { DocumentId, PersonId } from '../../src/lib/shared/ids.ts';

export const RESTORE_TARGETS = ['field', 'record', 'week'] as const;
export type RestoreTarget = (typeof RESTORE_TARGETS)[number];

/** What a journal row says of itself when it brought back what stood at an earlier moment. Kept with the row, or not at all. */
export interface RestoreMark {
	id: string;
	/** Which moment, in milliseconds. */
	moment: number;
	target: RestoreTarget;
	/** The restore that it takes back; null where it takes back none. */
	undoes: string | null;
}

/** A mark, and the row that it is said of. */
export interface Restore extends RestoreMark {
	document: DocumentId;
	sequence: number;
	at: number;
	person: PersonId | null;
}

/** Which journal rows are restores. They are written by `JournalStore.append`; one whose row was disposed of is none. */
export interface RestoreStore {
	find(id: string): Promise<Restore | null>;
	/** In the journal's order, those after a sequence. */
	ofDocument(document: DocumentId, after?: number): Promise<Restore[]>;
}
