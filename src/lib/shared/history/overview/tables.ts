import { EFFECTS } from '../../board/action-status.ts';
import { CATEGORY_GROUP_WORDS, EFFECT_WORDS } from '../../board/words.ts';
import type { CategoryGroup } from '../../organisation.ts';
import { ACTION_COUNTS } from './action-figures.ts';
import { actionsHref, openHref, overviewHref, recordHref, rowsHref, weekHref } from './addresses.ts';
import { rangeOf } from './asked.ts';
import { figureOf } from './coverage-figures.ts';
import type { OverviewModel } from './model.ts';
import { ageWords, cellWords, COUNT_WORDS, emptyWords, leadTimeWords, shareWords } from './overview-words.ts';
import { yearBefore, type Period } from './periods.ts';
import { sum } from './row-figures.ts';

/** A cell, and what it counts. */
export interface LinkedCell {
	value: string | number;
	href?: string | null;
	/** For those who hear it out of its row and column. */
	words?: string;
}

/** What stands beside a picture, and in its files: one table for both. The first cell of a row is its heading. */
export interface LinkedTable {
	/** The file's name: `lage`. */
	name: string;
	title: string;
	columns: string[];
	rows: LinkedCell[][];
}

export const plainRows = ({ rows }: Pick<LinkedTable, 'rows'>): (string | number)[][] =>
	rows.map((row) => row.map(({ value }) => value));

/** As it is shown: a column that is empty all the way down says nothing. Files keep it, so that one year's is like another's. */
export function withoutEmptyColumns<T extends Pick<LinkedTable, 'columns' | 'rows'>>(table: T): T {
	const isSaid = table.columns.map((_, column) => table.rows.some((row) => row[column]?.value !== ''));
	const said = <Cell>(cells: readonly Cell[]) => cells.filter((_, column) => isSaid[column]);
	return { ...table, columns: said(table.columns), rows: table.rows.map(said) };
}

export const TABLE_NAMES = ['lage', 'aterkommande', 'atgarder', 'uppfoljning', 'inrapportering', 'lagesrader'] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** All of the page's, by the name of their file. */
export const overviewTables = (model: OverviewModel): Record<TableName, LinkedTable> => ({
	lage: levelsTable(model),
	aterkommande: recurringTable(model),
	atgarder: actionsTable(model),
	uppfoljning: followUpTable(model),
	inrapportering: coverageTable(model),
	lagesrader: rowsTable(model)
});

/** A week leads to its board, or to what was sealed of it; several weeks to the overview of them. */
export function periodHref({ weeks }: Period, model: Pick<OverviewModel, 'boards' | 'sealed' | 'thisWeek'>) {
	if (!weeks.some((key) => model.boards.has(key))) return null;
	const [only, ...more] = weeks;
	if (more.length > 0 || !only) return overviewHref({ range: rangeOf(weeks) }, model.thisWeek);
	return model.sealed.has(only) ? recordHref(only) : weekHref(only);
}

const headOf = (model: OverviewModel, period: Period): LinkedCell => ({
	value: period.name,
	href: periodHref(period, model)
});

const emptyCell = ({ removed }: OverviewModel, period: Period): LinkedCell => ({ value: emptyWords(period, removed) });

function levelsTable(model: OverviewModel): LinkedTable {
	const { periods, strip } = model;
	return {
		name: 'lage',
		title: 'Läge per område',
		columns: ['Period', ...strip.rows.map(({ name }) => name)],
		rows: periods.map((period, index) => [
			headOf(model, period),
			...strip.rows.map(({ cells }) => ({
				value: cellWords(cells[index]!, strip.levels),
				href: periodHref(period, model)
			}))
		])
	};
}

function recurringTable({ recurring, thisWeek }: OverviewModel): LinkedTable {
	return {
		name: 'aterkommande',
		title: 'Återkommande plats och kategori',
		columns: ['Plats', 'Område', 'Kategori', 'Veckor', 'Lägesrader', 'Vilka veckor'],
		rows: recurring.map(({ area, areaName, place, category, weeks, rows, looked }) => {
			const href = rowsHref(rangeOf(looked), { area, place, category: category.code }, thisWeek);
			return [
				{ value: place },
				{ value: areaName },
				{ value: category.name },
				{ value: `${weeks.length} av ${looked.length}`, href },
				{ value: rows, href },
				{ value: weeks.join(', ') }
			];
		})
	};
}

function actionsTable(model: OverviewModel): LinkedTable {
	const { periods, actions, range, thisWeek } = model;
	return {
		name: 'atgarder',
		title: 'Åtgärder per period',
		columns: ['Period', ...ACTION_COUNTS.map((what) => COUNT_WORDS[what])],
		rows: [
			...periods.map((period, index) => [
				headOf(model, period),
				...ACTION_COUNTS.map((what) =>
					linked(actions.counts[what].of[index]!, actionsHref(rangeOf(period.weeks), { what }, thisWeek))
				)
			]),
			[
				{ value: 'Hela perioden' },
				...ACTION_COUNTS.map((what) => linked(actions.counts[what].total, actionsHref(range, { what }, thisWeek)))
			]
		]
	};
}

/** Nothing is a figure too, but leads to nothing. */
const linked = (value: number, href: string): LinkedCell => ({ value, href: value === 0 ? null : href });

function followUpTable({ actions, range, thisWeek }: OverviewModel): LinkedTable {
	const to = (what: Parameters<typeof actionsHref>[1]) => actionsHref(range, what, thisWeek);
	return {
		name: 'uppfoljning',
		title: 'Ledtider, uppföljning och öppna åtgärder',
		columns: ['Mått', 'Värde'],
		rows: [
			[
				{ value: 'Från beslut till genomförd, median (kortast–längst)' },
				{ value: leadTimeWords(actions.toDone), href: actions.toDone.n > 0 ? to({ what: 'to-done' }) : null }
			],
			[
				{ value: 'Från genomförd till uppföljd, median (kortast–längst)' },
				{
					value: leadTimeWords(actions.toFollowedUp),
					href: actions.toFollowedUp.n > 0 ? to({ what: 'to-followed-up' }) : null
				}
			],
			[
				{ value: 'Beslutade som har ansvarig' },
				{ value: shareWords(actions.owned), href: actions.owned.n > 0 ? to({ what: 'owned' }) : null }
			],
			[
				{ value: 'Genomförda som är uppföljda' },
				{
					value: shareWords(actions.followedUp),
					href: actions.followedUp.n > 0 ? to({ what: 'done-followed-up' }) : null
				}
			],
			[
				{ value: 'Uppföljda med bedömd effekt' },
				{ value: shareWords(actions.judged), href: actions.judged.n > 0 ? to({ what: 'judged' }) : null }
			],
			...EFFECTS.map((effect): LinkedCell[] => [
				{ value: `Effekt: ${EFFECT_WORDS[effect].toLowerCase()}` },
				linked(actions.effects[effect], to({ what: 'effect', effect }))
			]),
			...actions.open.map((age): LinkedCell[] => [
				{ value: `Öppna, beslutade för ${ageWords(age).toLowerCase()} sedan` },
				linked(age.count, openHref(age))
			])
		]
	};
}

function coverageTable(model: OverviewModel): LinkedTable {
	const { periods, coverage, weeks } = model;
	const all = figureOf(weeks);
	return {
		name: 'inrapportering',
		title: 'Inrapportering',
		columns: ['Period', 'Har rapporterat', 'Av parter', 'Varav nollrapport', 'Ej rapporterat', 'Anmärkning'],
		rows: [
			...periods.map((period, index) => {
				const figure = coverage[index] ?? null;
				if (!figure) return [headOf(model, period), emptyCell(model, period), ...EMPTY];
				return [headOf(model, period), ...coverageCells(figure, periodHref(period, model))];
			}),
			[{ value: 'Hela perioden' }, ...coverageCells(all, null)]
		]
	};
}

const EMPTY: LinkedCell[] = [{ value: '' }, { value: '' }, { value: '' }, { value: '' }];

/** A week's record says which parties; the whole period's figures are the sums of the rows above. */
const coverageCells = (figure: ReturnType<typeof figureOf>, href: string | null): LinkedCell[] => [
	...[figure.reported, figure.parties, figure.nil, figure.missing].map((value) => ({ value, href })),
	{ value: coverageRemark(figure) }
];

/** Under 60 %, the lägesbild is said to be incomplete. */
export function coverageRemark({ incomplete, boards, missingNames }: ReturnType<typeof figureOf>): string {
	const missing = missingNames.length > 0 ? `Ej rapporterat: ${missingNames.join(', ')}` : '';
	const lacking =
		incomplete === 0
			? ''
			: boards === 1
				? 'Ofullständig lägesbild (under 60 %)'
				: `${incomplete} av ${boards} veckor under 60 %`;
	return [lacking, missing].filter((part) => part !== '').join('. ');
}

export const groupName = (group: CategoryGroup | null): string =>
	group ? CATEGORY_GROUP_WORDS[group] : 'Utan kategori';

function rowsTable(model: OverviewModel): LinkedTable {
	const { periods, series, range, thisWeek } = model;
	const groups = series.map(({ group }) => group);
	return {
		name: 'lagesrader',
		title: 'Lägesrader per kategorigrupp',
		columns: ['Period', ...groups.map(groupName), 'Alla', 'Samma period året före'],
		rows: [
			...periods.map((period, index) => {
				if (!period.weeks.some((key) => model.boards.has(key)))
					return [
						headOf(model, period),
						emptyCell(model, period),
						...Array<LinkedCell>(groups.length + 1).fill({ value: '' })
					];
				const of = rangeOf(period.weeks);
				return [
					headOf(model, period),
					...series.map(({ group, counts }) => linked(counts[index] ?? 0, rowsHref(of, { group }, thisWeek))),
					linked(sum(series.map(({ counts }) => counts[index] ?? 0)), rowsHref(of, {}, thisWeek)),
					beforeCell(model, period, index)
				];
			}),
			[
				{ value: 'Hela perioden' },
				...series.map(({ group, total }) => linked(total, rowsHref(range, { group }, thisWeek))),
				linked(sum(series.map(({ total }) => total)), rowsHref(range, {}, thisWeek)),
				{ value: '' }
			]
		]
	};
}

/** A year earlier: said and linked where there was a board then. */
function beforeCell({ series, thisWeek }: OverviewModel, { weeks }: Period, index: number): LinkedCell {
	const counts = series.map(({ before }) => before[index] ?? null);
	if (counts.every((count) => count === null)) return { value: '' };
	const earlier = weeks.flatMap((key) => yearBefore(key) ?? []);
	return linked(sum(counts), rowsHref(rangeOf(earlier), {}, thisWeek));
}
