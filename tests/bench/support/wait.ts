import { setTimeout as pause } from 'node:timers/promises';

/** Waits until it holds; fails with what was waited for. For what comes before and after a measurement, never in one. */
export async function waitFor(holds: () => boolean, what: string, within = 30_000): Promise<void> {
	const end = performance.now() + within;
	while (!holds()) {
		if (performance.now() > end) throw new Error(`Waited ${within} ms for: ${what}`);
		await pause(2);
	}
}
