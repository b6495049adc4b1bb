import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Composition } from '../../src/lib/shared/seal/blocks.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { Logger } from 'pino';
import { hasTypst } from './typst.ts';
import type { SheetTable } from './xlsx.ts';

export type Format = 'pdf' | 'docx';

export type Job =
	| {
			format: Format;
			composition: Composition;
			/** In milliseconds; stands in the PDF as when it was made. */
			createdAt: number;
	  }
	| { format: 'xlsx'; table: SheetTable };
export type Answer = { bytes: Uint8Array } | { failure: string };

export type MakeProblem = Problem<'pdf-unavailable' | 'document-failed' | 'document-busy'>;

export interface MakerLimits {
	/** For one document, in milliseconds. */
	patience: number;
	/** Of the process, in bytes. */
	memory: number;
	/** The process is let go when there has been nothing to do for this long, in milliseconds. */
	idle: number;
	/** Waiting documents; more are refused. */
	queue: number;
}

export const MAKER_LIMITS: MakerLimits = {
	patience: 30_000,
	memory: 768 * 1024 * 1024,
	idle: 60_000,
	queue: 32
};

interface Parts {
	log: Pick<Logger, 'warn'>;
	limits?: Partial<MakerLimits>;
	/** Whether PDF can be made here. */
	pdf?: boolean;
}

const PROCESS = new URL('./maker-process.ts', import.meta.url);
const MEMORY_CHECK = 250;

/**
 * Makes PDF, DOCX and XLSX, one at a time, in a process of its own: native code that hangs, grows or dies takes nobody else with
 * it, and the next document gets a new process.
 */
export class DocumentMaker {
	readonly hasPdf: boolean;
	readonly #log: Parts['log'];
	readonly #limits: MakerLimits;
	#child: ChildProcess | null = null;
	#idle: NodeJS.Timeout | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#waiting = 0;
	#isClosed = false;

	constructor({ log, limits, pdf = hasTypst() }: Parts) {
		this.#log = log;
		this.#limits = { ...MAKER_LIMITS, ...limits };
		this.hasPdf = pdf;
	}

	/** The process that works, or waits for work; for tests. */
	get pid(): number | undefined {
		return this.#child?.pid;
	}

	make(format: Format, composition: Composition, createdAt: string): Promise<Result<Uint8Array, MakeProblem>> {
		if (format === 'pdf' && !this.hasPdf) return Promise.resolve(fail('pdf-unavailable'));
		return this.#queue({ format, composition, createdAt: Date.parse(createdAt) });
	}

	/** A workbook: many rows take their time, which is nobody else's here. */
	makeXlsx(table: SheetTable): Promise<Result<Uint8Array, MakeProblem>> {
		return this.#queue({ format: 'xlsx', table });
	}

	#queue(job: Job): Promise<Result<Uint8Array, MakeProblem>> {
		if (this.#isClosed || this.#waiting >= this.#limits.queue) return Promise.resolve(fail('document-busy'));
		this.#waiting += 1;
		const made = this.#last.then(() => this.#run(job)).finally(() => (this.#waiting -= 1));
		this.#last = made;
		return made;
	}

	/** What is being made is given up. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#end();
		await this.#last;
		this.#end();
	}

	async #run(job: Job): Promise<Result<Uint8Array, MakeProblem>> {
		if (this.#isClosed) return fail('document-busy');
		clearTimeout(this.#idle);
		const answer = await this.#ask((this.#child ??= this.#start()), job);
		if ('bytes' in answer) {
			this.#idle = setTimeout(() => this.#end(), this.#limits.idle).unref();
			return ok(answer.bytes);
		}
		this.#end();
		if (!this.#isClosed) this.#log.warn({ event: 'document-failed', format: job.format, reason: answer.failure });
		return fail('document-failed');
	}

	#ask(child: ChildProcess, job: Job): Promise<Answer> {
		const { patience, memory } = this.#limits;
		const { promise, resolve } = Promise.withResolvers<Answer>();
		const tooLong = setTimeout(() => resolve({ failure: `not made in ${patience} ms` }), patience);
		const watch = setInterval(() => {
			void memoryOf(child).then((used) => used > memory && resolve({ failure: `wants ${used} bytes of memory` }));
		}, MEMORY_CHECK);
		const died = () => resolve({ failure: 'the process ended' });
		child.once('exit', died).once('error', died).once('message', resolve);
		child.send(job, (error) => error && resolve({ failure: error.message }));
		return promise.finally(() => {
			clearTimeout(tooLong);
			clearInterval(watch);
			child.off('exit', died).off('error', died).off('message', resolve);
		});
	}

	/** It gets nothing of the environment: there is nothing in it that a document needs. */
	#start(): ChildProcess {
		const child = fork(PROCESS, {
			env: {},
			execArgv: ['--disable-warning=ExperimentalWarning'],
			serialization: 'advanced',
			stdio: ['ignore', 'ignore', 'ignore', 'ipc']
		});
		child.once('exit', () => {
			if (this.#child === child) this.#child = null;
		});
		child.on('error', () => undefined);
		return child;
	}

	#end(): void {
		clearTimeout(this.#idle);
		this.#child?.kill('SIGKILL');
		this.#child = null;
	}
}

/** Linux tells; elsewhere there is no Typst, and docx is bounded by Node itself. */
async function memoryOf({ pid }: ChildProcess): Promise<number> {
	const pages = await readFile(`/proc/${pid}/statm`, 'utf8').then(
		(line) => Number(line.split(' ')[1]),
		() => 0
	);
	return pages * 4096;
}
