import type { DocumentKind } from '../board/schema.ts';
import type { AreaId, CategoryId, DocumentId, PartyId, PersonId, PlaceId, RecordId } from '../ids.ts';
import type { WeekKey } from '../week/iso-week.ts';

/** Where a change was made: möte, skrivbord, mejl, import, or a rule of the server. */
export type Via = 'meeting' | 'desk' | 'mail' | 'import' | 'rule';

/** One field of one record going from one value to another, as the journal tells it. */
export interface Change {
	/** Rises in the journal's order; several changes of one journal row follow each other. */
	id: number;
	document: DocumentId;
	kind: DocumentKind;
	/** The week of the document; of åtgärder, the week the change was made in. */
	week: WeekKey;
	/** Server time in milliseconds. */
	at: number;
	/** Null when a rule of the server did it. */
	person: PersonId | null;
	/** The part of `person` when it was indexed; null with nobody. */
	party: PartyId | null;
	via: Via;
	/** The root map: `entries`, `actions` … */
	root: string;
	record: RecordId;
	/** Null when the whole record came (`before` null) or went (`after` null). */
	field: string | null;
	/** Plain values as the record's reader gives them; of a text, the whole text. */
	before: unknown;
	after: unknown;
	/** What the record is about, after the change; null where it has none. */
	area: AreaId | null;
	place: PlaceId | null;
	category: CategoryId | null;
	/** Set where the change brought back what stood at an earlier moment (milliseconds). */
	restored: number | null;
}

/** What is asked of the history. What is left out does not narrow. */
export interface ChangeFilter {
	documents?: readonly DocumentId[];
	persons?: readonly PersonId[];
	parties?: readonly PartyId[];
	vias?: readonly Via[];
	roots?: readonly string[];
	records?: readonly RecordId[];
	fields?: readonly string[];
	areas?: readonly AreaId[];
	places?: readonly PlaceId[];
	categories?: readonly CategoryId[];
	/** Weeks, both ends in. */
	fromWeek?: WeekKey;
	toWeek?: WeekKey;
	/** Milliseconds: `from` in, `until` out. */
	from?: number;
	until?: number;
	/** Words that the text before or after holds, as in the search. */
	text?: string;
	/** Words that the record held, in any of its fields, when it was changed. */
	about?: string;
}

/** A page of changes, newest first. */
export interface ChangePage {
	changes: Change[];
	/** Pass as `before` to go on; null at the end. */
	next: number | null;
	/** How many there are in all, counted up to a bound; null where it was not counted. */
	total: number | null;
}
