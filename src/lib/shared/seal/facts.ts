import type { CarriedEntry } from '../board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { AreaId } from '../ids.ts';
import type { ReturnedNote } from '../meeting/facts.ts';
import type { Organisation } from '../organisation.ts';
import type { PrivacyFacts } from '../privacy/answers.ts';
import type { Day, Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';

/** What a lägesbild is sealed from: the week as it is stored, and what it refers to. */
export interface SealFacts {
	organisation: Organisation;
	week: Week;
	state: WeekState;
	/** The calendar day in Sweden. */
	today: Day;
	record: WeekRecord;
	/** Rows of earlier weeks with their words; those whose words can not be found are left out. */
	carried: readonly CarriedEntry[];
	returned: readonly ReturnedNote[];
	/** The whole document: which åtgärder the week shows follows from it. */
	actions: ActionsRecord;
	/** Last assessed level per area before this week. */
	previousLevels: Readonly<Record<AreaId, number>>;
	/** Fritextskydd as the samverkan has it; left out, texts are not asked about. */
	privacy?: PrivacyFacts;
	/** Milliseconds; null where the state log tells of none. */
	meeting: { startedAt: number | null; endedAt: number | null };
}

/** Who and when, and where in the chain: what makes a seal of a lägesbild. */
export interface SealMoment {
	at: number;
	by: { name: string; party: string };
	approvedBy: { name: string; party: string } | null;
}
