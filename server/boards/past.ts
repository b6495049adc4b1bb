import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { ChangeFilter, ChangePage } from '../../src/lib/shared/history/change.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';

/** What services ask of the history. */
export interface Past {
	/** The document as it stood at a moment (milliseconds), for nobody in particular: what is flagged today is hidden. */
	recordAt<D extends DocumentKind>(document: DocumentId, kind: D, at: number): Promise<DocumentRecord<D>>;
	/** Newest first, only what this person may see. */
	changes(actor: Actor, filter: ChangeFilter, page?: { before?: number; limit?: number }): Promise<ChangePage>;
}
