import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type {
	ActionsQuery,
	BoardPieces,
	ComparedActions,
	BoardQuery,
	HistoryQuery,
	HistoryScope,
	Moment,
	MomentPart
} from '../history.ts';

/** What the main thread asks the history's indexing worker. Each request is answered by one `Answer` with its number. */
export type HistoryRequest = { number: number } & (
	| { ask: 'catch-up'; documents: readonly DocumentId[] | null }
	| { ask: 'changes'; query: HistoryQuery }
	| { ask: 'holders'; document: DocumentId; actions: readonly RecordId[] }
	| { ask: 'status-moves'; document: DocumentId; after: number }
	| {
			ask: 'ticks';
			scope: HistoryScope;
			of: { documents: readonly DocumentId[]; from: number; until: number; bucket: number };
	  }
	| { ask: 'volumes'; scope: HistoryScope }
	| { ask: 'people'; samverkan: SamverkanId }
	| { ask: 'forget'; document: DocumentId }
);

/**
 * What it asks the worker that reads moments and writes nothing. `upTo` is the last journal row that must have been indexed
 * if it matters to the moment: null, the first time it is asked, for what is stored when the question arrives.
 */
export type MomentRequest = { number: number; upTo: number | null } & (
	| { ask: 'moment'; document: DocumentId; at: number; part: MomentPart | null }
	| { ask: 'board'; query: BoardQuery }
	| { ask: 'compare-actions'; query: ActionsQuery }
);

/** To be asked again, with that `upTo`, when this document has been indexed. */
export interface Behind {
	behind: DocumentId;
	upTo: number;
}

/** Instead of a moment: what was then has been disposed of, and from when something is left. */
export interface Gone {
	gone: number | null;
}

/** What it answers with. */
export type Found = Moment | BoardPieces | ComparedActions;
export type MomentAnswer<Asked extends Found = Found> = Asked | Gone | Behind;
