/**
 * What has been edited here, sent on this connection, and acknowledged (R1). The messages' numbers die with the
 * connection; the edits do not.
 */
export class SaveCounter {
	#edits = 0;
	#savedEdits = 0;
	#sent = 0;
	#saved = 0;
	/** How many edits a message and all before it carry. */
	readonly #editsIn = new Map<number, number>();

	/** Edits that are not known to be on the server's disk. */
	get waiting(): number {
		return this.#edits - this.#savedEdits;
	}

	/** Everything that was sent on this connection is acknowledged, and something was. */
	get acknowledged(): boolean {
		return this.#sent > 0 && this.#saved === this.#sent;
	}

	/** A connection begins with nothing acknowledged, whatever the last one said. */
	reset() {
		this.#sent = this.#saved = 0;
		this.#editsIn.clear();
	}

	edited() {
		this.#edits += 1;
	}

	/** A message goes out that carries every edit so far. */
	sent() {
		this.#sent += 1;
		this.#editsIn.set(this.#sent, this.#edits);
	}

	/** SAVED(n): message n and all before it. */
	saved(n: number) {
		if (n > this.#sent || n <= this.#saved) return;
		this.#savedEdits = Math.max(this.#savedEdits, this.#editsIn.get(n) ?? 0);
		for (let number = this.#saved + 1; number <= n; number++) this.#editsIn.delete(number);
		this.#saved = n;
	}
}
