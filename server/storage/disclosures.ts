import type { Recipient } from '../../src/lib/shared/access/recipients.ts';
import type { Circle } from '../../src/lib/shared/board/circle.ts';
import type { DocumentId, PartyId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** That a row of a party's draft was disclosed (utlämnande, OSL): who, what, when and to whom. */
export interface NewDisclosure {
	samverkan: SamverkanId;
	party: PartyId;
	week: WeekKey;
	/** The draft. */
	document: DocumentId;
	observation: RecordId;
	circle: Circle;
	/** SHA-256 of the text as it was shared, in UTF-8. The text itself is not in the log. */
	sha256: string;
	/** As roles and staffing were then. */
	recipients: Recipient[];
	person: PersonId;
	at: number;
}

/** `withdrawn`: it was taken back. `not-done`: it was begun, and never reached the week. */
export interface DisclosureEnd {
	what: 'withdrawn' | 'not-done';
	person: PersonId;
	at: number;
	reason: string;
}

export interface Disclosure extends NewDisclosure {
	sequence: number;
	ended: DisclosureEnd | null;
}

/** Delningslogg. Only added to. */
export interface DisclosureStore {
	/** Keeps it, unless one of the row stands already: then that one, whoever asked. */
	add(disclosure: NewDisclosure): Promise<Disclosure>;
	/** The row's disclosure that has not ended. */
	standing(document: DocumentId, observation: RecordId): Promise<Disclosure | null>;
	/** Once: the first end stays. */
	end(sequence: number, end: DisclosureEnd): Promise<void>;
	/** Newest first. */
	ofParty(samverkan: SamverkanId, party: PartyId): Promise<Disclosure[]>;
}
