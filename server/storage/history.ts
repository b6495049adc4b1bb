import type { Action } from '../../src/lib/shared/board/action.ts';
import type { ActionState } from '../../src/lib/shared/board/action-status.ts';
import type { WeekRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { Change, ChangeFilter } from '../../src/lib/shared/history/change.ts';
import type { ActionsTold, HowMany } from '../../src/lib/shared/history/told.ts';
import type { DocumentId, FunktionId, PartyId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';

/** Which changes somebody may know of at all, as the policies say now. What is not named here is not found or counted. */
export interface HistoryScope {
	samverkan: SamverkanId;
	/** Weeks in these states. */
	weekStates: readonly WeekState[];
	/** Drafts of these parties. */
	draftParties: readonly PartyId[];
	/** Of åtgärder: all, those before a moment (milliseconds, not in it), or stretches of some of them. */
	actions: 'all' | { before: number } | { stretches: readonly ActionStretch[] };
	/** The party whose own words are shown where a row was taken back. */
	party: PartyId;
}

/** The changes of an åtgärd from one to another, both in. */
export interface ActionStretch {
	action: RecordId;
	since: number;
	until: number;
}

/** A record whose words nobody is shown while it is judged. */
export interface HiddenRecord {
	document: DocumentId;
	root: string;
	record: string;
}

export interface HistoryQuery {
	scope: HistoryScope;
	filter: ChangeFilter;
	/** Words of `filter.text` and of `filter.about`, as `searchTerms` makes them. */
	terms: readonly string[];
	about: readonly string[];
	/** Not found by their words, area or category. */
	hidden: readonly HiddenRecord[];
	/** Changes before this one. */
	before: number | null;
	limit: number;
	/** Count up to so many; 0 counts none. */
	countTo: number;
}

/** A change as it is kept, before anything is hidden in it. */
export interface KeptChange extends Change {
	/** Said in a row that was taken back later: for that party alone. */
	withdrawnBy: PartyId | null;
}

export interface FoundChanges {
	changes: KeptChange[];
	next: number | null;
	total: number | null;
}

/** An åtgärd that came, went or changed its state, without a word of what was said about it. */
export interface KeptStatusMove {
	id: number;
	action: RecordId;
	at: number;
	/** Null where it came or went. */
	from: ActionState | null;
	to: ActionState | null;
}

/**
 * Of a document of åtgärder: those that a week's board tells of and those that are named, with what is said in them; or
 * some fields of all of them.
 */
export type MomentPart =
	| { is: 'week'; week: WeekKey; also: readonly RecordId[] }
	| { is: 'fields'; fields: readonly (keyof Action & string)[] };

/** A document as it stood. */
export interface Moment {
	kind: DocumentKind;
	/** JSON of a `DocumentRecord`, or of the part of it that was asked for. */
	record: string;
	/** Rows that were on the board then and that their party took back later. */
	withdrawn: { root: string; record: string; party: PartyId }[];
}

/** What of a board somebody is shown: the same for all who are shown the same. */
export interface BoardView {
	/** Whose own words are shown where a row was taken back. */
	party: PartyId;
	/** Only åtgärder that one of these functions has; null shows all. */
	own: readonly FunktionId[] | null;
	/** What nobody is shown the words of. */
	hidden: readonly HiddenRecord[];
}

/** A week's board as of a moment, in milliseconds for each of its documents. */
export interface BoardQuery {
	week: { document: DocumentId; of: WeekKey; at: number };
	/** Null where none of them are shown. */
	actions: { document: DocumentId; at: number } | null;
	view: BoardView;
	/** Names of pieces that whoever asks has: they are not given again. */
	known: readonly string[];
}

/** One document of a board, as JSON in UTF-8. The same name is the same bytes; null where they are known already. */
export interface BoardPiece {
	name: string;
	bytes: Uint8Array<ArrayBuffer> | null;
}

/** A board as it is sent, nobody in between having to read it. */
export interface BoardPieces {
	week: BoardPiece;
	actions: BoardPiece;
	/** What on it stands in earlier weeks. */
	refers: Pick<WeekRecord, 'carried' | 'returned'>;
}

/** A week's board at a moment (milliseconds), for what it tells of åtgärder; what is late is counted from the day. */
export interface ActionsSide {
	week: WeekKey;
	at: number;
	day: Day;
}

/** Which åtgärder of two boards are held against each other, for whom, and how many are told one by one. */
export interface ActionsQuery {
	document: DocumentId;
	before: ActionsSide;
	after: ActionsSide;
	view: BoardView;
	how: HowMany;
	/** Told of besides: something refers to them. */
	named: readonly RecordId[];
}

export interface ComparedActions {
	groups: ActionsTold;
	named: Action[];
}

/**
 * The journal field by field, and documents at any moment: derived, and made anew from the journal whenever it must be.
 * Works beside the event loop. Every answer knows of everything that was stored before it was asked for.
 */
export interface HistoryStore {
	/** Reads what is new of these documents, or of all; resolves when that is in. */
	catchUp(documents?: readonly DocumentId[]): Promise<void>;
	/**
	 * The document as of a moment (milliseconds): up to the last of its rows that is no later. Rejects with
	 * `DetailGoneError` where the journal does not reach back to it any more.
	 */
	moment(document: DocumentId, at: number, part?: MomentPart): Promise<Moment>;
	/**
	 * A week's board as it is sent. Rejects as `moment`. Rows that are stored since it was first asked for and that say they
	 * are later need not be in it: when one of them takes a row back, call `catchUp` first.
	 */
	board(query: BoardQuery): Promise<BoardPieces>;
	/** What became of the åtgärder of two boards: those that either tells of, and those that were changed in between. */
	compareActions(query: ActionsQuery): Promise<ComparedActions>;
	/** Newest first. */
	changes(query: HistoryQuery): Promise<FoundChanges>;
	/** When åtgärder were whose: every change of ansvarig and utförare, in order, of the åtgärder that are asked for. */
	holders(document: DocumentId, actions: readonly RecordId[]): Promise<Change[]>;
	/** When åtgärder went from state to state, in order, after the move with that id: for figures of many years. */
	statusMoves(document: DocumentId, after: number): Promise<KeptStatusMove[]>;
	/** How many changes there are in each bucket of so many milliseconds, in scope, from a moment until another. */
	ticks(
		scope: HistoryScope,
		of: { documents: readonly DocumentId[]; from: number; until: number; bucket: number }
	): Promise<{ at: number; changes: number }[]>;
	/** How many changes in scope each week has, and when it was sealed. */
	volumes(scope: HistoryScope): Promise<{ week: WeekKey; changes: number; sealedAt: number | null }[]>;
	/** Which part those belonged to that ever wrote. */
	people(samverkan: SamverkanId): Promise<{ person: PersonId; name: string; party: PartyId | null }[]>;
	/** No byte of the document's rows is left here when this resolves; they are made anew from the journal when asked for. */
	forget(document: DocumentId): Promise<void>;
	close(): Promise<void>;
}

/** What was at that moment has been disposed of: what is left begins at `from` (milliseconds); null where nothing is. */
export class DetailGoneError extends Error {
	readonly from: number | null;
	constructor(from: number | null) {
		super('The journal does not reach back to that moment');
		this.from = from;
	}
}
