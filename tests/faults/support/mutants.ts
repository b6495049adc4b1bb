import { SAVED, SYNC, UPDATE } from '../../../src/lib/shared/protocol/messages.ts';
import { SocketWire } from '../../../server/realtime/socket-wire.ts';
import type { JournalStore, NewJournalRow, Store } from '../../../server/storage/store.ts';

/**
 * Ways to break the server, so that each check is seen to fail. `early` answers before anything is stored; `ack-early`
 * and `show-early` do so for the sender or for the others only; `torn` says of some appends that they were stored;
 * `no-fsync` is in `no-fsync.ts`, because it must reach the journal's own thread.
 */
export const MUTANTS = ['early', 'ack-early', 'show-early', 'torn'] as const;
export type Mutant = (typeof MUTANTS)[number];

/** How far the disk lags behind what is said, in milliseconds. */
const LAG = 40;
const TORN_EVERY = 3;

export function mutate(store: Store, mutant: Mutant): Store {
	const journal = mutant === 'torn' ? torn(store.journal) : early(store.journal, mutant);
	return { ...store, journal };
}

/** The journal's methods, with another append. */
function withAppend(journal: JournalStore, append: JournalStore['append']): JournalStore {
	return Object.assign(Object.create(journal) as JournalStore, {
		append,
		load: journal.load.bind(journal),
		history: journal.history.bind(journal),
		saveSnapshot: journal.saveSnapshot.bind(journal)
	});
}

function early(journal: JournalStore, mutant: Exclude<Mutant, 'torn'>): JournalStore {
	let sequence = 0;
	let committed: Promise<unknown> = Promise.resolve();
	if (mutant !== 'early') holdBack(mutant === 'ack-early' ? isUpdate : isSaved, () => committed);
	return withAppend(journal, (rows) => {
		committed = Promise.all([committed, lag()]).then(() => journal.append(rows));
		return Promise.resolve((sequence += rows.length));
	});
}

const lag = () => new Promise((resolve) => setTimeout(resolve, LAG));

const isSaved = (frame: Uint8Array) => frame[0] === SAVED;
const isUpdate = (frame: Uint8Array) => frame[0] === SYNC && frame[1] === UPDATE;

/** Frames of one kind go out only when what was said to be stored is. */
function holdBack(held: (frame: Uint8Array) => boolean, committed: () => Promise<unknown>) {
	const send = SocketWire.prototype.send;
	SocketWire.prototype.send = function (this: SocketWire, frame: Uint8Array, ...rest: []) {
		if (held(frame)) void committed().then(() => send.call(this, frame, ...rest));
		else send.call(this, frame, ...rest);
	};
}

function torn(journal: JournalStore): JournalStore {
	let appends = 0;
	return withAppend(journal, (rows: readonly NewJournalRow[]) =>
		++appends % TORN_EVERY === 0 ? Promise.resolve(appends) : journal.append(rows)
	);
}
