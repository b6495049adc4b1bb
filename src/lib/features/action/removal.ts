import { tick } from 'svelte';
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
		const part = partWithFocus();
		board.edit(document, (doc) => removeRecord(doc, kind, id, person, at));
		void keepFocus(part);
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

const partWithFocus = (): Element | null => globalThis.document.activeElement?.closest('section, #atgarder') ?? null;

/** Focus went away with the record, or with its panel: the heading above it is the nearest thing that stays. */
async function keepFocus(part: Element | null): Promise<void> {
	await tick();
	await tick(); // a panel that closes has its own idea first
	const heading = part?.querySelector<HTMLElement>('h2, h3');
	if (!heading || globalThis.document.activeElement !== globalThis.document.body) return;
	heading.tabIndex = -1;
	heading.focus({ preventScroll: true });
}
