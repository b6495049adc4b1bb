import type { Logger } from 'pino';
import type { DocumentId, RecordId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { isSealed } from '../../src/lib/shared/week/lifecycle.ts';
import type { StoredChanges } from '../realtime/rooms.ts';
import type { SearchRow } from '../storage/search.ts';
import type { DocumentInfo, Store } from '../storage/store.ts';
import { Names } from './names.ts';
import { PendingChanges, type Pending } from './pending.ts';
import { readRows, weekOfDocument, type ReadParts } from './read-rows.ts';
import { rowOf } from './record-rows.ts';

/** Raise it when rows are made another way: every document is read anew at the next start. */
const INDEX_VERSION = 1;

export interface SearchIndexParts extends ReadParts {
	store: Pick<Store, 'documents' | 'organisation' | 'search'>;
	log: Pick<Logger, 'error'>;
	/** Milliseconds that changes gather before they are written. */
	gather?: number;
	/** Milliseconds until what failed is tried again. */
	retryAfter?: number;
}

const GATHER = 300;
const RETRY_AFTER = 5_000;

/**
 * Keeps the index like the documents: after an edit is stored and shown, never before, and at the start what changed
 * while it was not there. What fails is tried again, and costs nobody an edit.
 */
export class SearchIndex {
	readonly #parts: SearchIndexParts;
	readonly #pending = new PendingChanges();
	readonly #names = new Map<SamverkanId, Promise<Names>>();
	#timer: NodeJS.Timeout | null = null;
	#working: Promise<void> | null = null;
	#closed = false;

	constructor(parts: SearchIndexParts) {
		this.#parts = parts;
	}

	/** Documents that are not as they should be in the index. */
	get behind(): number {
		return this.#pending.size + Number(this.#working !== null);
	}

	/** Reads what is not in the index as it stands, in the background. */
	start(): void {
		void this.#sweep().catch((err: unknown) => this.#parts.log.error({ err }, 'the index could not be checked'));
	}

	/** Called within the turn that acknowledges an edit: only notes what there is to do. */
	changed({ info, changes, sequence }: Pick<StoredChanges, 'info' | 'changes' | 'sequence'>): void {
		if (info.kind === 'week' && isSealed(info.state)) this.#pending.addWhole(info.id);
		else this.#pending.add(info, changes, sequence);
		this.#wake();
	}

	/** Something is called another way: rows have its name as words. */
	organisationChanged(samverkan: SamverkanId): void {
		this.#names.delete(samverkan);
		this.start();
	}

	/** Reads a document anew: it was sealed, corrected or redacted. */
	reindex(document: DocumentId): void {
		this.#pending.addWhole(document);
		this.#wake();
	}

	/** The record is in no answer, and no byte of it in the index, when this resolves. What waits is read anew. */
	async forget(document: DocumentId, record: RecordId): Promise<void> {
		this.#pending.addWhole(document);
		await this.#working;
		await this.#parts.store.search.forget(document, record);
		this.#wake();
	}

	/** Until everything is in the index that had been stored when this was called. */
	async settled(): Promise<void> {
		while (this.behind > 0 && !this.#closed) await this.#work();
	}

	async close(): Promise<void> {
		this.#closed = true;
		if (this.#timer) clearTimeout(this.#timer);
		await this.#working;
	}

	async #sweep(): Promise<void> {
		const { organisation, search } = this.#parts.store;
		const names = new Map<SamverkanId, string>();
		for (const { id } of await organisation.all()) names.set(id, (await this.#namesOf(id)).fingerprint);
		for (const document of await search.stale(INDEX_VERSION, names)) this.#pending.addWhole(document);
		this.#wake();
	}

	#wake(after = this.#parts.gather ?? GATHER): void {
		if (this.#closed || this.#timer || this.#working || this.#pending.size === 0) return;
		this.#timer = setTimeout(() => void this.#work(), after);
		this.#timer.unref();
	}

	/** One at a time: an older state must not be written over a newer one. */
	#work(): Promise<void> {
		if (this.#timer) clearTimeout(this.#timer);
		this.#timer = null;
		this.#working ??= this.#workThrough().finally(() => {
			this.#working = null;
			this.#wake(this.#parts.retryAfter ?? RETRY_AFTER); // what was put back
		});
		return this.#working;
	}

	async #workThrough(): Promise<void> {
		const failed: DocumentId[] = [];
		for (let next = this.#pending.take(); next && !this.#closed; next = this.#pending.take()) {
			const { id } = next;
			await this.#index(next).catch((err: unknown) => {
				this.#parts.log.error({ event: 'index-failed', err, document: id }, 'a document could not be indexed');
				failed.push(id);
			});
		}
		for (const id of failed) this.#pending.addWhole(id);
	}

	async #index(pending: Pending): Promise<void> {
		if (pending.of === 'whole') return this.#indexWhole(pending.id);
		const { info, sequence, records } = pending;
		const names = await this.#namesOf(info.samverkan);
		const rows = new Map<RecordId, SearchRow | null>();
		for (const { root, id, after } of records.values()) {
			const row = after && rowOf(root, { ...after, id }, weekOfDocument(info), names);
			if (row || !rows.has(id as RecordId)) rows.set(id as RecordId, row);
		}
		await this.#parts.store.search.change({ document: info.id, samverkan: info.samverkan }, sequence, rows);
	}

	/** How far the journal was is asked first: what comes while the document is read is read again then. */
	async #indexWhole(id: DocumentId): Promise<void> {
		const { documents, search } = this.#parts.store;
		const { sequence, seals } = await search.standing(id);
		const info: DocumentInfo | null = await documents.find(id);
		if (!info) return;
		const names = await this.#namesOf(info.samverkan);
		const mark = { version: INDEX_VERSION, sequence, seals, names: names.fingerprint };
		await search.replace({ document: id, samverkan: info.samverkan }, mark, await readRows(this.#parts, info, names));
	}

	#namesOf(samverkan: SamverkanId): Promise<Names> {
		const known = this.#names.get(samverkan);
		if (known) return known;
		const reading = this.#parts.store.organisation.read(samverkan).then((organisation) => new Names(organisation));
		reading.catch(() => this.#names.delete(samverkan));
		this.#names.set(samverkan, reading);
		return reading;
	}
}
