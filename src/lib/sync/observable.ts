/** A value that changes, and tells. */
export interface Observable<T> {
	readonly current: T;
	/** Called at every change, not at once. Answers what stops it. */
	subscribe(listener: (value: T) => void): () => void;
}

export class Value<T> implements Observable<T> {
	readonly #listeners = new Set<(value: T) => void>();
	#current: T;

	constructor(initial: T) {
		this.#current = initial;
	}

	get current(): T {
		return this.#current;
	}

	set(next: T) {
		this.#current = next;
		for (const listener of [...this.#listeners]) listener(next);
	}

	subscribe(listener: (value: T) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
