import { flushSync, getContext, setContext, tick } from 'svelte';

/** Milliseconds without anything new before the rest is drawn: until then a hand may be moving. */
const RESTS_AFTER = 250;
/** Milliseconds of a free moment that are left to whatever comes. */
const SPARE = 4;
/** What is drawn moves what stands below it into sight, or out of it. */
const ROUNDS = 3;
/** Pixels around the window that count as seen. */
const MARGIN = 100;

/**
 * Draws what can be seen in the same picture, and the rest once nothing has moved for a while: hundreds of cards that
 * come and go under a hand cost no more than those on the screen. What is there from the beginning is drawn whole.
 */
export class NearFirst {
	readonly #waiting = new Map<Element, () => void>();
	#hasBegun = false;
	#isMoving = $state(false);
	#isLooking = false;
	#stopResting: () => void = () => undefined;
	#watching: IntersectionObserver | undefined;

	/** From here on. Returns how to stop: what still waits is never drawn. */
	begin(): () => void {
		this.#hasBegun = true;
		this.#watching = new IntersectionObserver(
			(seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && this.#draw(target)),
			{ rootMargin: '50%' }
		);
		addEventListener('beforeprint', this.#drawAll);
		return () => {
			removeEventListener('beforeprint', this.#drawAll);
			this.#hasBegun = false;
			this.#stopResting();
			this.#watching?.disconnect();
		};
	}

	get hasBegun(): boolean {
		return this.#hasBegun;
	}

	/** A hand moves what is shown: what nobody sees stays as it is until it rests. */
	get isMoving(): boolean {
		return this.#isMoving;
	}
	move(): void {
		if (!this.#hasBegun) return;
		this.#isMoving = true;
		this.#restLater();
	}

	/** `draw` is called once, when the time of that place has come. Returns how to leave the queue. */
	wait(place: Element, draw: () => void): () => void {
		this.#waiting.set(place, draw);
		if (!this.#isLooking) queueMicrotask(() => void this.#look());
		this.#isLooking = true;
		this.#restLater();
		return () => this.#forget(place);
	}

	#restLater() {
		this.#stopResting();
		const resting = setTimeout(() => this.#rest(), RESTS_AFTER);
		this.#stopResting = () => clearTimeout(resting);
	}

	#rest() {
		this.#isMoving = false;
		this.#drawRest();
	}

	/** Before the picture is painted: nobody sees an empty place. */
	async #look() {
		for (let round = 0; round < ROUNDS && this.#drawSeen(); round++) await tick();
		this.#isLooking = false;
		for (const place of this.#waiting.keys()) this.#watching?.observe(place);
	}

	#drawSeen(): boolean {
		const seen = [...this.#waiting.keys()].filter(isSeen);
		for (const place of seen) this.#draw(place);
		return seen.length > 0;
	}

	/** One at least in each free moment, so that it comes to an end on a slow machine too. */
	#drawRest() {
		if (this.#waiting.size === 0) return;
		this.#stopResting = whenFree((left) => {
			for (const place of this.#waiting.keys()) {
				flushSync(() => this.#draw(place));
				if (left() < SPARE) break;
			}
			this.#drawRest();
		});
	}

	readonly #drawAll = () => {
		flushSync(() => (this.#isMoving = false));
		flushSync(() => [...this.#waiting.keys()].forEach((place) => this.#draw(place)));
	};

	#draw(place: Element) {
		const draw = this.#waiting.get(place);
		this.#forget(place);
		draw?.();
	}

	#forget(place: Element) {
		this.#waiting.delete(place);
		this.#watching?.unobserve(place);
	}
}

/** A value that a part of the page shows: as it is, or, while a hand moves and nobody sees the part, as it was. */
export class SeenValue<T> {
	readonly #near: NearFirst | null;
	readonly #value: () => T;
	#isSeen = $state(true);
	#last: T | undefined;

	constructor(near: NearFirst | null, value: () => T) {
		this.#near = near;
		this.#value = value;
	}

	readonly current = $derived.by((): T => {
		const waits = this.#near?.isMoving && !this.#isSeen && this.#last !== undefined;
		return waits ? this.#last! : (this.#last = this.#value());
	});

	/** On the part that shows it. */
	readonly place = (part: Element): (() => void) | void => {
		if (!this.#near) return;
		const watching = new IntersectionObserver((seen) => (this.#isSeen = seen.at(-1)!.isIntersecting), {
			rootMargin: '50%'
		});
		watching.observe(part);
		return () => watching.disconnect();
	};
}

function isSeen(place: Element): boolean {
	const { top, bottom, height } = place.getBoundingClientRect();
	return height > 0 && bottom > -MARGIN && top < innerHeight + MARGIN;
}

/** Calls back when the browser has nothing else to do, with how many milliseconds are left of that. */
function whenFree(act: (left: () => number) => void): () => void {
	if ('requestIdleCallback' in globalThis) {
		const asked = requestIdleCallback((deadline) => act(() => deadline.timeRemaining()));
		return () => cancelIdleCallback(asked);
	}
	const asked = setTimeout(() => act(() => 0), 10); // Safari has none
	return () => clearTimeout(asked);
}

const KEY = Symbol('near first');

export const setNearFirst = (near: NearFirst): NearFirst => setContext(KEY, near);

/** Null where all is drawn at once. */
export const getNearFirst = (): NearFirst | null => getContext<NearFirst | undefined>(KEY) ?? null;
