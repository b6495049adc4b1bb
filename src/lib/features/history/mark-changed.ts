import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** Marks the records that the shown moment changed, wherever on the board they stand. Colour means change. */
export const markChanged =
	(changed: () => readonly string[]): Attachment<HTMLElement> =>
	(board) => {
		let marked: Element[] = [];
		let isGone = false;
		const ids = changed();
		void tick().then(() => {
			if (isGone) return;
			marked = ids.flatMap((id) => [
				...board.querySelectorAll(`[id="${CSS.escape(id)}"], [data-record="${CSS.escape(id)}"]`)
			]);
			for (const element of marked) element.setAttribute('data-changed', '');
		});
		return () => {
			isGone = true;
			for (const element of marked) element.removeAttribute('data-changed');
		};
	};
