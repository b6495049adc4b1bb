import type { Permissions } from '../access/policies.ts';
import type { AreaId, DocumentId, PartyId, PersonId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import type { Role } from '../access/roles.ts';
import type { Day, Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';
import type { SuggestedMove } from '../week/suggested-move.ts';
import type { ActionsRecord, DraftRecord, WeekRecord } from './document-record.ts';
import type { Entry } from './entry.ts';
import type { Note } from './note.ts';

/** What the week page's `load` gives the board: enough to render it whole on the server, then to go live. */
export interface WeekPage {
	organisation: Organisation;
	me: { person: PersonId; name: string; party: PartyId; roles: Role[] };
	week: Week;
	state: WeekState;
	/** The calendar day in Sweden when the page was made. */
	today: Day;
	thisWeek: Week;
	/**
	 * Documents to attach to; null where the page stays as it was rendered: no right to the live board, or, for
	 * åtgärder, a week that is over and shows them as they stood.
	 */
	documents: { week: DocumentId | null; actions: DocumentId | null };
	weekRecord: WeekRecord;
	actionsRecord: ActionsRecord;
	/** The own party's draft, on the page where it is compiled and nowhere else. */
	draft?: { id: DocumentId; record: DraftRecord };
	/** Rows of the own party's draft that nobody has handled; left out for those who do not compile it. */
	unhandled?: number;
	/** The words of rows and noteringar of earlier weeks that this one refers to: written there, only read here. */
	earlierEntries: readonly Entry[];
	earlierNotes: readonly Note[];
	/** Last assessed level per area before this week, for "ej bedömd" and for the motive of a change. */
	previousLevels: Record<AreaId, { level: number; week: Week }>;
	life: WeekLifePart;
	/** A sealed week's record: null where there is none to read. */
	seal: { corrections: number } | null;
	/** What this person may do here; the server checks the same policies again. */
	may: Permissions;
	/** The moment that is shown, in milliseconds; left out of what shows now. Of the past there is only reading. */
	past?: number;
}

/** Where this person may take the week, and what it is time for. */
export interface WeekLifePart {
	/** The ordinary next step first; none for those who may not move weeks. */
	moves: readonly WeekState[];
	suggestion: SuggestedMove | null;
	/** When it may be another, in milliseconds; null where time alone changes nothing. */
	nextLook: number | null;
	/** Milliseconds, when the page was made: "i går" is counted from it. */
	now: number;
	mayOpenScreen: boolean;
	maySeal: boolean;
}
