/** Tasks in the order they came, held back while there is a reason to. */
export class Inbox<Reason extends string> {
	readonly #pauses: Set<Reason>;
	#tasks: (() => void)[] = [];

	constructor(...pauses: Reason[]) {
		this.#pauses = new Set(pauses);
	}

	get paused(): boolean {
		return this.#pauses.size > 0;
	}

	isPausedFor(reason: Reason): boolean {
		return this.#pauses.has(reason);
	}

	pause(reason: Reason) {
		this.#pauses.add(reason);
	}

	/** Runs what has waited, unless there is another reason to wait, or a task gives one. */
	resume(reason: Reason) {
		this.#pauses.delete(reason);
		while (!this.paused && this.#tasks.length > 0) this.#run(this.#tasks.splice(0));
	}

	/** Now, or when nothing holds it back any more. */
	add(task: () => void) {
		if (this.paused) this.#tasks.push(task);
		else task();
	}

	clear() {
		this.#tasks = [];
	}

	#run(tasks: (() => void)[]) {
		for (const [index, task] of tasks.entries()) {
			if (this.paused) {
				this.#tasks = [...tasks.slice(index), ...this.#tasks];
				return;
			}
			task();
		}
	}
}
