import * as Y from 'yjs';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import type { NewJournalRow } from '../storage/store.ts';
import { isLive, type Session } from './session.ts';

/** So many see each edit on its own, at once. */
const UNBUNDLED = 50;
/** So many, and more, wait the longest. */
const FULL_ROOM = 300;
const LONGEST_MS = 18;

/** Milliseconds over which edits are collected to one frame: an edit costs a system call for everybody who sees it. */
export function bundleFor(listeners: number): number {
	if (listeners <= UNBUNDLED) return 0;
	return Math.ceil(Math.min(1, (listeners - UNBUNDLED) / (FULL_ROOM - UNBUNDLED)) * LONGEST_MS);
}

/** Sends stored edits to those who did not make them: one frame per client and window, encoded once. */
export class Broadcast {
	readonly #sessions: ReadonlySet<Session>;
	readonly #authors = new Map<NewJournalRow, Session>();
	#waiting: Uint8Array[] = [];
	/** Who made what waits; undefined is the server. */
	#from = new Set<Session | undefined>();
	#timer: NodeJS.Timeout | null = null;

	constructor(sessions: ReadonlySet<Session>) {
		this.#sessions = sessions;
	}

	/** The one who made a row has it. */
	wrote(row: NewJournalRow, author: Session) {
		this.#authors.set(row, author);
	}

	/** These are on stable storage. */
	stored(rows: readonly NewJournalRow[]) {
		for (const row of rows) {
			this.#waiting.push(row.update);
			this.#from.add(this.#authors.get(row));
			this.#authors.delete(row);
		}
		const wait = bundleFor(this.#sessions.size);
		if (wait === 0) this.flush();
		else this.#timer ??= setTimeout(() => this.flush(), wait);
	}

	flush() {
		this.#stopTimer();
		const [updates, from] = [this.#waiting, this.#from];
		if (updates.length === 0) return;
		this.#waiting = [];
		this.#from = new Set();
		const only = from.size === 1 ? [...from][0] : undefined;
		const listeners = [...this.#sessions].filter((session) => session !== only && isLive(session));
		if (listeners.length === 0) return;
		const frame = encodeUpdate(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates));
		for (const { wire } of listeners) wire.send(frame);
	}

	close() {
		this.#stopTimer();
		this.#waiting = [];
		this.#authors.clear();
	}

	#stopTimer() {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
	}
}
