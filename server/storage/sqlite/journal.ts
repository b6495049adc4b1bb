import { randomBytes } from 'node:crypto';
import { newRecordId, type DocumentId } from '../../../src/lib/shared/ids.ts';
import { AppendError, JournalDamagedError, StoreBrokenError } from '../errors.ts';
import type { JournalRow, JournalStore, NewHistory, NewJournalRow, StoredDocument } from '../store.ts';
import { unpackRows } from './journal-messages.ts';
import type { PackedDocument, PackedRows } from './journal-messages.ts';
import { JournalThread } from './journal-thread.ts';

/** A view into a larger buffer would take all of that buffer along to the worker. */
const alone = (bytes: Uint8Array) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());

function refuse(error: unknown): never {
	if (error instanceof StoreBrokenError) throw error;
	throw new AppendError((error as Error).message, { cause: error });
}

/** Two threads, so that a long load or a replay never makes an append wait. */
export class SqliteJournal implements JournalStore {
	readonly #writer: JournalThread;
	readonly #reader: JournalThread;

	constructor(file: string) {
		this.#writer = new JournalThread(file);
		this.#reader = new JournalThread(file);
	}

	async append(rows: readonly NewJournalRow[]): Promise<number> {
		if (rows.length === 0) throw new RangeError('An append needs at least one row');
		const sent = rows.map((row) => ({ ...row, update: alone(row.update) }));
		return (await this.#writer.ask({ ask: 'append', rows: sent }).catch(refuse)) as number;
	}

	async load(document: DocumentId): Promise<StoredDocument> {
		const loading = this.#reader.ask({ ask: 'load', document }, (row) => new JournalDamagedError(document, row));
		const { snapshot, tail } = (await loading) as PackedDocument;
		return { snapshot, tail: unpackRows(tail) };
	}

	async saveSnapshot(document: DocumentId, upTo: number, state: Uint8Array): Promise<void> {
		await this.#writer.ask({ ask: 'save-snapshot', document, upTo, state: alone(state) });
	}

	async history(document: DocumentId, until = Number.MAX_SAFE_INTEGER): Promise<JournalRow[]> {
		const damaged = (row: number) => new JournalDamagedError(document, row);
		return unpackRows((await this.#reader.ask({ ask: 'history', document, until }, damaged)) as PackedRows);
	}

	async startAnew(
		document: DocumentId,
		{ state, ...from }: { state: Uint8Array; upTo: number; at: number }
	): Promise<NewHistory> {
		const epoch: string = newRecordId(randomBytes);
		const request = { ask: 'start-anew', document, epoch, state: alone(state), ...from } as const;
		return { epoch, sequence: (await this.#writer.ask(request)) as number };
	}

	async close(): Promise<void> {
		await Promise.all([this.#writer.close(), this.#reader.close()]);
	}
}
