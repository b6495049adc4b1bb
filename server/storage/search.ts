import type {
	AreaId,
	CategoryId,
	DocumentId,
	PartyId,
	PlaceId,
	RecordId,
	SamverkanId
} from '../../src/lib/shared/ids.ts';
import type { SearchKind } from '../../src/lib/shared/search/hit.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';

/** One record as it can be found. The words are in Unicode's composed form (NFC). */
export interface SearchRow {
	record: RecordId;
	kind: SearchKind;
	/** The åtgärd that it is or belongs to. */
	action: RecordId | null;
	/** Delningskrets of a lägesrad; null for what has none. */
	circle: string | null;
	/** The week that it stands in. */
	week: WeekKey | null;
	/** The last week whose board shows it; null for an åtgärd that is on this week's. */
	shown: WeekKey | null;
	/** When it was made: milliseconds. */
	at: number;
	area: AreaId | null;
	place: PlaceId | null;
	category: CategoryId | null;
	/** "Å-17", "§ 3"; empty for what has no number. */
	label: string;
	title: string;
	body: string;
	/** Place, area, category, functions. */
	names: string;
}

export interface FoundRow extends SearchRow {
	document: DocumentId;
	/** Of a comment: its åtgärd's number and title. */
	about: string | null;
	/** 0: the number itself. 1: all the words begin words of its title. 2: of its text. 3: they stand within words. */
	tier: 0 | 1 | 2 | 3;
}

/** How far a document has been read. */
export interface SearchMark {
	/** Of the index: what another version wrote is read anew. */
	version: number;
	/** The last journal row that is in it. */
	sequence: number;
	/** Seals and rättelser that there were. */
	seals: number;
	/** Of the names that it was read with; '' where it was read with none. */
	names: string;
}

/** Which rows a person may see at all, as the policies say now. Nothing that is not named here is found. */
export interface SearchScope {
	samverkan: SamverkanId;
	/** Weeks in these states. */
	weekStates: readonly WeekState[];
	/** Drafts of these parties. */
	draftParties: readonly PartyId[];
	/** Rows of the åtgärder document: all of them, or those of these åtgärder. */
	actions: 'all' | readonly RecordId[];
	/** In weeks: all rows, or only lägesrader of these circles. */
	circles: 'all' | readonly string[];
	/** Åtgärder as a sealed week tells of them, for who may not read them as they stand. */
	sealedActions: boolean;
}

export interface SearchFilters {
	kinds: readonly SearchKind[] | null;
	weekFrom: WeekKey | null;
	weekTo: WeekKey | null;
	area: AreaId | null;
	place: PlaceId | null;
	category: CategoryId | null;
}

export interface SearchQuery {
	scope: SearchScope;
	/** As `searchTerms` makes them: letters and digits alone, lower case. Empty finds everything in the filters. */
	terms: readonly string[];
	/** The number that was asked for, as a label: "Å-17". */
	label: string | null;
	filters: SearchFilters;
	/** Most rows of each kind. */
	limit: number;
}

export interface SearchFound {
	/** Best first, newest first among equals. */
	rows: FoundRow[];
	/** How many there are of each kind, also where not all are given. */
	counts: Partial<Record<SearchKind, number>>;
}

/** The index of everything that is written. Works beside the event loop; what fails here fails no edit. */
export interface SearchStore {
	/**
	 * The documents whose rows are not those of the newest journal row, the newest seal, this version, or these names (by
	 * samverkan); oldest journal rows last, so that what people work with comes first.
	 */
	stale(version: number, names: ReadonlyMap<SamverkanId, string>): Promise<DocumentId[]>;
	/** The document's newest journal row and how many seals it has. */
	standing(document: DocumentId): Promise<{ sequence: number; seals: number }>;
	/** All of a document's rows, in place of those before. */
	replace(
		of: { document: DocumentId; samverkan: SamverkanId },
		mark: SearchMark,
		rows: readonly SearchRow[]
	): Promise<void>;
	/** Some of a document's records: their rows as they are now, null for what can not be found any more. */
	change(
		of: { document: DocumentId; samverkan: SamverkanId },
		sequence: number,
		rows: ReadonlyMap<RecordId, SearchRow | null>
	): Promise<void>;
	/** Takes a record out, and leaves no byte of it in the index. */
	forget(document: DocumentId, record: RecordId): Promise<void>;
	find(query: SearchQuery): Promise<SearchFound>;
	/** Words of the index about as long that begin alike, most common first: for "Menade du". Somebody may not read them. */
	wordsLike(term: string): Promise<string[]>;
	close(): Promise<void>;
}
