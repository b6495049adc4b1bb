/** More wait than is of use to let in. */
export class QueueFullError extends Error {
	constructor() {
		super('Too many are waiting to be let in');
		this.name = 'QueueFullError';
	}
}

interface Parts {
	/** So many are decided on at once; those who work are served in between. */
	atOnce: number;
	mostWaiting: number;
}

/**
 * Who comes waits their turn: after a restart everybody comes at once, and each costs some milliseconds of the event
 * loop. One who comes alone waits for nothing.
 */
export class AdmissionQueue {
	readonly #parts: Parts;
	readonly #waiting: (() => void)[] = [];
	#active = 0;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.#active >= this.#parts.atOnce) await this.#turn();
		else this.#active += 1;
		try {
			return await work();
		} finally {
			this.#next();
		}
	}

	#turn(): Promise<void> {
		if (this.#waiting.length >= this.#parts.mostWaiting) return Promise.reject(new QueueFullError());
		return new Promise((resolve) => this.#waiting.push(resolve));
	}

	/** The place goes to who has waited longest, after a turn of the event loop in which others' frames are read. */
	#next() {
		const next = this.#waiting.shift();
		if (next) setImmediate(next);
		else this.#active -= 1;
	}
}
