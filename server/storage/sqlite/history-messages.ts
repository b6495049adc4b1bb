import type { DocumentId, RecordId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { HistoryQuery, HistoryScope, MomentPart } from '../history.ts';

/** What the main thread asks the history's worker. Each request is answered by one `Answer` with its number. */
export type HistoryRequest = { number: number } & (
	| { ask: 'catch-up'; documents: readonly DocumentId[] | null }
	| { ask: 'moment'; document: DocumentId; at: number; part: MomentPart | null }
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
