/** Commits within `WINDOW` up to which each turn of the event loop has its own. */
const UNPACED = 12;
/** Milliseconds: over so long the latest commits are counted … */
const WINDOW = 100;
/** … and where they are more, so long a commit waits for others to share its fsync. Nobody sees such a difference. */
export const GATHER_MS = 6;

/**
 * How long a commit waits for company. A meeting's edits come one by one and wait for nothing; where hundreds of boards
 * are written at once, an fsync and two hops between threads for each would be most of what the server does.
 */
export class CommitPace {
	readonly #now: () => number;
	/** When the latest commits began, the oldest first. */
	readonly #began: number[] = [];

	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	began() {
		this.#began.push(this.#now());
		if (this.#began.length > UNPACED) this.#began.shift();
	}

	/** Milliseconds. */
	wait(): number {
		const [oldest] = this.#began;
		const busy = this.#began.length === UNPACED && this.#now() - oldest! < WINDOW;
		return busy ? GATHER_MS : 0;
	}
}
