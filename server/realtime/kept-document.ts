import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { encodeStep2 } from '../../src/lib/shared/protocol/messages.ts';
import type { DocumentInfo, JournalStore, NewJournalRow } from '../storage/store.ts';
import { compacted } from './compaction.ts';
import type { JournalQueue } from './journal-queue.ts';
import { OpenDocument } from './open-document.ts';

export interface KeptDocumentParts {
	journal: Pick<JournalStore, 'load' | 'saveSnapshot' | 'startAnew'>;
	queue: Pick<JournalQueue, 'unstored'>;
	log: Logger;
	now: () => number;
}

const EMPTY = Uint8Array.of(0);

/** A room's document and what the store has of it: loading, snapshots, and starting its history anew. */
export class KeptDocument {
	readonly #parts: KeptDocumentParts;
	#info: DocumentInfo;
	#document: OpenDocument | null = null;
	/** The answer to everybody who starts from empty, and the encoding it was made of. */
	#whole: { bytes: Uint8Array; frame: Uint8Array } | null = null;
	#sequence = 0;
	#tail = 0;
	#snapshotting: Promise<void> | null = null;

	constructor(info: DocumentInfo, parts: KeptDocumentParts) {
		this.#info = info;
		this.#parts = parts;
	}

	get info(): DocumentInfo {
		return this.#info;
	}

	set info(info: DocumentInfo) {
		this.#info = info;
		if (this.#document) this.#document.info = info;
	}

	/** Null until it is opened. */
	get current(): OpenDocument | null {
		return this.#document;
	}

	/** Rows that a load would have to replay. */
	get tail(): number {
		return this.#tail;
	}

	/** The store's number of the last row. */
	get sequence(): number {
		return this.#sequence;
	}

	get isSnapshotting(): boolean {
		return this.#snapshotting !== null;
	}

	/** As everybody who starts from empty gets it, where that is at hand: also before the document is in memory. */
	get wholeFrame(): Uint8Array | null {
		return this.#whole?.frame ?? null;
	}

	/**
	 * The document as the journal has it, with the rows that are on their way there, in place of any copy there is.
	 * `whole` is told when what is stored is one piece, before it is taken apart.
	 */
	async open(whole: () => void): Promise<OpenDocument> {
		const { id } = this.#info;
		this.#whole = null; // what is stored may be another than it was
		const unstored = this.#parts.queue.unstored(id); // before the load: a row may be in both, and that is harmless
		const stored = await this.#parts.journal.load(id);
		if (stored.snapshot && stored.tail.length + unstored.length === 0) {
			this.#remember(stored.snapshot.state);
			whole();
			await nextTurn(); // what is given leaves before the document is built
		}
		const document = await OpenDocument.gradually(this.#info, stored, unstored);
		document.info = this.#info;
		this.#tail = stored.tail.length;
		this.#sequence = Math.max(this.#sequence, stored.tail.at(-1)?.sequence ?? stored.snapshot?.upTo ?? 0);
		if (this.#document) document.clients = this.#document.clients;
		this.#document?.destroy();
		this.#document = document;
		return document;
	}

	/** Step 2: what a client with this state vector lacks. Everybody who starts from empty gets one frame. */
	answer(stateVector: Uint8Array): Uint8Array | null {
		return this.#document && this.#remember(this.#document.encodeSince(stateVector));
	}

	stored(rows: readonly NewJournalRow[], sequence: number) {
		this.#tail += rows.length;
		this.#sequence = sequence;
	}

	/** Keeps what a load would have to replay; false when the store did not take it. `settled` is the stored document. */
	async snapshot(settled: () => OpenDocument | null): Promise<boolean> {
		await this.#snapshotting;
		if (this.#tail === 0) return true;
		const document = settled();
		if (!document) return false;
		this.#snapshotting = this.#saveSnapshot(document).finally(() => (this.#snapshotting = null));
		await this.#snapshotting;
		return this.#tail === 0;
	}

	/** Keeps the content without the history of what is no longer in it; false where that is not worth it. */
	async startAnew(): Promise<boolean> {
		const { id } = this.#info;
		const state = this.#document && compacted(this.#document);
		if (!state) return false;
		const from = { state, upTo: this.#sequence, at: this.#parts.now() };
		const { epoch } = await this.#parts.journal.startAnew(id, from);
		this.#info = { ...this.#info, epoch };
		this.#parts.log.info({ document: id, bytes: state.byteLength }, 'a document was kept without its history');
		return true;
	}

	destroy() {
		this.#document?.destroy();
	}

	#remember(bytes: Uint8Array): Uint8Array {
		if (this.#whole?.bytes === bytes) return this.#whole.frame;
		const frame = encodeStep2(bytes);
		if (bytes === this.#document?.whole || !this.#document) this.#whole = { bytes, frame };
		return frame;
	}

	async #saveSnapshot(document: OpenDocument): Promise<void> {
		const kept = this.#tail;
		try {
			await this.#parts.journal.saveSnapshot(this.#info.id, this.#sequence, document.encodeSince(EMPTY));
			this.#tail -= kept;
		} catch (error) {
			const { id } = this.#info;
			this.#parts.log.warn({ err: error, document: id }, 'a snapshot could not be kept; the journal has it all');
		}
	}
}
