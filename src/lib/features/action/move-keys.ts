import type { Action } from '../../shared/board/action.ts';
import type { ActionMoves } from './action-moves.svelte.ts';

const WRITING = 'input, textarea, select, [contenteditable], [role="menu"]';

/** Alt and an arrow move the card that has focus. Elsewhere the browser's own Alt+← goes back, as always. */
export function moveKeys(moves: ActionMoves, mayMove: (action: Action) => boolean) {
	return (root: HTMLElement): (() => void) => {
		const steps: Record<string, (action: Action) => void> = {
			ArrowLeft: (action) => moves.beside(action, -1),
			ArrowRight: (action) => moves.beside(action, 1),
			ArrowUp: (action) => moves.within(action, -1),
			ArrowDown: (action) => moves.within(action, 1)
		};
		function keydown(event: KeyboardEvent) {
			const step = steps[event.key];
			if (!step || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
			const target = event.target as Element;
			const id = target.closest<HTMLElement>('[data-card]')?.dataset.card;
			const action = moves.matching.find((one) => one.id === id);
			if (!action || !mayMove(action) || target.closest(WRITING)) return;
			event.preventDefault();
			step(action);
		}
		function focusout({ target, relatedTarget }: FocusEvent) {
			const card = (target as Element).closest('[data-card]');
			if (!card || card.contains(relatedTarget as Node | null)) return;
			queueMicrotask(() => moves.forgetRefusal()); // a card that is taken out loses focus in the middle of rendering
		}
		const listening = new AbortController();
		root.addEventListener('keydown', keydown, { signal: listening.signal });
		root.addEventListener('focusout', focusout, { signal: listening.signal });
		return () => listening.abort();
	};
}
