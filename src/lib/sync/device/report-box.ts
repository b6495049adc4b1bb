import type { PersonId, RecordId, SamverkanId } from '../../shared/ids.ts';
import type { OutboxItem } from '../../shared/report/outbox.ts';
import type { ReportHabits, ReportKit } from '../../shared/report/report-kit.ts';
import { change, openDatabase, readAll, startingWith, type KitRow } from './database.ts';
import { keyOf } from './keys.ts';
import { seal, unseal, type Sealed } from './seal.ts';
import type { Opened } from './unsent-edits.ts';

/** Where a reporter's drafts and unsent reports are kept: on the device, or where it keeps nothing in the page's memory. */
export interface ReportBox {
	/** Resolves when it is kept, as safely as this place can; false where it was not. */
	keep(item: OutboxItem): Promise<boolean>;
	/** In the order they were last touched. */
	items(): Promise<OutboxItem[]>;
	forget(id: RecordId): Promise<void>;
	/** Does it survive the page? */
	readonly lasts: Promise<boolean>;
	close(): Promise<void>;
}

/** One person's on this device, sealed with their key as everything else that lies there. */
export class DeviceReportBox implements ReportBox {
	readonly #person: PersonId;
	readonly #now: () => number;
	readonly #opened: Promise<Opened | null>;
	#lost = false;

	private constructor(person: PersonId, now: () => number) {
		this.#person = person;
		this.#now = now;
		this.#opened = this.#open().catch(() => null);
	}

	/** Null where there is nothing to keep with: without https a browser has no keys. */
	static of(person: PersonId, now: () => number = Date.now): DeviceReportBox | null {
		return globalThis.indexedDB && globalThis.crypto?.subtle ? new DeviceReportBox(person, now) : null;
	}

	get lasts(): Promise<boolean> {
		return this.#usable().then((opened) => opened !== null);
	}

	async keep(item: OutboxItem): Promise<boolean> {
		return this.#write(async ({ database, key }) => {
			const sealed = await seal(key, this.#about('report', item.id), asBytes(item));
			const row = { person: this.#person, id: item.id, at: this.#now(), sealed };
			const durability = item.state.kind === 'writing' ? 'relaxed' : 'strict';
			await change(database, ['reports'], (store) => store('reports').put(row), durability);
		});
	}

	async items(): Promise<OutboxItem[]> {
		const opened = await this.#usable();
		if (!opened) return [];
		const rows = await readAll(opened.database, 'reports', startingWith(this.#person));
		const items = await Promise.all(
			rows.sort((a, b) => a.at - b.at).map(({ id, sealed }) => this.#read<OutboxItem>(opened, 'report', id, sealed))
		);
		return items.filter((item) => item !== null);
	}

	async forget(id: RecordId): Promise<void> {
		const key = [this.#person, id];
		await this.#write(({ database }) => change(database, ['reports'], (store) => store('reports').delete(key)));
	}

	async keepKit(kit: ReportKit): Promise<void> {
		await this.#keepBeside(kit.samverkan.id, 'kit', kit);
	}

	async keepHabits(samverkan: SamverkanId, habits: ReportHabits): Promise<void> {
		await this.#keepBeside(samverkan, 'habits', habits);
	}

	async habits(samverkan: SamverkanId): Promise<ReportHabits | null> {
		const opened = await this.#usable();
		if (!opened) return null;
		const [row] = await readAll(opened.database, 'kits', startingWith(this.#person, samverkan, 'habits'));
		return row ? this.#read<ReportHabits>(opened, 'habits', samverkan, row.sealed) : null;
	}

	/** The one that was kept last: the samverkan last reported to from here. */
	async kit(): Promise<ReportKit | null> {
		const opened = await this.#usable();
		if (!opened) return null;
		const rows = await readAll(opened.database, 'kits', startingWith(this.#person));
		const latest = rows.filter(({ what }) => what === 'kit').sort((a, b) => b.at - a.at)[0];
		return latest ? this.#read<ReportKit>(opened, 'kit', latest.samverkan, latest.sealed) : null;
	}

	async close(): Promise<void> {
		this.#lost = true;
		(await this.#opened)?.database.close();
	}

	async #open(): Promise<Opened> {
		const database = await openDatabase();
		database.onclose = () => (this.#lost = true);
		database.onversionchange = () => {
			this.#lost = true; // a logout in another tab clears the device; nothing is put back
			database.close();
		};
		return { database, key: await keyOf(database, this.#person) };
	}

	async #usable(): Promise<Opened | null> {
		const opened = await this.#opened;
		return this.#lost ? null : opened;
	}

	async #keepBeside(samverkan: SamverkanId, what: KitRow['what'], value: unknown): Promise<void> {
		await this.#write(async ({ database, key }) => {
			const sealed = await seal(key, this.#about(what, samverkan), asBytes(value));
			const row = { person: this.#person, samverkan, what, at: this.#now(), sealed };
			await change(database, ['kits'], (store) => store('kits').put(row), 'relaxed');
		});
	}

	async #write(write: (opened: Opened) => Promise<void>): Promise<boolean> {
		const opened = await this.#usable();
		if (!opened) return false;
		return write(opened).then(
			() => true,
			() => false
		);
	}

	/** Null when another key made it, or another build of another form. */
	async #read<T>({ key }: Opened, what: string, id: string, sealed: Sealed): Promise<T | null> {
		const bytes = await unseal(key, this.#about(what, id), sealed);
		return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as T);
	}

	#about(what: string, id: string): string {
		return ['reports', what, this.#person, id].join('/');
	}
}

/** Lives with the page: where the browser keeps nothing for us. */
export class MemoryReportBox implements ReportBox {
	readonly #items = new Map<RecordId, OutboxItem>();
	readonly lasts = Promise.resolve(false);

	keep(item: OutboxItem): Promise<boolean> {
		this.#items.set(item.id, item);
		return Promise.resolve(true);
	}

	items(): Promise<OutboxItem[]> {
		return Promise.resolve([...this.#items.values()]);
	}

	forget(id: RecordId): Promise<void> {
		this.#items.delete(id);
		return Promise.resolve();
	}

	close(): Promise<void> {
		return Promise.resolve();
	}
}

/** Who may report from this device without a network: those whose kit is here. */
export async function reportersHere(): Promise<PersonId[]> {
	const database = await openDatabase();
	try {
		const kits = (await readAll(database, 'kits')).filter(({ what }) => what === 'kit');
		return [...new Set(kits.map(({ person }) => person))];
	} finally {
		database.close();
	}
}

const asBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
