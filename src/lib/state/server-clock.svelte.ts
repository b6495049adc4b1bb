/** Milliseconds between two looks at the clock. */
const TICK_MS = 500;

/** The server's clock, as this device knows it: timers then agree in the whole room. Make it in the browser, and close it. */
export class ServerClock {
	readonly #clock: () => number;
	readonly #ticking: ReturnType<typeof setInterval>;
	#offset = 0;
	#now = $state(0);

	constructor(clock: () => number = Date.now) {
		this.#clock = clock;
		this.#now = clock();
		this.#ticking = setInterval(() => this.#tick(), TICK_MS);
	}

	/** Reading it is reactive. */
	get now(): number {
		return this.#now;
	}

	/** It was that time there, just now. */
	heard(at: number): void {
		this.#offset = at - this.#clock();
		this.#tick();
	}

	close(): void {
		clearInterval(this.#ticking);
	}

	#tick() {
		this.#now = this.#clock() + this.#offset;
	}
}
