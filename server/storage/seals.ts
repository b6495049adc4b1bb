import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** A fastställd lägesbild or a rättelse, as it is kept for ever. */
export interface Seal {
	samverkan: SamverkanId;
	document: DocumentId;
	week: WeekKey;
	/** 0 is the lägesbild itself, 1 its first rättelse. */
	correction: number;
	by: PersonId;
	at: number;
	/** Canonical JSON (RFC 8785) in UTF-8: exactly these bytes are hashed, and handed out. */
	content: Uint8Array;
	/** Hexadecimal. */
	sha256: string;
	/** Of the samverkan's seal before this one; null for its first. */
	previous: string | null;
}

/** What somebody proposes to seal, where the samverkan asks for two people. */
export interface SealProposal {
	document: DocumentId;
	person: PersonId;
	party: PartyId;
	at: number;
	/** Canonical JSON of what the record would say, without who and when. */
	content: string;
	sha256: string;
}

/** A row of a document's journal as the chain is checked against it. */
export interface KeptRow {
	sequence: number;
	person: PersonId | null;
	update: Uint8Array;
	sha256: string;
	/** Does it still match its own hash? */
	intact: boolean;
}

/** The chain of seals. Only added to. */
export interface SealStore {
	/** All of a samverkan's, in the order they were made. */
	chain(samverkan: SamverkanId): Promise<Seal[]>;
	/** A week's: the lägesbild first, then its rättelser. */
	ofWeek(document: DocumentId): Promise<Seal[]>;
	/** Redigeringar that took something out of the week's seals, or are numbered among its rättelser, oldest first. */
	redactionsOf(document: DocumentId): Promise<Seal[]>;
	/** The newest of the samverkan's. */
	latest(samverkan: SamverkanId): Promise<Seal | null>;
	/**
	 * Adds one, and seals the week with it, in one transaction. Rejects with `ChainMovedError` when another seal has come
	 * in between, and with `NotSealableError` when the week is in no state to be sealed any more.
	 */
	append(seal: Seal): Promise<void>;
	/** As `append`, for weeks that an example tells of: they are sealed already. */
	appendSealed(seal: Seal): Promise<void>;

	propose(proposal: SealProposal): Promise<void>;
	proposal(document: DocumentId): Promise<SealProposal | null>;
	withdraw(document: DocumentId): Promise<void>;

	/** Sequence and hash of each of the document's journal rows up to a sequence, in order. */
	journalHashes(document: DocumentId, upTo: number): Promise<{ sequence: number; sha256: string }[]>;
	/** The rows themselves, and the sequence that the document's history started from by then. */
	journalRows(document: DocumentId): Promise<{ rows: KeptRow[]; starts: number[] }>;
}

/** Somebody sealed or corrected in the same samverkan meanwhile: make the record anew, after theirs. */
export class ChainMovedError extends Error {}

/** The week is not in its meeting, or was sealed by somebody else. */
export class NotSealableError extends Error {}
