/**
 * Preloaded beside `--expose-gc`: at a signal it collects garbage and writes down what is left, in bytes. The process's own
 * size says little: it keeps what it once needed.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.KEPT_MEMORY_FILE;
if (file && isMainThread)
	process.on('SIGUSR2', () => {
		for (let times = 0; times < 3; times++) globalThis.gc?.();
		const { heapUsed, external } = process.memoryUsage();
		writeFileSync(file, `${heapUsed + external}\n`);
	});
