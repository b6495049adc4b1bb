import type { Period } from './periods.ts';
import type { WeekDigest } from './week-digest.ts';

/** Below this share the lägesbild is said to be incomplete (domain.md §6.5). */
export const COMPLETE_FROM = 0.6;

/** Inrapportering of a period's boards. */
export interface CoverageFigure {
	/** Parties that reported, nollrapport included, summed over the boards: n of m. */
	reported: number;
	parties: number;
	nil: number;
	missing: number;
	/** Boards with fewer than 60 % heard of. */
	incomplete: number;
	boards: number;
	/** Who was not heard of, where it is one board. Never summed over weeks: nobody is ranked. */
	missingNames: string[];
}

/** By period; null where there was no board. */
export function coverageFigures(weeks: readonly WeekDigest[], periods: readonly Period[]): (CoverageFigure | null)[] {
	const byKey = new Map(weeks.map((week) => [week.key, week]));
	return periods.map(({ weeks: keys }) => {
		const boards = keys.flatMap((key) => byKey.get(key) ?? []);
		return boards.length === 0 ? null : figureOf(boards);
	});
}

export function figureOf(boards: readonly WeekDigest[]): CoverageFigure {
	const parties = boards.flatMap((board) => board.parties);
	const count = (coverage: string) => parties.filter((party) => party.coverage === coverage).length;
	const missing = parties.filter((party) => party.coverage === 'missing');
	return {
		...{ parties: parties.length, nil: count('nil'), missing: missing.length, boards: boards.length },
		reported: parties.length - missing.length,
		incomplete: boards.filter(isIncomplete).length,
		missingNames: boards.length === 1 ? missing.map(({ name }) => name) : []
	};
}

export function isIncomplete({ parties }: Pick<WeekDigest, 'parties'>): boolean {
	const heard = parties.filter(({ coverage }) => coverage !== 'missing').length;
	return parties.length > 0 && heard / parties.length < COMPLETE_FROM;
}
