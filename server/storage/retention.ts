import type { DocumentId, PartyId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { RetentionPlan, RetentionRules, RetentionRun } from '../../src/lib/shared/retention/retention.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** A document as a gallring looks at it. */
export interface RetentionCandidate {
	document: DocumentId;
	kind: 'week' | 'draft';
	party: PartyId | null;
	week: WeekKey;
	/** Of a draft: of the week that it is for. */
	sealed: boolean;
	/** When and as what it was sealed; null where there is no seal. */
	sealedAt: number | null;
	sha256: string | null;
	/** Rows of the journal, and those that people wrote. */
	rows: number;
	written: number;
	last: number;
	/** Reports that came in to it. */
	reports: number;
	/** Something in it is flagged and waits to be judged. */
	flagged: boolean;
	/** What earlier gallringar took of it. */
	gone: ('drafts' | 'journal' | 'weeks')[];
}

export interface RetentionStore {
	rules(samverkan: SamverkanId): Promise<RetentionRules>;
	setRules(samverkan: SamverkanId, rules: RetentionRules, by: PersonId, at: number): Promise<void>;
	/** Drafts and weeks, oldest first. */
	candidates(samverkan: SamverkanId): Promise<RetentionCandidate[]>;
	/** Notices and mails from before. `waiting`: mails that have not been sent yet. */
	notices(samverkan: SamverkanId, before: number): Promise<{ rows: number; mails: number; waiting: number }>;
	/** The log's oldest entries up to the first that is younger: the last of them, and how many. */
	oldLog(samverkan: SamverkanId, before: number): Promise<{ number: number; sha256: string; rows: number } | null>;
	/** Keeps what is to go; null where one is under way already. */
	begin(plan: RetentionPlan, by: PersonId, at: number): Promise<RetentionRun | null>;
	/** Takes away the next that is left of what was begun, in one piece; false when nothing was left. */
	carryOutNext(): Promise<boolean>;
	/** What is begun and not done, of any samverkan. */
	underWay(): Promise<RetentionRun | null>;
	/** Newest first. */
	runs(samverkan: SamverkanId): Promise<RetentionRun[]>;
	/** By which run the sealed week was taken away; null where it is there. */
	removedWeek(document: DocumentId): Promise<{ decision: string; at: number } | null>;
}
