import type { Logger } from 'pino';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { JournalStore, NewJournalRow } from '../storage/store.ts';

/** Who put rows in the queue, and hears what becomes of them. */
export interface RowOwner {
	/** In the order they were added; `sequence` is the store's, as far as it is on stable storage. */
	stored(rows: readonly NewJournalRow[], sequence: number): void;
	/** The store does not take rows now (true), or does again. The rows are kept and tried again. */
	storeFailing(failing: boolean): void;
}

interface Entry {
	owner: RowOwner;
	row: NewJournalRow;
}

interface Parts {
	journal: Pick<JournalStore, 'append'>;
	log: Logger;
	/** Milliseconds between tries while the store fails. */
	retryAfter: number;
}

/**
 * Group commit: everything that one turn of the event loop wrote, in all documents, becomes one append and so one
 * fsync. While an append runs, what comes meanwhile is the next one.
 */
export class JournalQueue {
	readonly #parts: Parts;
	#waiting: Entry[] = [];
	#inFlight: Entry[] = [];
	#turn: NodeJS.Immediate | null = null;
	#retry: NodeJS.Timeout | null = null;
	#failing = false;
	#running: Promise<void> | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	get failing(): boolean {
		return this.#failing;
	}

	add(owner: RowOwner, rows: readonly NewJournalRow[]) {
		for (const row of rows) this.#waiting.push({ owner, row });
		this.#schedule();
	}

	/** What is not known to be stored, in order. */
	unstored(document: DocumentId): Uint8Array[] {
		return [...this.#inFlight, ...this.#waiting]
			.filter(({ row }) => row.document === document)
			.map(({ row }) => row.update);
	}

	/** Tries to store everything there is, now. False when the store does not take it. */
	async flush(): Promise<boolean> {
		this.#stopTimers();
		await this.#running;
		if (this.#waiting.length > 0) await this.#start();
		return this.#waiting.length === 0;
	}

	/** One last try; leaves no timer. */
	async close(): Promise<void> {
		const stored = await this.flush();
		this.#stopTimers();
		if (!stored) this.#parts.log.error({ rows: this.#waiting.length }, 'closed with edits that could not be stored');
	}

	#stopTimers() {
		if (this.#turn) clearImmediate(this.#turn);
		if (this.#retry) clearTimeout(this.#retry);
		this.#turn = this.#retry = null;
	}

	#schedule() {
		if (this.#running || this.#retry || this.#waiting.length === 0) return;
		this.#turn ??= setImmediate(() => void this.#start());
	}

	#start(): Promise<void> {
		this.#stopTimers();
		this.#running ??= this.#run().finally(() => {
			this.#running = null;
			this.#schedule(); // what was added after the last look
		});
		return this.#running;
	}

	async #run(): Promise<void> {
		while (this.#waiting.length > 0) {
			this.#inFlight = this.#waiting;
			this.#waiting = [];
			if (!(await this.#append())) return;
		}
	}

	async #append(): Promise<boolean> {
		try {
			const sequence = await this.#parts.journal.append(this.#inFlight.map(({ row }) => row));
			this.#settle(sequence);
			return true;
		} catch (error) {
			this.#keep(error);
			return false;
		}
	}

	#settle(sequence: number) {
		const done = this.#inFlight;
		this.#inFlight = [];
		const recovered = this.#failing;
		this.#failing = false;
		for (const [owner, rows] of byOwner(done)) {
			if (recovered) this.#guarded(() => owner.storeFailing(false));
			this.#guarded(() => owner.stored(rows, sequence));
		}
	}

	#keep(error: unknown) {
		this.#waiting = [...this.#inFlight, ...this.#waiting];
		this.#inFlight = [];
		if (!this.#failing)
			this.#parts.log.error({ err: error, rows: this.#waiting.length }, 'the store does not take edits');
		this.#failing = true;
		for (const owner of byOwner(this.#waiting).keys()) this.#guarded(() => owner.storeFailing(true));
		this.#retry = setTimeout(() => void this.#start(), this.#parts.retryAfter);
	}

	/** One room's trouble is not the others'. */
	#guarded(tell: () => void) {
		try {
			tell();
		} catch (error) {
			this.#parts.log.error({ err: error }, 'a room failed on hearing from the journal');
		}
	}
}

function byOwner(entries: readonly Entry[]): Map<RowOwner, NewJournalRow[]> {
	const rows = new Map<RowOwner, NewJournalRow[]>();
	for (const { owner, row } of entries) {
		const own = rows.get(owner);
		if (own) own.push(row);
		else rows.set(owner, [row]);
	}
	return rows;
}
