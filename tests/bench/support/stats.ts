export const sorted = (values: Iterable<number>): number[] => [...values].sort((a, b) => a - b);

/** The smallest value that `share` (0…1) of the values do not exceed; NaN where there are none. */
export function percentile(values: Iterable<number>, share: number): number {
	const ordered = sorted(values);
	return ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? NaN;
}

export const median = (values: Iterable<number>): number => percentile(values, 0.5);

/** The median of each figure over the rounds; a figure that some round could not measure is null. */
export function medians<Name extends string>(
	rounds: readonly Record<Name, number | null>[]
): Record<Name, number | null> {
	const names = Object.keys(rounds[0] ?? {}) as Name[];
	const middle = (name: Name) => {
		const values = rounds.map((round) => round[name]);
		return values.includes(null) ? null : median(values as number[]);
	};
	return Object.fromEntries(names.map((name) => [name, middle(name)])) as Record<Name, number | null>;
}
