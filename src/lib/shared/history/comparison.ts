import type { Action } from '../board/action.ts';
import type { Organisation } from '../organisation.ts';
import { inUse } from '../meeting/names.ts';
import type { AreaId, RecordId } from '../ids.ts';
import { actionCard, recordCard, rowCard, lineOf, type Card, type CardWords } from './comparison-cards.ts';
import { compareMatrix, type CompareMatrix } from './comparison-matrix.ts';
import {
	isEmptyDiff,
	type BoardDiff,
	type LevelDiff,
	type ListDiff,
	type RecordDiff,
	type WeekDiff,
	type WeekMoment
} from './diff.ts';
import { levelsIn } from './level-steps.ts';
import { comparisonSentence } from './sentences.ts';
import { ACTION_GROUPS, toldOf, type ActionsTold, type HowMany, type Told } from './told.ts';
import type { Change } from './change.ts';
import type { BoardRow } from './row-diff.ts';

/** Two boards held against each other, in words: what the page and its files are made of. */
export interface Comparison {
	sentence: string;
	/** Does nothing differ? */
	empty: boolean;
	sections: Section[];
	matrix: CompareMatrix;
}

/** Åtgärder, Läget, Lägesrader, Övrigt på tavlan. */
export interface Section {
	key: 'actions' | 'levels' | 'rows' | 'others';
	title: string;
	groups: Group[];
}

/** Cards that became alike. */
export interface Group {
	/** `nya`, `klara` …: in the address of the one that is shown whole. */
	key: string;
	title: string;
	/** How many they are; of many the first are told. */
	count: number;
	cards: Card[];
	/** As it was: told shortly, and last. */
	quiet: boolean;
}

export interface Compare {
	before: WeekMoment;
	after: WeekMoment;
	/** "v47", "v48"; `to` null is now. */
	from: string;
	to: string | null;
	organisation: Organisation;
	words: Omit<CardWords, 'changesOf'>;
	changes: readonly Change[];
	/** How many of each group are told one by one. */
	how: HowMany;
}

/** What differs, with the åtgärder that are told one by one. */
export type ToldDiff = BoardDiff<ActionsTold>;

/** Records whose changes between the moments say who did what: those that are told, and were there or are gone since. */
export function changedRecords(diff: ToldDiff, how: HowMany): RecordId[] {
	const groups = [...rowGroups(diff, how), ...otherGroups(diff, how)];
	// what goes on and is another way stands among those that are changed too
	const actions = Object.values<ActionsTold['added']>({ ...diff.actions, continuing: { length: 0, told: [] } });
	const told = [...actions, ...groups].flatMap(({ told }): RecordDiff<unknown>[] => told);
	const changed = [...told, ...diff.levels].filter(
		({ before, after, changes }) => before && (!after || changes.length > 0)
	);
	return [...new Set(changed.map(({ id }) => id))];
}

export function compareBoards(diff: ToldDiff, compare: Compare): Comparison {
	const { organisation, before, after, from, to, how } = compare;
	const areas = inUse(organisation.areas);
	const [levelBefore, levelAfter] = [levelsIn(before.week.levels), levelsIn(after.week.levels)];
	const byRecord = Map.groupBy(compare.changes, ({ record }) => record);
	const words: CardWords = { ...compare.words, changesOf: (id) => byRecord.get(id) ?? [] };
	const sections = [
		actionSection(diff, words),
		levelSection(diff, areas, words),
		section('rows', 'Lägesrader', rowGroups(diff, how), (row) => rowCard(row, words)),
		section('others', 'Övrigt på tavlan', otherGroups(diff, how), (one, { root }) => recordCard(root, one, words))
	];
	return {
		sentence: comparisonSentence({ diff, areas, from, to }),
		empty: isEmptyDiff(diff),
		sections: sections.filter(({ groups }) => groups.length > 0),
		matrix: compareMatrix({
			...{ diff, areas, categories: organisation.categories },
			levelBefore: (area) => levelBefore(area) ?? null,
			levelAfter: (area) => levelAfter(area) ?? null
		})
	};
}

/** A group before its cards are written. */
interface ToldGroup<R> extends Told<R> {
	key: string;
	title: string;
	quiet?: true;
}

const section = <R, G extends ToldGroup<R>>(
	key: Section['key'],
	title: string,
	groups: readonly (G & ToldGroup<R>)[],
	cardOf: (one: RecordDiff<R>, group: G) => Card
): Section => ({
	...{ key, title },
	groups: groups
		.filter(({ length }) => length > 0)
		.map((group) => ({
			...{ key: group.key, title: group.title, count: group.length, quiet: group.quiet ?? false },
			cards: group.told.map((one) => cardOf(one, group))
		}))
});

function actionSection({ actions }: ToldDiff, words: CardWords): Section {
	const group = (of: keyof ActionsTold, title: string) => ({ ...actions[of], key: ACTION_GROUPS[of], title });
	const groups: ToldGroup<Action>[] = [
		group('added', 'Nya'),
		group('done', 'Klara'),
		group('late', 'Blev försenade'),
		group('blocked', 'Fick hinder'),
		group('reassigned', 'Bytt ansvarig'),
		group('cancelled', 'Avbrutna'),
		group('gone', 'Borttagna'),
		group('changed', 'Ändrade på annat sätt'),
		{ ...group('continuing', 'Fortsätter'), quiet: true }
	];
	return section('actions', 'Åtgärder', groups, (one) => actionCard(one, words));
}

function rowGroups({ rows, within }: WeekDiff, how: HowMany): ToldGroup<BoardRow>[] {
	const group = (of: keyof typeof rows, key: string, title: string) => ({ key, title, ...toldOf(rows[of], key, how) });
	return [
		group('added', 'nya-rader', 'Nya'),
		group('ceased', 'upphorda', 'Upphörda'),
		group('changed', 'andrade-rader', 'Ändrade'),
		group('gone', 'borta', within ? 'Borttagna' : 'Inte kvar på tavlan'),
		{ ...group('same', 'rader-som-forut', 'Som förut'), quiet: true }
	];
}

function levelSection({ levels }: WeekDiff, areas: readonly { id: AreaId; name: string }[], words: CardWords): Section {
	const order = new Map(areas.map(({ id }, at) => [id as string, at]));
	const known = levels
		.filter(({ id }) => order.has(id))
		.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
	const cards = known.map((diff) =>
		levelCard(diff, areas.find(({ id }) => (id as string) === diff.id)?.name ?? '', words)
	);
	const group = { key: 'andrad-niva', title: 'Ändrad nivå, trend eller motivering', quiet: false };
	return { key: 'levels', title: 'Läget', groups: cards.length > 0 ? [{ ...group, count: cards.length, cards }] : [] };
}

const levelCard = ({ id, changes }: LevelDiff, title: string, words: CardWords): Card => ({
	...{ id, root: 'levels', label: null, title, facts: [] },
	lines: changes.map((change) => lineOf('levels', id, change, words)),
	author: null
});

interface NamedList {
	root: string;
	title: string;
	diff: ListDiff<object>;
	/** Belongs to one week: another week's is not the one it was. */
	ofTheWeek: boolean;
}

const listsOf = (diff: WeekDiff): NamedList[] => [
	{ root: 'priorities', title: 'Prioriteringar', diff: diff.priorities, ofTheWeek: false },
	{ root: 'slots', title: 'Närvaropass', diff: diff.slots, ofTheWeek: false },
	{ root: 'upcoming', title: 'Kommande', diff: diff.upcoming, ofTheWeek: false },
	{ root: 'decisions', title: 'Beslut', diff: diff.decisions, ofTheWeek: true },
	{ root: 'notes', title: 'Noteringar', diff: diff.notes, ofTheWeek: true },
	{ root: 'reports', title: 'Rapportering', diff: diff.reports, ofTheWeek: true },
	{ root: 'attendance', title: 'Närvaro', diff: diff.attendance, ofTheWeek: true },
	{ root: 'followUps', title: 'Uppföljning i mötet', diff: diff.followUps, ofTheWeek: true }
];

function otherGroups(diff: WeekDiff, how: HowMany): (ToldGroup<object> & { root: string })[] {
	const shown = listsOf(diff).filter(({ ofTheWeek }) => diff.within || !ofTheWeek);
	return shown.flatMap(({ root, title, diff: { added, gone, changed } }) => {
		const group = (fate: string, words: string, list: readonly RecordDiff<object>[]) => {
			const key = `${root}-${fate}`;
			return { root, key, title: `${title}: ${words}`, ...toldOf(list, key, how) };
		};
		return [
			group('nya', 'nya', added),
			group('andrade', 'ändrade', changed),
			group('borta', diff.within ? 'borttagna' : 'inte kvar', gone)
		];
	});
}
