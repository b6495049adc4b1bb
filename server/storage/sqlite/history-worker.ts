import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { DocumentId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import { JournalDamagedError } from '../errors.ts';
import { connect } from './connection.ts';
import { findChanges, holdersOf, statusMovesOf, ticksOf, volumesOf } from './history-find.ts';
import { HistoryIndex } from './history-index.ts';
import type { HistoryRequest } from './history-messages.ts';
import type { Answer } from './journal-messages.ts';

/**
 * Between pieces of a long reading others are answered, and whoever writes to the journal gets the lock: SQLite keeps no
 * queue, and who waits for it looks only now and then. So the pause is half as long as the piece took, within these.
 */
const [SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS] = [2, 50];

class History {
	readonly #database: DatabaseSync;
	readonly #index: HistoryIndex;
	/** Documents that are being read: whoever else asks waits for the same reading, and then looks again. */
	readonly #reading = new Map<DocumentId, Promise<void>>();
	#closed = false;

	constructor(file: string) {
		this.#database = connect(file);
		// What a power cut takes is made anew from the journal; nobody waits for its fsync.
		this.#database.exec('PRAGMA synchronous = NORMAL');
		this.#index = new HistoryIndex(this.#database);
	}

	async answer(request: HistoryRequest): Promise<unknown> {
		switch (request.ask) {
			case 'catch-up':
				return this.#catchUp(request.documents ?? this.#index.behind());
			case 'changes':
				await this.#catchUp(this.#behind(request.query.filter.documents));
				return findChanges(this.#database, request.query);
			case 'holders':
				await this.#catchUp([request.document]);
				return holdersOf(this.#database, request.document, request.actions);
			case 'status-moves':
				await this.#catchUp([request.document]);
				return statusMovesOf(this.#database, request.document, request.after);
			case 'ticks':
				await this.#catchUp(request.of.documents);
				return ticksOf(this.#database, request.scope, request.of);
			case 'volumes':
				await this.#catchUp(this.#index.behind());
				return volumesOf(this.#database, request.scope);
			case 'people':
				return this.#people(request.samverkan);
			case 'forget':
				return this.#index.forget(request.document);
		}
	}

	close() {
		this.#closed = true;
		this.#index.close();
		this.#database.close();
	}

	#behind(documents: readonly DocumentId[] | undefined): DocumentId[] {
		const behind = this.#index.behind();
		return documents ? behind.filter((document) => documents.includes(document)) : behind;
	}

	async #catchUp(documents: readonly DocumentId[]): Promise<void> {
		for (const document of documents) {
			await this.#reading.get(document)?.catch(() => undefined);
			if (this.#closed) throw new Error('The history is closed');
			if (this.#index.step(document)) continue;
			const reading = this.#readOn(document).finally(() => this.#reading.delete(document));
			this.#reading.set(document, reading);
			await reading;
		}
	}

	async #readOn(document: DocumentId): Promise<void> {
		let began = performance.now();
		do {
			pause((performance.now() - began) / 2);
			await nextTurn();
			if (this.#closed) throw new Error('The history is closed');
			began = performance.now();
		} while (!this.#index.step(document));
	}

	/** Members, and whoever else ever wrote. */
	#people(samverkan: SamverkanId) {
		const query = this.#database.prepare(
			`SELECT p.id AS person, p.name, coalesce(m.party, h.party) AS party FROM people p
			LEFT JOIN members m ON m.person = p.id AND m.samverkan = :samverkan
			LEFT JOIN history_people h ON h.person = p.id AND h.samverkan = :samverkan
			WHERE m.person IS NOT NULL OR h.person IS NOT NULL OR p.id IN (
				SELECT c.person FROM history_changes c JOIN history_documents i ON i.id = c.document
				JOIN documents d ON d.id = i.document WHERE d.samverkan = :samverkan
			) ORDER BY p.name`
		);
		return query.all({ samverkan });
	}
}

function pause(ms: number) {
	const bounded = Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, ms));
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, bounded);
}

function run(port: MessagePort, file: string) {
	const history = new History(file);
	port.on('message', (request: HistoryRequest | { number: number; ask: 'close' }) => {
		const { number } = request;
		if (request.ask === 'close') {
			history.close();
			port.postMessage({ number, value: undefined } satisfies Answer);
			return port.close();
		}
		history.answer(request).then(
			(value) => port.postMessage({ number, value } satisfies Answer),
			(error: unknown) => port.postMessage(failure(number, error))
		);
	});
}

const failure = (number: number, error: unknown): Answer =>
	error instanceof JournalDamagedError ? { number, damaged: error.sequence } : { number, error };

if (parentPort) run(parentPort, (workerData as { file: string }).file);
