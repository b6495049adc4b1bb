import type { JournalStore, NewJournalRow, Store } from '../../server/storage/store.ts';

/** A store whose journal can be held up, made to fail, and watched. */
export interface Tap {
	store: Store;
	/** Rows that were asked to be stored, in order, stored or not. */
	readonly appends: (readonly NewJournalRow[])[];
	/** Appends wait from now on, until `release`. */
	hold(): void;
	release(): void;
	/** Appends fail from now on, until `mend`. */
	fail(): void;
	mend(): void;
	failSnapshots(failing: boolean): void;
	readonly snapshots: number;
}

export function tap(store: Store): Tap {
	let gate: { wait: Promise<void>; open(): void } | null = null;
	let failing = false;
	let snapshotsFail = false;
	let snapshots = 0;
	const appends: (readonly NewJournalRow[])[] = [];
	const journal: JournalStore = {
		load: (document) => store.journal.load(document),
		history: (document, until) => store.journal.history(document, until),
		async append(rows) {
			appends.push(rows);
			await gate?.wait;
			if (failing) throw new Error('SQLITE_FULL: database or disk is full');
			return store.journal.append(rows);
		},
		startAnew: (document, from) => store.journal.startAnew(document, from),
		async saveSnapshot(document, upTo, state) {
			if (snapshotsFail) throw new Error('SQLITE_IOERR');
			snapshots += 1;
			return store.journal.saveSnapshot(document, upTo, state);
		}
	};
	return {
		store: { ...store, journal },
		appends,
		hold() {
			const { promise, resolve } = Promise.withResolvers<void>();
			gate = { wait: promise, open: resolve };
		},
		release() {
			gate?.open();
			gate = null;
		},
		fail() {
			failing = true;
		},
		mend() {
			failing = false;
		},
		failSnapshots(fails) {
			snapshotsFail = fails;
		},
		get snapshots() {
			return snapshots;
		}
	};
}
