import type { Services } from './services.ts';

/** Where the running services are put for SvelteKit's bundle to find: the one name both module graphs can say. */
export const SERVICES = Symbol.for('lagestavlan.services');

export function handOver(services: Services): void {
	(globalThis as Record<symbol, unknown>)[SERVICES] = services;
}
