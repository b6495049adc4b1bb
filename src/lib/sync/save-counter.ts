/**
 * What has been edited here, sent on this connection, and acknowledged (R1). The messages' numbers die with the
 * connection; the edits do not.
 */
export class SaveCounter {
	#edits = 0;
	#savedEdits = 0;
	#sent = 0;
	#saved = 0;
	#sentThatMatters = 0;
	/** How many edits a message and all before it carry. */
	readonly #editsIn = new Map<number, number>();

	/** Edits that are not known to be on the server's disk. */
	get waiting(): number {
		return this.#edits - this.#savedEdits;
	}

	/** Edits made here so far; the number of the last one. */
	get edits(): number {
		return this.#edits;
	}

	/** Edits up to this one are on the server's disk. */
	get savedEdits(): number {
		return this.#savedEdits;
	}

	/** Everything that was sent on this connection and matters is acknowledged, and something was. */
	get acknowledged(): boolean {
		return this.#sent > 0 && this.#saved >= this.#sentThatMatters;
	}

	/** A connection begins with nothing acknowledged, whatever the last one said. */
	reset() {
		this.#sent = this.#saved = this.#sentThatMatters = 0;
		this.#editsIn.clear();
	}

	/** Answers the edit's number. */
	edited(): number {
		return ++this.#edits;
	}

	/** A message goes out that carries every edit so far. */
	sent() {
		this.#sent += 1;
		this.#sentThatMatters = this.#sent;
		this.#editsIn.set(this.#sent, this.#edits);
	}

	/** A message goes out that the server counts too, and that carries nothing: only its answer is wanted. */
	probed() {
		this.#sent += 1;
	}

	/** SAVED(n): message n and all before it. */
	saved(n: number) {
		if (n > this.#sent || n <= this.#saved) return;
		this.#savedEdits = Math.max(this.#savedEdits, this.#editsIn.get(n) ?? 0);
		for (let number = this.#saved + 1; number <= n; number++) this.#editsIn.delete(number);
		this.#saved = n;
	}
}
