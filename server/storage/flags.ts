import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** A record that is hidden, and its words: each with the field it stood in, in the order of the schema. */
export interface FlaggedPart {
	document: DocumentId;
	kind: DocumentKind;
	root: string;
	id: string;
	fields: string[];
	words: string[];
}

export type FlagState = 'open' | 'shown' | 'redacting' | 'redacted';

/** Somebody said that a record names a person. */
export interface Flag {
	id: string;
	samverkan: SamverkanId;
	document: DocumentId;
	root: string;
	record: string;
	/** The week whose board it is on; null for åtgärder. */
	week: WeekKey | null;
	/** Whose row it is; null where it is nobody's in particular. */
	party: PartyId | null;
	/** In a party's own draft. */
	draft: boolean;
	/** What it is, without its words: "Lägesrad, Torget". */
	label: string;
	by: PersonId;
	at: number;
	reason: string;
	/** Empty once it has been judged. */
	parts: FlaggedPart[];
	state: FlagState;
	judgedBy: PersonId | null;
	judgedAt: number | null;
}

export type NewFlag = Omit<Flag, 'state' | 'judgedBy' | 'judgedAt'>;

/** A line of the log. It says where, never what. */
export interface RedactionLine {
	sequence: number;
	flag: string;
	samverkan: SamverkanId;
	by: PersonId;
	at: number;
	reason: string;
	fields: { document: DocumentId; root: string; record: string; fields: string[] }[];
	state: 'begun' | 'rewritten' | 'done';
	/** Journal rows that were rewritten. */
	journalRows: number;
}

/** Flaggade personuppgifter: the only place their words are in until somebody has judged them. */
export interface FlagStore {
	/** False where the record is flagged already. */
	add(flag: NewFlag): Promise<boolean>;
	find(id: string): Promise<Flag | null>;
	/** All of a samverkan's, the newest first. */
	all(samverkan: SamverkanId): Promise<Flag[]>;
	/** Those that wait to be judged, in every samverkan or one. */
	open(samverkan?: SamverkanId): Promise<Flag[]>;
	/** The words as they were when they left the documents. */
	setParts(id: string, parts: readonly FlaggedPart[]): Promise<void>;
	/** False alarm: the words are back where they were, and here no more. False where it was judged already. */
	close(id: string, by: PersonId, at: number): Promise<boolean>;
	/**
	 * Begins a redaction: from here on it is carried out, also by a server that starts again. `plan` is JSON for the worker.
	 * False where the flag was judged already.
	 */
	begin(line: Omit<RedactionLine, 'sequence' | 'state' | 'journalRows'>, plan: string): Promise<boolean>;
	/** Carries out what was begun, on a thread of its own; resolves when every byte of it is gone. */
	carryOut(): Promise<void>;
	/** True while something that was begun is not done. */
	isUnfinished(): Promise<boolean>;
	redactions(samverkan: SamverkanId): Promise<RedactionLine[]>;
}
