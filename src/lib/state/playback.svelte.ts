/** Milliseconds that a change is shown: never so short that it flickers, never so long that one wonders. */
const SHORTEST = 350;
const LONGEST = 2_500;

/** How many minutes of the meeting pass in a second. */
export const SPEEDS = [
	{ value: 1, text: 'Lugnt' },
	{ value: 4, text: 'Normalt' },
	{ value: 15, text: 'Snabbt' }
] as const;
export type Speed = (typeof SPEEDS)[number]['value'];

interface Played {
	moments: readonly number[];
	span: { from: number; to: number };
	at: () => number;
	seek: (at: number) => void;
	/** It came to its end, or there was nothing to play. */
	ondone: () => void;
}

/** Plays the moments of a span one after the other. Pauses are shortened: one waits for what happened, not for nothing. */
export class Playback {
	#isPlaying = $state(false);
	#speed = $state<Speed>(4);
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #played: Played;

	constructor(played: Played) {
		this.#played = played;
	}

	get isPlaying(): boolean {
		return this.#isPlaying;
	}
	get speed(): Speed {
		return this.#speed;
	}
	set speed(speed: Speed) {
		this.#speed = speed;
	}

	/** From where it stands; from the beginning where that is outside of what is played. */
	play(): void {
		this.#isPlaying = true;
		if (!this.start() && this.#next() === null) this.#played.seek(this.#played.span.from);
		this.#wait();
	}

	/** To the beginning, unless it is under way. */
	start(): boolean {
		const { span, at, seek } = this.#played;
		const isOutside = at() < span.from || at() > span.to;
		if (isOutside) seek(span.from);
		return isOutside;
	}

	pause(): void {
		clearTimeout(this.#timer);
		this.#isPlaying = false;
	}

	toggle(): void {
		if (this.#isPlaying) this.pause();
		else this.play();
	}

	/** One change on; at the end it says so. For those who want nothing to move by itself. */
	step(): void {
		if (this.start()) return;
		const next = this.#next();
		if (next === null) this.#played.ondone();
		else this.#played.seek(next);
	}

	#next(): number | null {
		const { moments, span, at } = this.#played;
		return moments.find((one) => one > at() && one <= span.to) ?? null;
	}

	#wait() {
		const next = this.#next();
		if (next === null) {
			this.pause();
			return this.#played.ondone();
		}
		const gap = (next - this.#played.at()) / (this.#speed * 60);
		this.#timer = setTimeout(
			() => {
				this.#played.seek(next);
				this.#wait();
			},
			Math.min(LONGEST, Math.max(SHORTEST, gap))
		);
	}
}
