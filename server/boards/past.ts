import type { Action } from '../../src/lib/shared/board/action.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { ActionsRecord, DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { ChangeFilter, ChangePage } from '../../src/lib/shared/history/change.ts';
import type { DocumentId, SamverkanId } from '../../src/lib/shared/ids.ts';

/** What services ask of the history. */
export interface Past {
	/** The document as it stood at a moment (milliseconds), for nobody in particular: what is flagged today is hidden. */
	recordAt<D extends DocumentKind>(document: DocumentId, kind: D, at: number): Promise<DocumentRecord<D>>;
	/** Newest first, only what this person may see. */
	changes(actor: Actor, filter: ChangeFilter, page?: { before?: number; limit?: number }): Promise<ChangePage>;
	/** The åtgärder that a week's board tells of at a moment, with what is said in them. */
	boardActionsAt(samverkan: SamverkanId, week: WeekKey, at: number): Promise<ActionsRecord>;
	/** Every åtgärd as it stands, up to the last that is stored, and of it no more than these fields. */
	actionFields<F extends keyof Action & string>(
		samverkan: SamverkanId,
		fields: readonly F[]
	): Promise<Pick<Action, F | 'id'>[]>;
}
