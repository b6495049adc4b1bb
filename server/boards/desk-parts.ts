import type * as Y from 'yjs';
import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import type { ActionsRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId, PersonId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { DocumentInfo, Via } from '../storage/store.ts';

/** What the desk needs of the rooms and of what is live. */

export interface EditsDocuments {
	edit(id: DocumentId, via: Via, person: PersonId | null, write: (doc: Y.Doc) => void): Promise<void>;
}

export interface ReadsActions {
	read(id: DocumentId, kind: 'actions'): Promise<ActionsRecord>;
}

/** Records that changed and are stored. */
export interface ToldChanges {
	info: DocumentInfo;
	changes: readonly RecordChange[];
	person: PersonId | null;
}

export interface TellsChanges {
	onChanged(listener: (changes: ToldChanges) => void): () => void;
}

export interface TellsPeople {
	actionsChanged(samverkan: SamverkanId, people: readonly PersonId[], actions: RecordId[]): void;
}
