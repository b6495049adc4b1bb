import { counted, listed } from '../meeting/counted.ts';
import type { Area } from '../organisation.ts';
import { isEmptyDiff, type ActionCounts, type BoardDiff, type ListDiff, type WeekDiff } from './diff.ts';
import { levelWords, type LevelStep } from './level-steps.ts';

/** The comparison in one breath, read before anything else (product.md §4). */
export interface Compared {
	diff: BoardDiff<ActionCounts>;
	/** Names of the samverkan's områden, in their order. */
	areas: readonly Pick<Area, 'id' | 'name'>[];
	/** "v47": the earlier moment. */
	from: string;
	/** "v48": the later moment; null where it is now. */
	to: string | null;
}

/** "Sedan v47: 7 nya åtgärder, 11 klara, 5 fortsätter, 2 blev försenade. Läget försämrades i Centrum (1→2)." */
export function comparisonSentence({ diff, areas, from, to }: Compared): string {
	if (isEmptyDiff(diff)) return [nothing(from, to), continuingWords(diff)].filter(Boolean).join(' ');
	const parts = [actionWords(diff), rowWords(diff), levelWords(stepsOf(diff, areas))].filter((part) => part !== '');
	const others = otherWords(diff);
	const sentences = parts.length > 0 ? [...parts, others && `också ändrat: ${others}`] : [`ändringar i ${others}`];
	const told = sentences.filter((part) => part !== '');
	const span = to === null ? `Sedan ${from}` : `Från ${from} till ${to}`;
	return `${span}: ${told.map((part, index) => (index === 0 ? part : capital(part))).join('. ')}.`;
}

/** Nothing to compare: the two are one. */
export const SAME_MOMENT = 'Du har valt samma ögonblick två gånger. Välj två olika.';

const nothing = (from: string, to: string | null): string =>
	to === null ? `Inget har ändrats sedan ${from}.` : `Inget har ändrats från ${from} till ${to}.`;

const continuingWords = ({ actions }: BoardDiff<ActionCounts>): string => {
	const { length } = actions.continuing;
	return length === 0 ? '' : `${counted(length, 'åtgärd', 'åtgärder')} fortsätter.`;
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** How a count reads, of one and of many: where it stands first it names what is counted. */
interface Phrase {
	count: number;
	first: readonly [one: string, many: string];
	then: readonly [one: string, many: string];
}

const alike = (count: number, noun: readonly [string, string], words: string): Phrase => ({
	count,
	first: [`${noun[0]} ${words}`, `${noun[1]} ${words}`],
	then: [words, words]
});

function phrased(phrases: readonly Phrase[]): string {
	const there = phrases.filter(({ count }) => count > 0);
	return there.map(({ count, first, then }, index) => counted(count, ...(index === 0 ? first : then))).join(', ');
}

const ACTION = ['åtgärd', 'åtgärder'] as const;
const ROW = ['lägesrad', 'lägesrader'] as const;

function actionWords({ actions }: BoardDiff<ActionCounts>): string {
	return phrased([
		{ count: actions.added.length, first: ['ny åtgärd', 'nya åtgärder'], then: ['ny', 'nya'] },
		{ count: actions.done.length, first: ['åtgärd klar', 'åtgärder klara'], then: ['klar', 'klara'] },
		alike(actions.continuing.length, ACTION, 'fortsätter'),
		{
			count: actions.late.length,
			first: ['åtgärd blev försenad', 'åtgärder blev försenade'],
			then: ['blev försenad', 'blev försenade']
		},
		alike(actions.blocked.length, ACTION, 'fick hinder'),
		alike(actions.reassigned.length, ACTION, 'bytte ansvarig'),
		alike(actions.cancelled.length, ACTION, 'avbröts'),
		alike(actions.gone.length, ACTION, 'togs bort'),
		alike(actions.changed.length, ACTION, 'ändrades')
	]);
}

/** From one week to another a row that is not on the board any more need not have been taken away. */
function rowWords({ rows, within }: WeekDiff): string {
	return phrased([
		{ count: rows.added.length, first: ['ny lägesrad', 'nya lägesrader'], then: ['ny', 'nya'] },
		alike(rows.ceased.length, ROW, 'upphörde'),
		alike(rows.gone.length, ROW, within ? 'togs bort' : 'är inte kvar'),
		alike(rows.changed.length, ROW, 'ändrades')
	]);
}

export function stepsOf({ levels }: WeekDiff, areas: Compared['areas']): LevelStep[] {
	const changed = new Map(levels.map((level) => [level.id as string, level]));
	return areas.flatMap((area) => {
		const { from = null, to = null } = changed.get(area.id) ?? {};
		return from === null || to === null || from === to ? [] : [{ area, from, to }];
	});
}

/** The lists that the sentence only names; what belongs to its week is told within it. */
function otherWords(diff: WeekDiff): string {
	const unnamed = diff.levels.some(({ from, to }) => from === null || to === null || from === to);
	const lists: [string, ListDiff<unknown>][] = [
		['prioriteringar', diff.priorities],
		['närvaropass', diff.slots],
		['kommande', diff.upcoming]
	];
	const ofTheWeek: [string, ListDiff<unknown>][] = [
		['beslut', diff.decisions],
		['noteringar', diff.notes],
		['rapportering', diff.reports],
		['närvaro', diff.attendance],
		['uppföljning', diff.followUps]
	];
	const told = [...lists, ...(diff.within ? ofTheWeek : [])].filter(
		([, { added, gone, changed }]) => added.length + gone.length + changed.length > 0
	);
	return listed([...(unnamed ? ['områdenas läge'] : []), ...told.map(([name]) => name)]);
}
