/** Something that can hold changes back and show them later. */
export interface Holding {
	readonly waiting: number;
	release(): void;
}

/** "Pausa uppdateringar" (WCAG 2.2.2): others' changes wait, one's own are shown at once. */
export class UpdatesPause {
	readonly #holdings: () => readonly Holding[];
	#paused = $state(false);

	constructor(holdings: () => readonly Holding[]) {
		this.#holdings = holdings;
	}

	get paused(): boolean {
		return this.#paused;
	}

	/** How many records have changed meanwhile. */
	get waiting(): number {
		return this.#holdings().reduce((sum, holding) => sum + holding.waiting, 0);
	}

	pause(): void {
		this.#paused = true;
	}

	resume(): void {
		this.#paused = false;
		for (const holding of this.#holdings()) holding.release();
	}

	toggle(): void {
		if (this.#paused) this.resume();
		else this.pause();
	}
}
