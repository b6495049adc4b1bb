import type { AreaLevel } from '../../shared/board/area-level.ts';
import type { Entry, Trend } from '../../shared/board/entry.ts';
import { levelSteps, lowered, raised, type LevelStep } from '../../shared/history/level-steps.ts';
import type { Area } from '../../shared/organisation.ts';

/** What the week is compared by. */
export interface WeekFacts {
	areas: readonly Area[];
	levels: ReadonlyMap<string, Pick<AreaLevel, 'assessment'>>;
	/** Last assessed level per area before this week. */
	before: Readonly<Record<string, { level: number }>>;
	entries: readonly Pick<Entry, 'assessment'>[];
}

/** What is new since last time, level by level and row by row: the meeting's first sentence (product.md §2). */
export function changeWords({ areas, levels, before, entries }: WeekFacts): string {
	const living = areas.filter(({ archived }) => !archived);
	const levelOf = (area: Area) => levels.get(area.id)?.assessment?.level ?? null;
	const steps = levelSteps(
		living,
		(id) => before[id]?.level,
		(id) => levels.get(id)?.assessment?.level
	);
	const assessed = living.filter((area) => levelOf(area) !== null);
	const unassessed = living.filter((area) => levelOf(area) === null);
	if (assessed.length === 0 && entries.length === 0) return 'Inget är bedömt än.';
	const sentences = [
		named('Höjd nivå', areasOf(raised(steps))),
		named('Sänkt nivå', areasOf(lowered(steps))),
		rowWords(entries),
		assessed.length === 0 ? 'Inget område är bedömt än.' : named('Ej bedömt', unassessed)
	].filter(Boolean);
	return sentences.join(' ') || 'Inget har ändrats sedan förra veckan.';
}

const areasOf = (steps: readonly LevelStep<Area>[]): Area[] => steps.map(({ area }) => area);

const named = (what: string, areas: readonly Area[]): string =>
	areas.length === 0 ? '' : `${what}: ${areas.map(({ name }) => name).join(', ')}.`;

function rowWords(entries: WeekFacts['entries']): string {
	const count = (trend: Trend) =>
		entries.filter(({ assessment }) => assessment?.kind === 'trend' && assessment.trend === trend).length;
	const words = [
		some(count('new'), 'ny rad', 'nya rader'),
		some(count('rising'), 'ökar', 'ökar'),
		some(count('falling'), 'minskar', 'minskar'),
		some(count('ceased'), 'har upphört', 'har upphört')
	].filter(Boolean);
	return words.length === 0 ? '' : `${words.join(', ')}.`;
}

const some = (count: number, one: string, many: string): string =>
	count === 0 ? '' : `${count}\u00a0${count === 1 ? one : many}`;
