interface Entry<Value> {
	value: Value;
	size: number;
}

/** What was used last, as much of it as fits: the sizes together, in whatever the sizes are said in, stay within `most`. */
export class Kept<Value> {
	readonly #most: number;
	/** Oldest use first. */
	readonly #entries = new Map<string, Entry<Value>>();
	#size = 0;

	constructor(most: number) {
		this.#most = most;
	}

	get(key: string): Value | undefined {
		const found = this.#entries.get(key);
		if (!found) return undefined;
		this.#entries.delete(key);
		this.#entries.set(key, found);
		return found.value;
	}

	/** What is larger than all that may be kept is not, and drives nothing out. */
	set(key: string, value: Value, size: number): void {
		this.#remove(key);
		if (size > this.#most) return;
		this.#entries.set(key, { value, size });
		this.#size += size;
		for (const oldest of this.#entries.keys()) {
			if (this.#size <= this.#most) return;
			this.#remove(oldest);
		}
	}

	clear(): void {
		this.#entries.clear();
		this.#size = 0;
	}

	#remove(key: string) {
		this.#size -= this.#entries.get(key)?.size ?? 0;
		this.#entries.delete(key);
	}
}
