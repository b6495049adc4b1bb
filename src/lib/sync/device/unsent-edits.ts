import type { DocumentKind } from '../../shared/board/schema.ts';
import type { DocumentId, PersonId } from '../../shared/ids.ts';
import { change, readAll, startingWith, type UnsentRow } from './database.ts';
import { seal, unseal } from './seal.ts';

/** The device, open, with the person's key. */
export interface Opened {
	database: IDBDatabase;
	key: CryptoKey;
}

/** An edit that a tab left behind when it was closed, or died. */
export interface LeftEdit {
	epoch: string;
	update: Uint8Array;
}

export interface UnsentOptions {
	person: PersonId;
	document: DocumentId;
	kind: DocumentKind;
	/** Null where the device keeps nothing for us. */
	opened: Promise<Opened | null>;
	now: () => number;
	/** More is kept than before, or the device has failed. */
	onkept(): void;
}

const lockOf = (owner: string): string => `lagestavlan-${owner}`;

/**
 * The edits of one opening of a document that the server has not acknowledged. Each begins to be sealed in the turn in
 * which it is made, and is on disk when `keptUpTo` says so, some milliseconds later. They belong to this opening alone
 * until it is gone: only then does its lock come free, and another opening may take them over.
 */
export class UnsentEdits {
	readonly #options: UnsentOptions;
	readonly #owner: string = crypto.randomUUID();
	readonly #opened: Promise<Opened | null>;
	#release: () => void = () => undefined;
	#writing: Promise<void>;
	#keptUpTo = 0;
	#forgotten = 0;
	#failed = false;
	#closed = false;

	constructor(options: UnsentOptions) {
		this.#options = options;
		this.#opened = options.opened.then(async (opened) => {
			if (opened) await this.#lock();
			// A logout in another tab clears the device: what was kept is not kept any more, and must not be called so.
			for (const lost of ['close', 'versionchange']) opened?.database.addEventListener(lost, () => this.#fail());
			return opened;
		});
		this.#opened.catch(() => this.#fail());
		this.#writing = this.#opened.then(
			() => undefined,
			() => undefined
		);
	}

	/** Edits up to this one are on the device's disk, or were when they were needed. None is where the device failed. */
	get keptUpTo(): number {
		return this.#failed ? 0 : this.#keptUpTo;
	}

	/**
	 * Rows are put in the order the edits were made, so that what is there after a crash has no hole in it; none waits
	 * for the disk of the one before.
	 */
	keep(edit: number, epoch: string, update: Uint8Array): void {
		if (this.#failed || this.#closed) return;
		const at = this.#options.now();
		const sealed = this.#opened.then((opened) => opened && seal(opened.key, this.#about(epoch), update));
		sealed.catch(() => undefined); // told of below
		this.#queue(async (opened) => {
			const bytes = await sealed;
			if (bytes && edit > this.#forgotten) this.#put(opened, { edit, epoch, at, sealed: bytes });
		});
	}

	/** They are acknowledged, this one and all before it. */
	forget(upTo: number): void {
		if (upTo <= this.#forgotten) return;
		this.#forgotten = upTo;
		this.#queue(async ({ database }) => {
			change(database, ['unsent'], (store) => store('unsent').delete(this.#ownUpTo(upTo)), 'relaxed').catch(() =>
				this.#fail()
			);
		});
	}

	/**
	 * Hands over what was left by openings that are gone. `take` answers under which number each is this opening's edit
	 * from now on, or null for one that is not to be kept.
	 */
	async adopt(take: (left: LeftEdit[]) => (number | null)[]): Promise<void> {
		const opened = await this.#opened.catch(() => null);
		if (!opened || this.#closed) return;
		const rows = await readAll(opened.database, 'unsent', startingWith(...this.#where()));
		const owners = new Set(rows.map(({ owner }) => owner).filter((owner) => owner !== this.#owner));
		for (const owner of owners) await whenGone(owner, () => this.#adoptFrom(opened, owner, take));
	}

	/** Leaves what is unsent for the next opening; `discard` where it has been set aside as values instead. */
	async close({ discard = false } = {}): Promise<void> {
		if (this.#closed) return;
		if (discard) this.forget(Number.MAX_SAFE_INTEGER);
		this.#closed = true;
		await this.#writing;
		this.#release();
	}

	#queue(write: (opened: Opened) => Promise<void>): void {
		this.#writing = this.#writing
			.then(async () => {
				const opened = await this.#opened;
				if (opened) await write(opened);
			})
			.catch(() => this.#fail());
	}

	#put({ database }: Opened, rest: Pick<UnsentRow, 'edit' | 'epoch' | 'at' | 'sealed'>): void {
		const { person, document, kind } = this.#options;
		const row: UnsentRow = { person, document, kind, owner: this.#owner, ...rest };
		change(database, ['unsent'], (store) => store('unsent').put(row)).then(
			() => this.#kept(row.edit),
			() => this.#fail()
		);
	}

	#kept(edit: number): void {
		if (this.#failed) return;
		this.#keptUpTo = Math.max(this.#keptUpTo, edit);
		this.#options.onkept();
	}

	async #adoptFrom({ database, key }: Opened, owner: string, take: (left: LeftEdit[]) => (number | null)[]) {
		const rows = await readAll(database, 'unsent', startingWith(...this.#where(), owner));
		const updates = await Promise.all(rows.map(({ epoch, sealed }) => unseal(key, this.#about(epoch), sealed)));
		const left = rows.flatMap((row, index) => {
			const update = updates[index];
			return update ? [{ row, update }] : [];
		});
		if (this.#closed) return;
		const numbers = take(left.map(({ row, update }) => ({ epoch: row.epoch, update })));
		await change(database, ['unsent'], (store) => {
			store('unsent').delete(startingWith(...this.#where(), owner));
			for (const [index, { row }] of left.entries()) {
				const edit = numbers[index];
				if (typeof edit === 'number') store('unsent').put({ ...row, owner: this.#owner, edit });
			}
		});
		this.#kept(Math.max(0, ...numbers.map((number) => number ?? 0)));
	}

	#fail(): void {
		this.#failed = true;
		this.#options.onkept();
	}

	#where(): string[] {
		return [this.#options.person, this.#options.document];
	}

	#ownUpTo(edit: number): IDBKeyRange {
		const own = [...this.#where(), this.#owner];
		return IDBKeyRange.bound([...own, 0], [...own, edit]);
	}

	#about(epoch: string): string {
		return ['unsent', ...this.#where(), epoch].join('/');
	}

	#lock(): Promise<void> {
		return new Promise((resolve, reject) => {
			navigator.locks
				.request(lockOf(this.#owner), () => {
					resolve();
					return new Promise<void>((release) => (this.#release = release));
				})
				.catch(reject);
		});
	}
}

/** Runs while nobody else can; not at all where the owner lives, or another is taking its edits over. */
async function whenGone(owner: string, run: () => Promise<void>): Promise<void> {
	await navigator.locks.request(lockOf(owner), { ifAvailable: true }, (lock) => (lock ? run() : undefined));
}
