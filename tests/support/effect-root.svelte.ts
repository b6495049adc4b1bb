import { flushSync } from 'svelte';

export interface EffectCount {
	/** How often the effect has run. */
	readonly runs: number;
	stop(): void;
}

/** Runs `act` as an effect outside any component, as rendering does, and counts how often. Call `flushSync` before you look. */
export function countEffect(act: () => unknown): EffectCount {
	let runs = 0;
	const stop = $effect.root(() => {
		$effect(() => {
			act();
			runs++;
		});
	});
	flushSync();
	return {
		get runs() {
			flushSync();
			return runs;
		},
		stop
	};
}
