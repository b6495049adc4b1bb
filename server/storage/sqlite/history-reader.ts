import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';
import type { ActionsQuery, ComparedActions, Moment, MomentPart } from '../history.ts';
import { connect } from './connection.ts';
import { Boards } from './history-board.ts';
import { compareActions } from './history-compare.ts';
import type { Behind, Gone, MomentAnswer, MomentRequest } from './history-messages.ts';
import { Moments, type Spot } from './history-moment.ts';
import { documentOf, HISTORY_VERSION } from './history-standing.ts';
import type { Answer } from './journal-messages.ts';
import { Kept } from './kept.ts';
import { yieldToOthers } from './yielding-thread.ts';

/** Characters of moments that are kept as they were read. */
const KEPT_CHARACTERS = 16 * 1024 * 1024;

/** A document that was asked for, as the derived rows know it, and the last row of the journal when it first was. */
interface Known {
	number: number;
	since: number;
}

/** Reads moments beside the thread that indexes, so that no moment waits for what is read into the list. */
class Reader {
	readonly #database: DatabaseSync;
	readonly #moments: Moments;
	readonly #boards: Boards;
	readonly #kept = new Kept<string>(KEPT_CHARACTERS);
	readonly #known = new Map<DocumentId, Known>();

	constructor(file: string) {
		this.#database = connect(file);
		this.#database.exec('PRAGMA query_only = ON');
		this.#moments = new Moments(this.#database);
		this.#boards = new Boards(this.#database, this.#moments);
	}

	/** In one transaction: what is indexed or thrown away meanwhile is in all of the answer or in none of it. */
	answer(request: MomentRequest): MomentAnswer {
		this.#database.exec('BEGIN');
		try {
			const upTo = request.upTo ?? this.#newest();
			const isBoard = request.ask === 'board';
			const behind = momentsIn(request).find(({ document, at }) => this.#isBehind(document, at, upTo, isBoard));
			if (behind) return { behind: behind.document, upTo } satisfies Behind;
			if (request.ask === 'board') return this.#boards.read(request.query);
			if (request.ask === 'compare-actions') return this.#compare(request.query);
			return this.#moment(request.document, request.at, request.part);
		} finally {
			this.#database.exec('COMMIT');
		}
	}

	close() {
		this.#database.close();
	}

	#newest(): number {
		return Number(this.#database.prepare('SELECT max(sequence) AS newest FROM journal').get()?.newest ?? 0);
	}

	/**
	 * Is there a row that matters to the moment and has not been indexed? To a board one that says it is later does not, if it
	 * was stored since the document was first asked for: who winds a week that others write in must not have each of their
	 * edits indexed. Whoever asks for boards says, by `catchUp`, that a row was taken back, which is about the past too.
	 */
	#isBehind(document: DocumentId, at: number, upTo: number, isBoard: boolean): boolean {
		const { indexed, since } = this.#standing(document);
		const query = this.#database.prepare(
			'SELECT 1 FROM journal WHERE document = ? AND sequence > ? AND sequence <= ? AND (at <= ? OR sequence <= ?) LIMIT 1'
		);
		return query.get(document, indexed, upTo, at, isBoard ? since : upTo) !== undefined;
	}

	/** What is kept of a document that was made anew since may hold words that are gone from everywhere else. */
	#standing(document: DocumentId): { indexed: number; since: number } {
		const query = this.#database.prepare('SELECT id, sequence, version FROM history_documents WHERE document = ?');
		const found = query.get(document) as { id: number; sequence: number; version: number } | undefined;
		const known = this.#known.get(document);
		if (known && known.number !== found?.id) this.#forget();
		if (found?.version !== HISTORY_VERSION) return { indexed: 0, since: Number.MAX_SAFE_INTEGER };
		const { since } = this.#known.get(document) ?? this.#know(document, found.id);
		return { indexed: found.sequence, since };
	}

	#know(document: DocumentId, number: number): Known {
		const known = { number, since: this.#newest() };
		this.#known.set(document, known);
		return known;
	}

	#forget() {
		this.#known.clear();
		this.#kept.clear();
		this.#boards.forget();
	}

	#moment(document: DocumentId, at: number, part: MomentPart | null): Moment | Gone {
		const info = documentOf(this.#database, document);
		if (!info) throw new Error(`There is no document ${document}`);
		const spot = this.#moments.find(info, at);
		if ('gone' in spot) return spot;
		return { kind: info.kind, record: this.#record(spot, part), withdrawn: this.#moments.withdrawn(spot) };
	}

	#compare(query: ActionsQuery): ComparedActions | Gone {
		const info = documentOf(this.#database, query.document);
		if (!info) throw new Error(`There is no document ${query.document}`);
		const before = this.#moments.find(info, query.before.at);
		const after = this.#moments.find(info, query.after.at);
		if ('gone' in before) return before;
		if ('gone' in after) return after;
		return compareActions(this.#database, this.#moments.standing(before), this.#moments.standing(after), query);
	}

	#record(spot: Spot, part: MomentPart | null): string {
		const key = JSON.stringify([spot.document, spot.change, part]);
		const known = this.#kept.get(key);
		if (known !== undefined) return known;
		const record = JSON.stringify(this.#moments.read(spot, part));
		this.#kept.set(key, record, record.length + key.length); // a key names every åtgärd that was asked for
		return record;
	}
}

function momentsIn(request: MomentRequest): { document: DocumentId; at: number }[] {
	if (request.ask === 'moment') return [request];
	if (request.ask === 'compare-actions') {
		const { document, before, after } = request.query;
		return [before, after].map(({ at }) => ({ document, at }));
	}
	const { week, actions } = request.query;
	return actions ? [week, actions] : [week];
}

/** Handed over, not copied. */
function buffersOf(answer: MomentAnswer): ArrayBuffer[] {
	if (!('week' in answer)) return [];
	return [answer.week, answer.actions].flatMap(({ bytes }) => (bytes ? [bytes.buffer] : []));
}

function run(port: MessagePort, file: string) {
	const reader = new Reader(file);
	port.on('message', (request: MomentRequest | { number: number; ask: 'close' }) => {
		const { number } = request;
		if (request.ask === 'close') {
			reader.close();
			port.postMessage({ number, value: undefined } satisfies Answer);
			return port.close();
		}
		try {
			const value = reader.answer(request);
			port.postMessage({ number, value } satisfies Answer, buffersOf(value));
		} catch (error) {
			port.postMessage({ number, error } satisfies Answer);
		}
	});
}

if (parentPort) {
	yieldToOthers(); // it only reads, and readers hold up no writer
	run(parentPort, (workerData as { file: string }).file);
}
