import type { NewJournalRow } from '../storage/store.ts';

/** What a document has in memory that is not known to be in the journal, and what waits for it to be. */
export class Unsaved {
	/** Rows since the beginning. */
	#queued = 0;
	#stored = 0;
	#bytes = 0;
	#waiting: { at: number; run: () => void }[] = [];

	get rows(): number {
		return this.#queued - this.#stored;
	}

	get bytes(): number {
		return this.#bytes;
	}

	add(rows: readonly NewJournalRow[]) {
		this.#queued += rows.length;
		for (const { update } of rows) this.#bytes += update.byteLength;
	}

	remove(rows: readonly NewJournalRow[]) {
		this.#stored += rows.length;
		for (const { update } of rows) this.#bytes -= update.byteLength;
	}

	/** Now, or when everything that is unsaved now has been stored. Call `runDue` after each `remove`. */
	onceStored(run: () => void) {
		if (this.rows === 0) run();
		else this.#waiting.push({ at: this.#queued, run });
	}

	runDue() {
		const first = this.#waiting.findIndex(({ at }) => at > this.#stored);
		const due = this.#waiting.splice(0, first === -1 ? this.#waiting.length : first);
		for (const { run } of due) run();
	}
}
