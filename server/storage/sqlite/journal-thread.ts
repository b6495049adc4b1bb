import { Worker } from 'node:worker_threads';
import { StoreBrokenError } from '../errors.ts';
import type { Answer, Request } from './journal-messages.ts';

interface Waiting {
	resolve(value: unknown): void;
	reject(error: unknown): void;
	/** Makes the right error of a row that was found damaged. */
	damaged(sequence: number): Error;
}

type WithoutNumber<Union> = Union extends { number: number } ? Omit<Union, 'number'> : never;
const unexpected = (sequence: number) => new Error(`Row ${sequence} is damaged`);

/** One worker with its own connection, asked by promises. */
export class JournalThread<Asked extends { number: number } = Request> {
	readonly #worker: Worker;
	readonly #waiting = new Map<number, Waiting>();
	readonly #exited: Promise<void>;
	#number = 0;
	#ended: Error | null = null;

	constructor(file: string, worker = './journal-worker.ts') {
		this.#worker = new Worker(new URL(worker, import.meta.url), { workerData: { file } });
		this.#worker.on('message', (answer: Answer) => this.#settle(answer));
		this.#worker.on('error', (error) => this.#end(new Error('The journal thread failed', { cause: error })));
		this.#exited = new Promise((resolve) => {
			this.#worker.once('exit', () => {
				this.#end(new Error('The journal is closed'));
				resolve();
			});
		});
	}

	ask(request: WithoutNumber<Asked> | { ask: 'close' }, damaged = unexpected): Promise<unknown> {
		if (this.#ended) return Promise.reject(this.#ended);
		const number = ++this.#number;
		return new Promise((resolve, reject) => {
			this.#waiting.set(number, { resolve, reject, damaged });
			this.#worker.postMessage({ ...request, number });
		});
	}

	/** What was asked before is answered first. */
	async close(): Promise<void> {
		if (!this.#ended) {
			const closing = this.ask({ ask: 'close' });
			this.#ended = new Error('The journal is closed');
			await closing.catch(() => undefined); // the thread died on its own; nothing is left to close
		}
		await this.#exited;
	}

	#settle(answer: Answer) {
		const waiting = this.#waiting.get(answer.number);
		this.#waiting.delete(answer.number);
		if ('broken' in answer) waiting?.reject(new StoreBrokenError(answer.broken));
		else if ('damaged' in answer) waiting?.reject(waiting.damaged(answer.damaged));
		else if ('error' in answer) waiting?.reject(answer.error);
		else waiting?.resolve(answer.value);
	}

	#end(error: Error) {
		this.#ended ??= error;
		for (const { reject } of this.#waiting.values()) reject(this.#ended);
		this.#waiting.clear();
	}
}
