import type { DocumentId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { RetentionItem, RetentionRules } from '../../src/lib/shared/retention/retention.ts';
import type { RedactedRecord, SealedDisposal } from '../../src/lib/shared/seal/sealed-record.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';

/** A gallring as its worker sees it. */
export interface Begun {
	id: number;
	samverkan: SamverkanId;
	by: PersonId;
	at: number;
	rules: RetentionRules;
	items: RetentionItem[];
	done: number;
}

/** What of a sealed week is gone, as the chain attests to it. */
export interface Disposed {
	document: DocumentId;
	week: WeekKey;
	journal: SealedDisposal['journals'][number] | null;
	records: RedactedRecord[];
}
