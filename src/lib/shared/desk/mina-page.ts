import type { FunktionId, RecordId } from '../ids.ts';
import type { DueContext } from '../week/due-date.ts';
import type { Day } from '../week/iso-week.ts';
import type { DeskRow } from './desk-rows.ts';

/** Everything that /mina shows. */
export interface MinaPage {
	rows: DeskRow[];
	today: Day;
	/** What days are read by. */
	dates: DueContext;
	now: number;
	/** When the person last looked; null for never. */
	since: number | null;
	/** For the next comment: sent twice it is one. */
	commentId: RecordId;
	/** Whom an åtgärd can be given on to, by party. */
	giveTo: { party: string; funktioner: { id: FunktionId; name: string }[] }[];
	/** May open the board. */
	mayReadBoard: boolean;
	/** The samverkan's, for links. */
	slug: string;
	/** Names for "@" in comments. */
	mentions: string[];
}
