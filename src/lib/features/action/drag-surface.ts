import type { CardDrag, DragSurface, DropPlace, Ghost } from '../../state/card-drag.svelte.ts';

/**
 * The board's DOM as a drag sees it. A list is `[data-list]`, a card in it `[data-card]`; a card is lifted by itself
 * or at once by its `[data-handle]`. What can be pressed or written in is never a handle.
 */
const PRESSABLE = 'button:not([data-handle]), input, textarea, select, label, summary, [data-nodrag]';
const EDGE_PX = 48;
const SCROLL_PX = 12;

class BoardSurface implements DragSurface {
	readonly #root: HTMLElement;
	constructor(root: HTMLElement) {
		this.#root = root;
	}

	#card(id: string): HTMLElement | null {
		return this.#root.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`);
	}

	has(id: string): boolean {
		return this.#card(id) !== null;
	}

	placeAt(id: string, x: number, y: number): DropPlace | null {
		const list = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-list]');
		if (!list || !this.#root.contains(list)) return null;
		const cards = [...list.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => card.dataset.card !== id);
		const next = cards.find((card) => y < middle(card.getBoundingClientRect()));
		return { list: list.dataset.list ?? '', before: next?.dataset.card ?? null };
	}

	/** Positions go through the CSSOM: the page's style-src allows no style attribute. */
	lift(id: string, x: number, y: number): Ghost | null {
		const card = this.#card(id);
		if (!card) return null;
		const { left, top, width } = card.getBoundingClientRect();
		const ghost = card.cloneNode(true) as HTMLElement;
		for (const element of [ghost, ...ghost.querySelectorAll('[id]')]) element.removeAttribute('id');
		ghost.removeAttribute('data-card');
		ghost.dataset.ghost = '';
		ghost.inert = true;
		Object.assign(ghost.style, {
			position: 'fixed',
			left: `${left}px`,
			top: `${top}px`,
			width: `${width}px`,
			margin: '0',
			zIndex: '1000',
			pointerEvents: 'none'
		});
		(card.parentElement ?? this.#root).append(ghost);
		return {
			moveTo: (toX, toY) => (ghost.style.translate = `${toX - x}px ${toY - y}px`),
			remove: () => ghost.remove()
		};
	}

	scrollNear(_x: number, y: number): void {
		const down = nearEdge(y, 0, innerHeight);
		if (down !== 0) scrollBy(0, down * SCROLL_PX);
	}
}

const middle = ({ top, height }: DOMRect): number => top + height / 2;
const nearEdge = (at: number, from: number, to: number): number =>
	at < from + EDGE_PX ? -1 : at > to - EDGE_PX ? 1 : 0;

/** Listens at the root of the board, so that cards that come and go during a drag can not tear it down. */
export function dragOn(drag: CardDrag) {
	return (root: HTMLElement): (() => void) => {
		const listening = new AbortController();
		const { signal } = listening;
		let frame = 0;
		const tick = () => {
			drag.frame();
			frame = drag.isHeld ? requestAnimationFrame(tick) : 0;
		};

		function press(event: PointerEvent) {
			const target = event.target as Element;
			const card = target.closest<HTMLElement>('[data-card]');
			if (!card || event.button !== 0 || target.closest(PRESSABLE) || drag.isHeld) return;
			drag.press(card.dataset.card ?? '', {
				pointer: event.pointerId,
				kind: event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse',
				x: event.clientX,
				y: event.clientY,
				onHandle: target.closest('[data-handle]') !== null
			});
			frame = requestAnimationFrame(tick);
		}

		function escape(event: KeyboardEvent) {
			if (event.key !== 'Escape' || !drag.isHeld) return;
			event.stopPropagation(); // Escape ends the drag, not the panel beside the board
			drag.cancel();
		}

		drag.attach(new BoardSurface(root));
		root.addEventListener('pointerdown', press, { signal });
		addEventListener('pointermove', (event) => drag.move(event.pointerId, event.clientX, event.clientY), { signal });
		addEventListener('pointerup', (event) => drag.release(event.pointerId) && swallowClick(), { signal });
		addEventListener('pointercancel', () => drag.cancel(), { signal });
		addEventListener('blur', () => drag.cancel(), { signal });
		addEventListener('keydown', escape, { signal, capture: true });
		root.addEventListener('touchmove', (event) => drag.card !== null && event.preventDefault(), {
			signal,
			passive: false
		});
		root.addEventListener('contextmenu', (event) => drag.isHeld && event.preventDefault(), { signal });
		root.addEventListener('selectstart', (event) => drag.isHeld && event.preventDefault(), { signal });
		root.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
		return () => {
			cancelAnimationFrame(frame);
			drag.detach();
			listening.abort();
		};
	};
}

/** A drop over a link must not follow it. The click comes in the same task as the release or not at all. */
function swallowClick() {
	const swallowing = new AbortController();
	const swallow = (event: Event) => {
		event.preventDefault();
		event.stopPropagation();
	};
	addEventListener('click', swallow, { capture: true, signal: swallowing.signal });
	setTimeout(() => swallowing.abort());
}
