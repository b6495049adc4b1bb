/** Preloaded beside `--expose-gc`: a signal collects garbage, so that memory that is kept can be told from memory that lies about. */
process.on('SIGUSR2', () => {
	globalThis.gc?.();
	globalThis.gc?.();
});
