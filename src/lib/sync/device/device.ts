import { maskNumbers } from '../../shared/privacy/blocked-numbers.ts';
import type { DocumentKind } from '../../shared/board/schema.ts';
import type { WeekPage } from '../../shared/board/week-page.ts';
import type { DocumentId, PersonId, SamverkanId } from '../../shared/ids.ts';
import type { RefusedCopy } from '../refused-copy.ts';
import { sealCopy } from './copies.ts';
import { change, openDatabase, readAll, startingWith, type UnsentRow } from './database.ts';
import { keyOf } from './keys.ts';
import { seal, unseal, type Sealed } from './seal.ts';
import { UnsentEdits, type Opened } from './unsent-edits.ts';

export interface DocumentName {
	id: DocumentId;
	kind: DocumentKind;
}

/** Milliseconds after which what somebody else left unsent on a shared device is removed. */
const OTHERS_KEPT = 30 * 24 * 3_600_000;

/**
 * What one person has on this device and nowhere else: edits that are not sent, words that were refused, and where the
 * samverkan allows it a copy of the board. All of it is sealed with the person's key, and gone at logout.
 */
export class Device {
	readonly #person: PersonId;
	readonly #now: () => number;
	readonly #opened: Promise<Opened | null>;
	#lost = false;

	private constructor(person: PersonId, now: () => number) {
		this.#person = person;
		this.#now = now;
		this.#opened = this.#open().catch(() => null); // no disk, private window: the page asks before it is closed instead
	}

	/** Null where there is nothing to keep with: without https a browser has no keys and no locks. */
	static of(person: PersonId, now: () => number = Date.now): Device | null {
		const able = globalThis.indexedDB && globalThis.crypto?.subtle && globalThis.navigator?.locks;
		return able ? new Device(person, now) : null;
	}

	/** For one opening of a document. */
	unsent({ id: document, kind }: DocumentName, onkept: () => void): UnsentEdits {
		const options = { person: this.#person, document, kind, opened: this.#usable(), now: this.#now, onkept };
		return new UnsentEdits(options);
	}

	/** Documents that have unsent edits on this device, of this tab and others, alive or gone. */
	async documentsWithUnsent(): Promise<DocumentName[]> {
		const opened = await this.#usable();
		if (!opened) return [];
		const rows = await readAll(opened.database, 'unsent', startingWith(this.#person));
		return [...new Map(rows.map(({ document: id, kind }) => [id, { id, kind }])).values()];
	}

	/** How many edits of this person wait on this device, in all documents and tabs. */
	async unsentCount(): Promise<number> {
		const opened = await this.#usable();
		return opened ? (await readAll(opened.database, 'unsent', startingWith(this.#person))).length : 0;
	}

	/** Keeps what was refused, until its person has read it; resolves when it is on disk, or can not be. */
	async keepRefused({ id, kind }: DocumentName, copy: RefusedCopy): Promise<void> {
		const opened = await this.#usable();
		if (!opened) return;
		const sealed = await seal(opened.key, this.#about('refused', id), asBytes(copy));
		const row = { person: this.#person, document: id, kind, at: copy.at, sealed };
		await change(opened.database, ['refused'], (store) => store('refused').put(row)).catch(() => undefined);
	}

	/** The first that is not read yet. */
	async refused({ id }: DocumentName): Promise<RefusedCopy | null> {
		const opened = await this.#usable();
		if (!opened) return null;
		const [row] = await readAll(opened.database, 'refused', startingWith(this.#person, id));
		const bytes = row && (await this.#unsealed(opened, 'refused', id, row.sealed));
		return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as RefusedCopy) : null;
	}

	async forgetRefused({ id }: DocumentName, { at }: Pick<RefusedCopy, 'at'>): Promise<void> {
		const key = [this.#person, id, at];
		await this.#write((opened) => change(opened.database, ['refused'], (store) => store('refused').delete(key)));
	}

	/** What is being written and is not on the board yet; empty forgets it. */
	async keepDraft(document: DocumentId, text: string): Promise<void> {
		const person = this.#person;
		await this.#write(async ({ database, key }) => {
			if (text === '') return change(database, ['drafts'], (store) => store('drafts').delete([person, document]));
			const sealed = await seal(key, this.#about('draft', document), asBytes(maskNumbers(text)));
			const row = { person, document, at: this.#now(), sealed };
			await change(database, ['drafts'], (store) => store('drafts').put(row), 'relaxed');
		});
	}

	async draft(document: DocumentId): Promise<string> {
		const opened = await this.#usable();
		if (!opened) return '';
		const [row] = await readAll(opened.database, 'drafts', startingWith(this.#person, document));
		const bytes = row && (await this.#unsealed(opened, 'draft', document, row.sealed));
		return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as string) : '';
	}

	/** The week's page as it is now, for reading without a network: only where the samverkan allows that. */
	async keepCopy(page: WeekPage): Promise<void> {
		await this.#write(async ({ database, key }) => {
			const row = await sealCopy(key, this.#person, page, this.#now());
			await change(database, ['copies'], (store) => store('copies').put(row), 'relaxed');
		});
	}

	/** The samverkan does not allow copies, or this person may not read it any more. */
	async forgetCopies(samverkan: SamverkanId): Promise<void> {
		const range = startingWith(this.#person, samverkan);
		await this.#write((opened) => change(opened.database, ['copies'], (store) => store('copies').delete(range)));
	}

	/** Lets go of the database; what is kept stays. */
	async close(): Promise<void> {
		this.#lost = true;
		(await this.#opened)?.database.close();
	}

	async #open(): Promise<Opened> {
		const database = await openDatabase();
		database.onclose = () => (this.#lost = true); // a logout in another tab clears the device; nothing is put back
		database.onversionchange = () => {
			this.#lost = true;
			database.close();
		};
		const opened = { database, key: await keyOf(database, this.#person) };
		await this.#tidy(opened);
		return opened;
	}

	async #usable(): Promise<Opened | null> {
		const opened = await this.#opened;
		return this.#lost ? null : opened;
	}

	/** What is merely convenient, and fails as a full disk does, fails silently. */
	async #write(write: (opened: Opened) => Promise<void>): Promise<void> {
		const opened = await this.#usable();
		if (opened) await write(opened).catch(() => undefined);
	}

	/** Others who used this device: their copies go at once, what they had not sent when it has waited for too long. */
	async #tidy({ database }: Opened): Promise<void> {
		const isOthers = ({ person }: Pick<UnsentRow, 'person'>) => person !== this.#person;
		const isOld = ({ at }: Pick<UnsentRow, 'at'>) => this.#now() - at > OTHERS_KEPT;
		const copies = (await readAll(database, 'copies')).filter(isOthers);
		const unsent = (await readAll(database, 'unsent')).filter((row) => isOthers(row) && isOld(row));
		const refused = (await readAll(database, 'refused')).filter((row) => isOthers(row) && isOld(row));
		const drafts = (await readAll(database, 'drafts')).filter((row) => isOthers(row) && isOld(row));
		const reports = (await readAll(database, 'reports')).filter((row) => isOthers(row) && isOld(row));
		if (copies.length + unsent.length + refused.length + drafts.length + reports.length === 0) return;
		await change(database, ['copies', 'unsent', 'refused', 'drafts', 'reports'], (store) => {
			for (const { person, id } of reports) store('reports').delete([person, id]);
			for (const { person, document } of drafts) store('drafts').delete([person, document]);
			for (const { person } of copies) store('copies').delete(startingWith(person));
			for (const { person, document, owner, edit } of unsent) store('unsent').delete([person, document, owner, edit]);
			for (const { person, document, at } of refused) store('refused').delete([person, document, at]);
		});
	}

	#unsealed({ key }: Opened, what: string, document: DocumentId, sealed: Sealed): Promise<Uint8Array | null> {
		return unseal(key, this.#about(what, document), sealed);
	}

	#about(what: string, document: DocumentId): string {
		return [what, this.#person, document].join('/');
	}
}

const asBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
