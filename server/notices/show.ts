import { isOwnAction } from '../../src/lib/shared/access/action-rules.ts';
import { mayReadDocument } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { ActionsRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { Notice } from '../../src/lib/shared/notices/notice.ts';
import type { StoredNotice } from '../storage/notices.ts';
import type { Store } from '../storage/store.ts';

export interface ActionsSource {
	store: { documents: Pick<Store['documents'], 'actionsDocument'> };
	rooms: { read(id: DocumentId, kind: 'actions'): Promise<ActionsRecord> };
}

export async function readActions({ store, rooms }: ActionsSource, samverkan: SamverkanId): Promise<readonly Action[]> {
	const { id } = await store.documents.actionsDocument(samverkan);
	return (await rooms.read(id, 'actions')).actions;
}

/** The åtgärder that this person may be told of: those of the board for who may read it, and one's own in any case. */
export function tellable(actor: Actor, actions: readonly Action[]): Action[] {
	const readsAll = mayReadDocument(actor, { kind: 'actions' });
	return actions.filter((action) => action.removed === null && (readsAll || isOwnAction(action, actor)));
}

/** With the words as this person may read them now. */
export function showNotices(actor: Actor, actions: readonly Action[], notices: readonly StoredNotice[]): Notice[] {
	const known = new Map(tellable(actor, actions).map((action) => [action.id, action]));
	return notices.map(({ id, at, kind, about, seenAt }) => ({
		...{ id, at, kind, about, seenAt },
		action: about.action === undefined ? null : wordsOf(known, about.action)
	}));
}

function wordsOf(known: ReadonlyMap<RecordId, Action>, id: RecordId): Notice['action'] {
	const action = known.get(id);
	return action && action.number !== null ? { number: action.number, title: action.title } : null;
}
