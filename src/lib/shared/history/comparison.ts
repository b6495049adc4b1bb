import type { Organisation } from '../organisation.ts';
import { inUse } from '../meeting/names.ts';
import type { AreaId, RecordId } from '../ids.ts';
import { actionCard, recordCard, rowCard, lineOf, type Card, type CardWords } from './comparison-cards.ts';
import { compareMatrix, type CompareMatrix } from './comparison-matrix.ts';
import { isEmptyDiff, type BoardDiff, type BoardMoment, type LevelDiff, type ListDiff } from './diff.ts';
import { levelsIn } from './level-steps.ts';
import { comparisonSentence } from './sentences.ts';
import type { Change } from './change.ts';

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
	cards: Card[];
	/** As it was: told shortly, and last. */
	quiet: boolean;
}

export interface Compare {
	before: BoardMoment;
	after: BoardMoment;
	/** "v47", "v48"; `to` null is now. */
	from: string;
	to: string | null;
	organisation: Organisation;
	words: Omit<CardWords, 'changesOf'>;
	changes: readonly Change[];
}

/** Records whose changes between the moments say who did what: those there on both sides, or gone since. */
export function changedRecords(diff: BoardDiff): RecordId[] {
	const { actions, rows } = diff;
	const lists = listsOf(diff).flatMap(({ diff }) => [...diff.changed, ...diff.gone]);
	const told = [...new Set(Object.values({ ...actions, added: [], continuing: [] }).flat())];
	const all = [...told, ...actions.continuing, ...rows.ceased, ...rows.changed, ...rows.gone, ...diff.levels, ...lists];
	return [...new Set(all.filter(({ before }) => before !== null).map(({ id }) => id))];
}

export function compareBoards(diff: BoardDiff, compare: Compare): Comparison {
	const { organisation, before, after, from, to } = compare;
	const areas = inUse(organisation.areas);
	const [levelBefore, levelAfter] = [levelsIn(before.week.levels), levelsIn(after.week.levels)];
	const byRecord = Map.groupBy(compare.changes, ({ record }) => record);
	const words: CardWords = { ...compare.words, changesOf: (id) => byRecord.get(id) ?? [] };
	const sections = [
		actionSection(diff, words),
		levelSection(diff, areas, words),
		rowSection(diff, words),
		otherSection(diff, words)
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

type Cards = [key: string, title: string, cards: Card[], quiet?: 'quiet'];

const section = (key: Section['key'], title: string, groups: readonly Cards[]): Section => ({
	key,
	title,
	groups: groups
		.filter(([, , cards]) => cards.length > 0)
		.map(([key, title, cards, quiet]) => ({ key, title, cards, quiet: quiet === 'quiet' }))
});

function actionSection({ actions }: BoardDiff, words: CardWords): Section {
	const cards = (key: keyof typeof actions) =>
		actions[key].map((diff) => actionCard(diff, words)).sort((a, b) => compareLabels(a, b));
	return section('actions', 'Åtgärder', [
		['nya', 'Nya', cards('added')],
		['klara', 'Klara', cards('done')],
		['forsenade', 'Blev försenade', cards('late')],
		['hinder', 'Fick hinder', cards('blocked')],
		['bytt-ansvarig', 'Bytt ansvarig', cards('reassigned')],
		['avbrutna', 'Avbrutna', cards('cancelled')],
		['borttagna', 'Borttagna', cards('gone')],
		['andrade', 'Ändrade på annat sätt', cards('changed')],
		['fortsatter', 'Fortsätter', cards('continuing'), 'quiet']
	]);
}

const compareLabels = (a: Card, b: Card): number =>
	(a.label ?? '').localeCompare(b.label ?? '', 'sv', { numeric: true }) || a.title.localeCompare(b.title, 'sv');

function rowSection({ rows, within }: BoardDiff, words: CardWords): Section {
	const cards = (key: keyof typeof rows) => rows[key].map((diff) => rowCard(diff, words));
	return section('rows', 'Lägesrader', [
		['nya-rader', 'Nya', cards('added')],
		['upphorda', 'Upphörda', cards('ceased')],
		['andrade-rader', 'Ändrade', cards('changed')],
		['borta', within ? 'Borttagna' : 'Inte kvar på tavlan', cards('gone')],
		['rader-som-forut', 'Som förut', cards('same'), 'quiet']
	]);
}

function levelSection(
	{ levels }: BoardDiff,
	areas: readonly { id: AreaId; name: string }[],
	words: CardWords
): Section {
	const order = new Map(areas.map(({ id }, at) => [id as string, at]));
	const known = levels
		.filter(({ id }) => order.has(id))
		.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
	const cards = known.map((diff) =>
		levelCard(diff, areas.find(({ id }) => (id as string) === diff.id)?.name ?? '', words)
	);
	return section('levels', 'Läget', [['andrad-niva', 'Ändrad nivå, trend eller motivering', cards]]);
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

const listsOf = (diff: BoardDiff): NamedList[] => [
	{ root: 'priorities', title: 'Prioriteringar', diff: diff.priorities, ofTheWeek: false },
	{ root: 'slots', title: 'Närvaropass', diff: diff.slots, ofTheWeek: false },
	{ root: 'upcoming', title: 'Kommande', diff: diff.upcoming, ofTheWeek: false },
	{ root: 'decisions', title: 'Beslut', diff: diff.decisions, ofTheWeek: true },
	{ root: 'notes', title: 'Noteringar', diff: diff.notes, ofTheWeek: true },
	{ root: 'reports', title: 'Rapportering', diff: diff.reports, ofTheWeek: true },
	{ root: 'attendance', title: 'Närvaro', diff: diff.attendance, ofTheWeek: true },
	{ root: 'followUps', title: 'Uppföljning i mötet', diff: diff.followUps, ofTheWeek: true }
];

function otherSection(diff: BoardDiff, words: CardWords): Section {
	const shown = listsOf(diff).filter(({ ofTheWeek }) => diff.within || !ofTheWeek);
	const groups = shown.flatMap(({ root, title, diff: { added, gone, changed } }): Cards[] => {
		const cards = (list: typeof added) => list.map((one) => recordCard(root, one, words));
		return [
			[`${root}-nya`, `${title}: nya`, cards(added)],
			[`${root}-andrade`, `${title}: ändrade`, cards(changed)],
			[`${root}-borta`, `${title}: ${diff.within ? 'borttagna' : 'inte kvar'}`, cards(gone)]
		];
	});
	return section('others', 'Övrigt på tavlan', groups);
}
