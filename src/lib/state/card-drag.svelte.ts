/** A place between cards: in which list, and before which card. Null is last. */
export interface DropPlace {
	list: string;
	before: string | null;
}

/** The DOM as a drag sees it, so that the drag itself runs without a browser. */
export interface DragSurface {
	/** Is the card still there? Somebody else may have removed it. */
	has(card: string): boolean;
	/** Where the card would land if dropped here; null outside every list. */
	placeAt(card: string, x: number, y: number): DropPlace | null;
	/** Shows the card under the pointer until it is put down. */
	lift(card: string, x: number, y: number): Ghost | null;
	/** Scrolls what is under the pointer when it is near an edge. */
	scrollNear(x: number, y: number): void;
}

export interface Ghost {
	moveTo(x: number, y: number): void;
	remove(): void;
}

export interface PointerPress {
	pointer: number;
	/** A mouse lifts when it moves; a finger must rest first, or nobody could scroll. */
	kind: 'mouse' | 'touch' | 'pen';
	x: number;
	y: number;
	/** On a handle a finger need not rest. */
	onHandle: boolean;
}

const MOUSE_SLACK_PX = 5;
/** A finger that moves more than this before the card is lifted wants to scroll. */
const TOUCH_SLACK_PX = 10;
const TOUCH_REST_MS = 250;

type Drag =
	| { phase: 'idle' }
	| { phase: 'pressed'; card: string; from: PointerPress; rest: ReturnType<typeof setTimeout> | undefined }
	| { phase: 'dragging'; card: string; pointer: number; x: number; y: number; ghost: Ghost };

/**
 * Drags one card by pointer. Never moves the card's own DOM: a ghost follows the pointer, `over` says where the
 * insertion line stands, and the drop is one call of `onDrop`. Pressing again, Escape, a lost pointer and a card that
 * somebody else removed all end it without a drop.
 */
export class CardDrag {
	#drag = $state.raw<Drag>({ phase: 'idle' });
	#over = $state.raw<DropPlace | null>(null);
	#surface: DragSurface | null = null;
	#onDrop: (card: string, place: DropPlace) => void;

	constructor(onDrop: (card: string, place: DropPlace) => void) {
		this.#onDrop = onDrop;
	}

	/** The card in the air; null while nothing is dragged. */
	get card(): string | null {
		return this.#drag.phase === 'dragging' ? this.#drag.card : null;
	}
	get over(): DropPlace | null {
		return this.#over;
	}
	/** Is a pointer down on a card, lifted or not? */
	get isHeld(): boolean {
		return this.#drag.phase !== 'idle';
	}

	attach(surface: DragSurface): void {
		this.#surface = surface;
	}
	detach(): void {
		this.cancel();
		this.#surface = null;
	}

	press(card: string, from: PointerPress): void {
		if (this.isHeld) return;
		const mustRest = from.kind !== 'mouse';
		const rest = mustRest ? setTimeout(() => this.#lift(), from.onHandle ? 0 : TOUCH_REST_MS) : undefined;
		this.#drag = { phase: 'pressed', card, from, rest };
	}

	move(pointer: number, x: number, y: number): void {
		if (this.#drag.phase === 'pressed') this.#movePressed(this.#drag.from, pointer, x, y);
		if (this.#drag.phase !== 'dragging' || this.#drag.pointer !== pointer) return;
		this.#drag = { ...this.#drag, x, y };
		this.#drag.ghost.moveTo(x, y);
		this.#find();
	}

	/** The pointer goes up: drops a lifted card. True when there was one, so that the click after it can be swallowed. */
	release(pointer: number): boolean {
		if (this.#pointer !== pointer) return false;
		const { card } = this;
		if (card !== null) this.#find();
		const place = this.#over;
		const isThere = card !== null && this.#surface?.has(card) === true;
		this.cancel();
		if (card !== null && place && isThere) this.#onDrop(card, place);
		return card !== null;
	}

	cancel(): void {
		if (this.#drag.phase === 'pressed') clearTimeout(this.#drag.rest);
		if (this.#drag.phase === 'dragging') this.#drag.ghost.remove();
		this.#drag = { phase: 'idle' };
		this.#over = null;
	}

	/** Once per frame while dragging: the page may scroll and others' changes move cards under a still pointer. */
	frame(): void {
		if (this.#drag.phase !== 'dragging') return;
		if (!this.#surface?.has(this.#drag.card)) return this.cancel();
		this.#surface.scrollNear(this.#drag.x, this.#drag.y);
		this.#find();
	}

	get #pointer(): number | null {
		if (this.#drag.phase === 'idle') return null;
		return this.#drag.phase === 'pressed' ? this.#drag.from.pointer : this.#drag.pointer;
	}

	#movePressed(from: PointerPress, pointer: number, x: number, y: number): void {
		if (from.pointer !== pointer) return;
		const moved = Math.hypot(x - from.x, y - from.y);
		if (from.kind === 'mouse') {
			if (moved > MOUSE_SLACK_PX) this.#lift();
		} else if (moved > TOUCH_SLACK_PX) this.cancel();
	}

	#lift(): void {
		if (this.#drag.phase !== 'pressed') return;
		const { card, from, rest } = this.#drag;
		clearTimeout(rest);
		const ghost = this.#surface?.lift(card, from.x, from.y);
		if (!ghost) return this.cancel();
		this.#drag = { phase: 'dragging', card, pointer: from.pointer, x: from.x, y: from.y, ghost };
		this.#find();
	}

	#find(): void {
		if (this.#drag.phase !== 'dragging' || !this.#surface) return;
		const next = this.#surface.placeAt(this.#drag.card, this.#drag.x, this.#drag.y);
		if (next?.list !== this.#over?.list || next?.before !== this.#over?.before) this.#over = next;
	}
}
