import type { Logger } from 'pino';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { StoreState } from '../../src/lib/shared/protocol/messages.ts';
import { AppendError, StoreBrokenError } from '../storage/errors.ts';
import type { JournalStore, NewJournalRow } from '../storage/store.ts';
import { CommitPace } from './commit-pace.ts';
import type { RealtimeMetrics } from './metrics.ts';

/** Who put rows in the queue, and hears what becomes of them. */
export interface RowOwner {
	/** In the order they were added; `sequence` is the store's, as far as it is on stable storage. */
	stored(rows: readonly NewJournalRow[], sequence: number): void;
}

interface Entry {
	owner: RowOwner;
	row: NewJournalRow;
}

interface Parts {
	journal: Pick<JournalStore, 'append'>;
	log: Logger;
	metrics: Pick<RealtimeMetrics, 'committed'>;
	/** Milliseconds between tries while the store fails. */
	retryAfter: number;
	/** The store does not take rows now, or does again. The rows are kept and tried again. */
	failing(state: StoreState): void;
	/** It is not known what the disk has. Nothing is stored or acknowledged from here on; the process must end. */
	broken(error: StoreBrokenError): void;
}

/** Milliseconds an append may take until people are told that their edits are not saved: they hear it within three seconds. */
const PATIENCE = 2_000;

/**
 * Group commit: everything that one turn of the event loop wrote, in all documents, becomes one append and so one
 * fsync. While an append runs, what comes meanwhile is the next one; where they come close, they wait for each other.
 */
export class JournalQueue {
	readonly #parts: Parts;
	#waiting: Entry[] = [];
	#inFlight: Entry[] = [];
	readonly #pace = new CommitPace();
	#turn: NodeJS.Immediate | null = null;
	#gathering: NodeJS.Timeout | null = null;
	#retry: NodeJS.Timeout | null = null;
	#state: StoreState = 'ok';
	#broken = false;
	#running: Promise<void> | null = null;

	constructor(parts: Parts) {
		this.#parts = parts;
	}

	/** Does the store take rows? */
	get state(): StoreState {
		return this.#state;
	}

	/** Rows that are not known to be stored. */
	get length(): number {
		return this.#inFlight.length + this.#waiting.length;
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
		this.#stopTimers();
		while (this.#waiting.length > 0 && !this.#broken && !this.#retry) await this.#start();
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
		if (this.#gathering) clearTimeout(this.#gathering);
		if (this.#retry) clearTimeout(this.#retry);
		this.#turn = this.#gathering = this.#retry = null;
	}

	#schedule() {
		if (this.#running || this.#retry || this.#broken || this.#waiting.length === 0) return;
		const wait = this.#pace.wait();
		if (wait > 0) this.#gathering ??= setTimeout(() => void this.#start(), wait);
		else this.#turn ??= setImmediate(() => void this.#start());
	}

	#start(): Promise<void> {
		this.#stopTimers();
		this.#running ??= this.#append().finally(() => {
			this.#running = null;
			this.#schedule(); // what came meanwhile
		});
		return this.#running;
	}

	async #append(): Promise<void> {
		this.#inFlight = this.#waiting;
		this.#waiting = [];
		this.#pace.began();
		const began = performance.now();
		const late = setTimeout(() => this.#fail(new Error(`An append takes over ${PATIENCE} ms`)), PATIENCE);
		try {
			const sequence = await this.#parts.journal.append(this.#inFlight.map(({ row }) => row));
			this.#parts.metrics.committed(performance.now() - began, this.#inFlight.length);
			this.#settle(sequence);
		} catch (error) {
			this.#keep(error);
		} finally {
			clearTimeout(late);
		}
	}

	#settle(sequence: number) {
		const done = this.#inFlight;
		this.#inFlight = [];
		if (this.#state !== 'ok') this.#recover();
		for (const [owner, rows] of byOwner(done)) this.#guarded(() => owner.stored(rows, sequence));
	}

	#recover() {
		this.#state = 'ok';
		this.#parts.log.info('the store takes edits again');
		this.#guarded(() => this.#parts.failing('ok'));
	}

	#keep(error: unknown) {
		this.#waiting = [...this.#inFlight, ...this.#waiting];
		this.#inFlight = [];
		this.#fail(error);
		if (error instanceof StoreBrokenError) return this.#giveUp(error);
		this.#retry = setTimeout(() => void this.#start(), this.#parts.retryAfter);
	}

	#fail(error: unknown) {
		const state = error instanceof AppendError && error.isFull ? 'full' : 'cannot-store';
		if (this.#state === state) return;
		this.#state = state;
		this.#parts.log.error({ err: error, rows: this.length }, 'the store does not take edits');
		this.#guarded(() => this.#parts.failing(state));
	}

	/** A second try may be told that all is well when it is not. */
	#giveUp(error: StoreBrokenError) {
		this.#broken = true;
		this.#guarded(() => this.#parts.broken(error));
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
