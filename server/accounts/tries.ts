import { bucket, take, type Bucket } from './rate.ts';

/** Keys remembered; the one that came first is forgotten first. */
const MOST_KEYS = 1_000;

/** How often each of many may try: at once, and per second for ever. */
export class Tries {
	readonly #burst: number;
	readonly #perSecond: number;
	readonly #of = new Map<string, Bucket>();

	constructor(burst: number, perSecond: number) {
		this.#burst = burst;
		this.#perSecond = perSecond;
	}

	/** False when that one has tried too often. */
	take(key: string, now: number): boolean {
		return take(this.#bucketOf(key, now), now);
	}

	#bucketOf(key: string, now: number): Bucket {
		const known = this.#of.get(key);
		if (known) return known;
		const oldest = this.#of.keys().next().value;
		if (this.#of.size >= MOST_KEYS && oldest !== undefined) this.#of.delete(oldest);
		const fresh = bucket(this.#burst, this.#perSecond, now);
		this.#of.set(key, fresh);
		return fresh;
	}
}
