import { actionKind, actionLabel, type Action } from '../../shared/board/action.ts';
import { removeRecord, restoreRecord, type RemovableKind } from '../../shared/board/remove.ts';
import type { DocumentKind } from '../../shared/board/schema.ts';
import type { RecordId } from '../../shared/ids.ts';
import { getAnnouncer } from '../../state/announcer.svelte.ts';
import { getBoard } from '../../state/board.svelte.ts';
import { getNotices } from '../../ui/notices.svelte.ts';

/** Takes records off the board with a way back: a notice that stands for eight seconds, and "Borttagna" after that. */
export function useRemoval() {
	const board = getBoard();
	const notices = getNotices();
	const announcer = getAnnouncer();

	function restore(document: DocumentKind, kind: RemovableKind, id: RecordId, name: string) {
		if (!board.isLive(document)) return;
		board.edit(document, (doc) => restoreRecord(doc, kind, id));
		announcer.say(`${name} är tillbaka`);
	}

	function remove(document: DocumentKind, kind: RemovableKind, id: RecordId, name: string) {
		if (!board.isLive(document)) return;
		const { person, at } = board.author();
		board.edit(document, (doc) => removeRecord(doc, kind, id, person, at));
		notices.show(`${name} är borttagen`, {
			action: { label: 'Ångra', run: () => restore(document, kind, id, name) }
		});
	}

	return {
		remove,
		restore,
		removeAction: (action: Action) => remove('actions', actionKind, action.id, actionLabel(action)),
		restoreAction: (action: Action) => restore('actions', actionKind, action.id, actionLabel(action))
	};
}
