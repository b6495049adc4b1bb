import type { AreaId, DocumentId, PartyId, PersonId, RecordId } from '../ids.ts';
import type { ActionsRecord, WeekRecord } from '../board/document-record.ts';
import type { Captured } from '../meeting/captured.ts';
import type { MeetingFacts } from '../meeting/facts.ts';
import type { MeetingMove, MeetingState } from '../meeting/meeting-state.ts';
import type { Notice } from '../notices/notice.ts';
import type { WeekKey } from '../week/iso-week.ts';

/**
 * Everything that goes over socket.io on `/live`. It is at-most-once: nothing that must not be lost goes here.
 * The room is the samverkan named in the connection's `auth.samverkan` (its slug), checked on connect.
 */

/** Somebody who has the samverkan open, one per person however many windows. Stamped by the server. */
export interface PersonHere {
	person: PersonId;
	name: string;
	party: PartyId;
	/** The functions the person staffs, by name. */
	funktioner: string[];
	/** The week they look at last, where they look at one. */
	week: WeekKey | null;
}

/** As JSON carries it: hidden rows are counted in pairs. */
export type ScreenFacts = Omit<MeetingFacts, 'hidden'> & {
	hidden: [area: AreaId | null, count: number][];
	/** What came on the board last, newest first, without who wrote it. */
	captured: ScreenCaptured[];
};

export interface ScreenCaptured extends Omit<Captured, 'by'> {
	/** Milliseconds, server time. */
	at: number;
}

/** What is another now than it was, each part whole. */
export interface ScreenChanges {
	facts: Partial<Omit<ScreenFacts, 'record' | 'actions'>>;
	record: Partial<WeekRecord>;
	actions: Partial<ActionsRecord>;
}

/** Where a week's meeting is. */
export interface MeetingNews {
	week: WeekKey;
	state: MeetingState;
	/** The server's clock when it was sent, for timers. */
	at: number;
}

/** What a connection says of itself in `auth`. */
export interface LiveAuth {
	/** The samverkan's slug; a screen that was opened by a link need not know it. */
	samverkan?: string;
	/** The room's screen, of that week: it sees `ScreenFacts` and where the meeting is, and nothing else. */
	screen?: WeekKey;
}

export interface ServerToClient {
	/** Who is here, whole, whenever it changes; bundled. */
	'people:here': (people: PersonHere[]) => void;
	/** Something that concerns the receiver; it is kept already. */
	'notice:new': (notice: Notice) => void;
	/** How many the receiver has not seen: on connect, and whenever it changes. */
	'notices:unseen': (count: number) => void;
	/** Åtgärder of the receiver's functions, or that wait for them to see to, are not as they were; bundled. Read them again. */
	'actions:changed': (event: { actions: RecordId[] }) => void;
	/** Roles, membership or staffing changed: reload what you may do. The socket is then closed, and decided on anew. */
	'rights:changed': () => void;
	/** The organisation (areas, functions …) was edited. */
	'organisation:changed': () => void;
	/** The week went to another state. */
	'week:moved': (event: { week: WeekKey; document: DocumentId }) => void;
	/** Where the week's meeting is: to everybody in its room, whole, on joining and whenever it changes. */
	'meeting:state': (event: MeetingNews) => void;
	/** To the room's screen only: all that it may show, on joining. */
	'screen:facts': (facts: ScreenFacts) => void;
	/** And what changes of it, bundled. */
	'screen:changed': (changes: ScreenChanges) => void;
	/** The version that runs, on connect and when it changes: where it is not the page's own, offer a reload. */
	'version:changed': (event: { version: string }) => void;
}

export interface ClientToServer {
	/** Comes into the week's meeting, or leaves the one it was in. */
	'meeting:join': (week: WeekKey | null) => void;
	/** Moves the meeting; from those who may lead it. Answers whether it did. */
	'meeting:move': (move: MeetingMove, answer: (moved: boolean) => void) => void;
	/** The week this window looks at, or null. */
	'week:look': (week: WeekKey | null) => void;
}
