import type { Services } from './services.ts';

/** Where the running services are put for SvelteKit's bundle to find: the one thing both module graphs can name. */
export const SERVICES = Symbol.for('lagestavlan.services');

export function handOver(services: Services): void {
	(globalThis as Record<symbol, unknown>)[SERVICES] = services;
}
