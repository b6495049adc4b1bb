import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { SealedPerson } from '../../src/lib/shared/seal/sealed-record.ts';

/** A record whose words are taken away, and what stands in it afterwards: for each of its words in turn. */
export interface RedactedPart {
	document: DocumentId;
	kind: DocumentKind;
	root: string;
	id: string;
	instead: string[];
}

/** Everything a redaction needs to be carried out, also by a server that starts again in the middle of it. */
export interface RedactionPlan {
	samverkan: SamverkanId;
	by: { person: PersonId } & SealedPerson;
	at: number;
	reason: string;
	/** What it is, without its words. */
	about: string;
	/** The flagged record first, then those that stand for it in other documents. */
	parts: RedactedPart[];
}

export interface Redaction {
	sequence: number;
	flag: string;
	plan: RedactionPlan;
}
