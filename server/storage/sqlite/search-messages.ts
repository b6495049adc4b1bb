import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { SearchMark, SearchQuery, SearchRow } from '../search.ts';

interface Of {
	document: DocumentId;
	samverkan: SamverkanId;
}

/** What the main thread asks the index' worker. Each request is answered by one `Answer` with its number. */
export type SearchRequest = { number: number } & (
	| { ask: 'stale'; version: number; names: readonly (readonly [SamverkanId, string])[] }
	| { ask: 'standing'; document: DocumentId }
	| { ask: 'replace'; of: Of; mark: SearchMark; rows: readonly SearchRow[] }
	| { ask: 'change'; of: Of; sequence: number; rows: readonly (readonly [RecordId, SearchRow | null])[] }
	| { ask: 'forget'; document: DocumentId; record: RecordId }
	| { ask: 'find'; query: SearchQuery }
	| { ask: 'words-like'; term: string }
);
