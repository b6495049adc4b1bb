import type { Environment } from 'vitest/runtime';

/** Compiles what a test imports as for the browser, so that Svelte's runes are live. There is no DOM. */
export default {
	name: 'runes',
	viteEnvironment: 'client',
	setup: () => ({ teardown: () => undefined })
} satisfies Environment;
