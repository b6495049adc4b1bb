import type { Result } from '../../src/lib/shared/result.ts';
import type { MakeProblem } from './document-maker.ts';

type Made = Result<Uint8Array, MakeProblem>;

/** Files that were made lately, up to so many bytes: a week that was just sealed is fetched by everybody at once. */
export class RecentFiles {
	readonly #most: number;
	readonly #made = new Map<string, Promise<Made>>();
	#bytes = 0;

	constructor(most = 24 * 1024 * 1024) {
		this.#most = most;
	}

	/** `key` says the content: a sealed record never gets another. What failed is made again. */
	make(key: string, make: () => Promise<Made>): Promise<Made> {
		const known = this.#made.get(key);
		if (known) return known;
		const made = make();
		this.#made.set(key, made);
		void made.then(
			(result) => (result.ok ? this.#keep(result.value.length) : this.#made.delete(key)),
			() => this.#made.delete(key)
		);
		return made;
	}

	/** All go at once: simple, and rare. */
	#keep(bytes: number): void {
		this.#bytes += bytes;
		if (this.#bytes <= this.#most) return;
		this.#made.clear();
		this.#bytes = 0;
	}
}
