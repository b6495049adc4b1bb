import type { AreaLevel } from '../board/area-level.ts';
import { counted, listed } from '../meeting/counted.ts';
import type { Area } from '../organisation.ts';

/** An area whose level is another than it was. 1 is the calmest. */
export interface LevelStep<A = Pick<Area, 'id' | 'name'>> {
	area: A;
	from: number;
	to: number;
}

/** Level of an area, undefined or null where it is not assessed. */
export type LevelOf = (area: string) => number | null | undefined;

/** The areas that are assessed on both sides, and at another level. */
export function levelSteps<A extends { id: string }>(
	areas: readonly A[],
	before: LevelOf,
	after: LevelOf
): LevelStep<A>[] {
	return areas.flatMap((area) => {
		const [from, to] = [before(area.id) ?? null, after(area.id) ?? null];
		return from === null || to === null || from === to ? [] : [{ area, from, to }];
	});
}

/** By area: the levels that a week's record holds. */
export function levelsIn(levels: Iterable<Pick<AreaLevel, 'id' | 'assessment'>>): LevelOf {
	const numbers = new Map<string, number | undefined>();
	for (const { id, assessment } of levels) numbers.set(id, assessment?.level);
	return (area) => numbers.get(area);
}

export const raised = <S extends Pick<LevelStep, 'from' | 'to'>>(steps: readonly S[]): S[] =>
	steps.filter(({ from, to }) => to > from);
export const lowered = <S extends Pick<LevelStep, 'from' | 'to'>>(steps: readonly S[]): S[] =>
	steps.filter(({ from, to }) => to < from);

/** More than so many are counted and not named: the matrix names them. */
const MOST_NAMED = 4;

/** "läget försämrades i Centrum (1→2) och förbättrades i Norr (3→2)"; empty where no level is another. */
export function levelWords(steps: readonly LevelStep<{ name: string }>[], mostNamed = MOST_NAMED): string {
	const where = (some: typeof steps) =>
		some.length > mostNamed
			? counted(some.length, 'område', 'områden')
			: listed(some.map(({ area, from, to }) => `${area.name} (${from}→${to})`));
	const [worse, better] = [raised(steps), lowered(steps)];
	return [
		...(worse.length > 0 ? [`läget försämrades i ${where(worse)}`] : []),
		...(better.length > 0 ? [`${worse.length > 0 ? '' : 'läget '}förbättrades i ${where(better)}`] : [])
	].join(' och ');
}
