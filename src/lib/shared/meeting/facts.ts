import type { CarriedEntry } from '../board/carried.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { Note } from '../board/note.ts';
import type { Returned } from '../board/returned.ts';
import type { AreaId } from '../ids.ts';
import type { AgendaMinutes } from './agenda.ts';
import type { Organisation } from '../organisation.ts';
import type { Day, Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';

/** A parked notering that has come back. */
export interface ReturnedNote {
	returned: Returned;
	note: Note;
}

/**
 * Everything that a surface of the meeting shows, as plain values: made from the live board on people's own devices, and
 * sent by the server, without what is hidden, to the room's screen. What scenes there are follows from this alone.
 */
export interface MeetingFacts {
	organisation: Organisation;
	week: Week;
	state: WeekState;
	/** Time boxes of the meeting. */
	agenda: AgendaMinutes;
	/** The meeting's day in Sweden. */
	today: Day;
	/** Without rows that were taken away; on the screen without hidden ones too. */
	record: WeekRecord;
	carried: readonly CarriedEntry[];
	returned: readonly ReturnedNote[];
	actions: ActionsRecord;
	/** Last assessed level per area before this week. */
	previousLevels: Readonly<Record<AreaId, { level: number; week: Week }>>;
	/**
	 * Rows per area that were left out of these facts because they are hidden; `null` is the whole municipality's. Empty
	 * on people's own devices, which have the rows themselves.
	 */
	hidden: ReadonlyMap<AreaId | null, number>;
	/** Of a sealed week, where it is known: which of the samverkan's seals it is, when it was set, and its hash. */
	seal?: { number: number; at: number; sha256: string } | null;
}
