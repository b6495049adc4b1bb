import { describe, expect, test } from 'vitest';
import type { ActionState } from '../../../src/lib/shared/board/action-status.ts';
import { factsOfWeeks, type ActionFact } from '../../../src/lib/shared/history/overview/action-facts.ts';
import { actionFigures, selectActions } from '../../../src/lib/shared/history/overview/action-figures.ts';
import { OPEN_LONG_HREF, readActionsAsked, readRowsAsked } from '../../../src/lib/shared/history/overview/addresses.ts';
import { askedParams, readAsked } from '../../../src/lib/shared/history/overview/asked.ts';
import { figureOf } from '../../../src/lib/shared/history/overview/coverage-figures.ts';
import { levelStrip } from '../../../src/lib/shared/history/overview/level-strip.ts';
import { actionList } from '../../../src/lib/shared/history/overview/lists.ts';
import { overviewModel } from '../../../src/lib/shared/history/overview/model.ts';
import { cellWords, leadTimeWords, shareWords } from '../../../src/lib/shared/history/overview/overview-words.ts';
import { periodsOf, weeksOf, yearBefore } from '../../../src/lib/shared/history/overview/periods.ts';
import { recurring } from '../../../src/lib/shared/history/overview/recurring.ts';
import { selectRows } from '../../../src/lib/shared/history/overview/row-figures.ts';
import {
	overviewTables,
	withoutEmptyColumns,
	type LinkedCell
} from '../../../src/lib/shared/history/overview/tables.ts';
import type { DigestArea, DigestRow, WeekDigest } from '../../../src/lib/shared/history/overview/week-digest.ts';
import {
	addDays,
	mondayOf,
	weekKey,
	type Day,
	type Week,
	type WeekKey
} from '../../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../../support/seeded.ts';

const LEVELS = [1, 2, 3].map((number) => ({ number, name: `Nivå ${number}`, meaning: '' }));
const week = (number: number, year = 2026): Week => ({ year, number });
const key = (number: number, year = 2026): WeekKey => weekKey(week(number, year));
const THIS_WEEK = week(48);

const board = (of: WeekKey, parts: Partial<WeekDigest> = {}): WeekDigest => ({
	...{ key: of, state: 'sealed', sealedAt: 0, levels: LEVELS, areas: [], rows: [], parties: [], actions: [] },
	...parts
});
const area = (level: number | null, parts: Partial<DigestArea> = {}): DigestArea => ({
	...{ id: 'a', name: 'Lanna', previous: null, trend: null },
	level: level === null ? null : { number: level, name: '', motive: `Motiv ${level}`, confirmed: false },
	...parts
});
const litter = { code: 'M01', name: 'Nedskräpning', group: 'environment' as const };
const row = (of: WeekKey, parts: Partial<DigestRow> = {}): DigestRow => ({
	...{ id: 'r', week: of, area: 'a', areaName: 'Lanna', place: 'Badgruvan', category: litter, text: 'Skräp' },
	...{ carried: false, ceased: false, said: true },
	...parts
});
const action = (parts: Partial<ActionFact> = {}): ActionFact => ({
	...{ id: 'x', number: 1, title: 'Lampa', owner: 'fu-gata', state: 'decided', due: null, effect: null },
	...{ decidedIn: null, doneIn: null, followedUpIn: null, decidedOn: null, doneOn: null, followedUpOn: null },
	...{ lateIn: [], isCurrent: true },
	...parts
});

describe('the weeks that are asked for', () => {
	const boards = [key(50, 2025), key(40), key(41), key(45), key(48)];
	const asked = (query: string) => readAsked(new URLSearchParams(query), boards, THIS_WEEK)!;

	test('[OV1] are the newest boards, by calendar: gaps are between them', () => {
		expect(readAsked(new URLSearchParams(), [], THIS_WEEK)).toBeNull();
		expect(asked('').range).toEqual({ from: week(50, 2025), to: week(48) });
		const six = readAsked(new URLSearchParams('veckor=6'), [...boards, key(46), key(47)], THIS_WEEK)!;
		expect(weeksOf(six.range).map(weekKey)).toEqual([40, 41, 42, 43, 44, 45, 46, 47, 48].map((number) => key(number)));
	});

	test('[OV1] named weeks are of the past year, go either way round, and end where there are boards', () => {
		expect(asked('fran=v40&till=v45').range).toEqual({ from: week(40), to: week(45) });
		expect(asked('fran=v45&till=v40').range).toEqual({ from: week(40), to: week(45) });
		expect(asked('fran=v50&till=v40').range.from).toEqual(week(50, 2025));
		expect(asked('fran=2019-v1&till=2030-v1').range).toEqual({ from: week(50, 2025), to: week(48) });
		expect(asked('fran=bullar').unknown).toEqual(['bullar']);
	});

	test('[OV1] their address reads back to them', () => {
		for (const query of ['fran=v40&till=v45', 'fran=2025-v50&till=v41'])
			expect(asked(askedParams({ range: asked(query).range }, THIS_WEEK)).range).toEqual(asked(query).range);
	});

	test('[OV1] many weeks are put together by month and quarter, each week once', () => {
		const range = { from: week(50, 2024), to: week(48) };
		for (const per of ['week', 'month', 'quarter'] as const)
			expect(periodsOf(range, per).flatMap(({ weeks }) => weeks)).toEqual(weeksOf(range).map(weekKey));
		expect(periodsOf({ from: week(53), to: week(1, 2027) }, 'month').map(({ name }) => name)).toEqual([
			'december 2026',
			'januari 2027'
		]);
	});

	test('[OV1] the same week a year before is the one of its number', () => {
		expect(yearBefore(key(41))).toBe('2025-W41');
		expect(yearBefore(key(53))).toBeNull(); // 2025 has no week 53
	});
});

describe('levels', () => {
	const strip = (weeks: WeekDigest[], per: 'week' | 'quarter') =>
		levelStrip(weeks, periodsOf({ from: week(40), to: week(43) }, per)).rows[0]!.cells;
	const weeks = [
		board(key(40), { areas: [area(1)] }),
		board(key(41), { areas: [area(3, { previous: 1, trend: 'up' })] }),
		board(key(43), { areas: [area(null)], state: 'meeting' })
	];

	test('[OV2] a week without a board, one that nobody assessed and a calm one are three different things', () => {
		expect(strip(weeks, 'week').map(({ is }) => is)).toEqual(['level', 'level', 'none', 'not-assessed']);
		expect(strip(weeks, 'week').map((cell) => cellWords(cell, LEVELS))).toEqual([
			'1 Nivå 1, fastställd, motiv: Motiv 1',
			'3 Nivå 3, högre nivå än före, trend försämras, fastställd, motiv: Motiv 3',
			'Ingen tavla',
			'Ej bedömd, ej fastställd'
		]);
	});

	test('[OV2] of several weeks the worst and the most common are said', () => {
		const [cell] = strip([...weeks, board(key(42), { areas: [area(1)] })], 'quarter');
		expect(cell).toMatchObject({ is: 'level', level: 3, commonest: 1, atWorst: 1, weeks: 4, notAssessed: 1 });
		expect(cellWords(cell!, LEVELS)).toContain('Värst 3 Nivå 3, 1 av 4 veckor, vanligast 1 Nivå 1, 1 vecka ej bedömd');
	});
});

describe('what recurs', () => {
	const weeks = (rows: (number: number) => DigestRow[]) =>
		[42, 43, 45, 46, 47, 48].map((number) => board(key(number), { rows: rows(number) }));
	const in3 = (number: number) => [42, 45, 48].includes(number);

	test('[OV3] is a place and category in three of the last six boards, however many rows each has', () => {
		const found = recurring(
			weeks((number) => (in3(number) ? [row(key(number)), row(key(number), { id: 's' })] : [])),
			week(48)
		);
		expect(found).toMatchObject([{ place: 'Badgruvan', weeks: [key(42), key(45), key(48)], rows: 6 }]);
		expect(found[0]?.looked).toHaveLength(6);
		expect(
			recurring(
				weeks((number) => (number < 44 ? [row(key(number))] : [])),
				week(48)
			)
		).toEqual([]);
	});

	test.each([
		['was carried and nobody looked at', { said: false }],
		['has ceased', { ceased: true }],
		['has no place', { place: null }],
		['tells what goes well', { category: { code: 'P01', name: 'Lugnt', group: 'positive' as const } }],
		['has no category', { category: null }]
	])('[OV3] is nothing that %s', (_, parts) =>
		expect(
			recurring(
				weeks((number) => (in3(number) ? [row(key(number), parts)] : [])),
				week(48)
			)
		).toEqual([])
	);

	test('[OV3] a carried row that was looked at is a week of it', () =>
		expect(
			recurring(
				weeks((number) => (in3(number) ? [row(key(number), { carried: number > 42 })] : [])),
				week(48)
			)
		).toHaveLength(1));
});

describe('åtgärder', () => {
	const at = '2026-11-26' as Day;

	test('[OV4] are open by days since the beslut, and "more than three weeks" is more than 21 days', () => {
		const since = (days: number, state: ActionState = 'ongoing') =>
			action({ id: `${days}${state}`, state, decidedOn: addDays(at, -days), decidedIn: key(40) });
		const list = [since(21), since(22), since(90, 'blocked'), since(90, 'done'), since(90, 'proposed')];
		const asked = readActionsAsked(
			new URL(OPEN_LONG_HREF, 'http://x').searchParams,
			{ from: week(40), to: week(48) },
			at
		)!;
		expect(selectActions(list, asked).map(({ id }) => id)).toEqual(['22ongoing', '90blocked']);
		expect(actionFigures(list, [], at)).toMatchObject({ openAll: 3, openLong: 2 });
	});

	test('[OV4] lead times are calendar days with their number said, and those without a day are counted apart', () => {
		const done = (id: string, days: number | null) =>
			action({
				...{ id, state: 'done', doneIn: key(41), decidedOn: '2026-10-01' as Day },
				doneOn: days === null ? null : addDays('2026-10-01' as Day, days)
			});
		const periods = periodsOf({ from: week(41), to: week(41) }, 'week');
		const { toDone } = actionFigures([done('a', 2), done('b', 9), done('c', 4), done('d', null)], periods, at);
		expect(toDone).toEqual({ n: 3, of: 4, median: 4, shortest: 2, longest: 9 });
		expect(leadTimeWords(toDone)).toBe('4 dagar (2–9), n = 3, datum saknas för 1');
		expect(leadTimeWords(actionFigures([done('a', 2), done('b', 9)], periods, at).toDone)).toMatch(/^5,5 dagar/);
	});

	test('[OV4] few are said as numbers, not as a share', () => {
		expect(shareWords({ n: 3, of: 9 })).toBe('3 av 9');
		expect(shareWords({ n: 5, of: 10 })).toBe('5 av 10 (50 %)');
	});

	test('[OV4] a step that was taken back is none, and what the history lacks the boards tell the week of', () => {
		const shown = (number: number, state: ActionState) =>
			board(key(number), {
				actions: [
					{
						...{ id: 'x', number: 1, title: 'Lampa', area: null, place: null, owner: 'Gata', due: null, state },
						...{ effect: null, overdue: number === 41, decidedIn: key(40) }
					}
				]
			});
		const weeks = [shown(40, 'decided'), shown(41, 'ongoing'), shown(42, 'done')];
		const move = (day: string, from: ActionState | null, to: ActionState) => ({
			action: 'x',
			day: day as Day,
			from,
			to
		});
		const moves = [
			move('2026-10-01', 'proposed', 'decided'),
			move('2026-10-05', 'decided', 'done'),
			move('2026-10-06', 'done', 'ongoing'),
			move('2026-10-14', 'ongoing', 'done')
		];
		const known = {
			doneOn: '2026-10-14',
			doneIn: key(42),
			decidedOn: '2026-10-01',
			lateIn: [key(41)],
			isCurrent: true
		};
		expect(factsOfWeeks(weeks, moves)).toMatchObject([known]);
		expect(factsOfWeeks(weeks, [])).toMatchObject([{ doneOn: null, doneIn: key(42), decidedOn: null }]);
		expect(factsOfWeeks([...weeks, board(key(43))], [])).toMatchObject([{ isCurrent: false }]);
	});
});

test('[OV5] a nollrapport is a report, missing is missing, and under 60 % the week is incomplete', () => {
	const parties = (...coverage: ('reported' | 'nil' | 'missing')[]) =>
		coverage.map((one, index) => ({ id: String(index), name: `Part ${index}`, coverage: one }));
	const half = board(key(41), { parties: parties('reported', 'nil', 'missing', 'missing') });
	const enough = board(key(42), { parties: parties('reported', 'nil', 'nil', 'missing', 'missing') });
	expect(figureOf([half])).toMatchObject({ reported: 2, parties: 4, nil: 1, missing: 2, incomplete: 1 });
	expect(figureOf([half]).missingNames).toEqual(['Part 2', 'Part 3']);
	expect(figureOf([enough]).incomplete).toBe(0); // 60 % is not under 60 %
	expect(figureOf([half, enough])).toMatchObject({ reported: 5, parties: 9, missingNames: [] });
});

/** Random boards and åtgärder over a year and a half, with gaps. */
function randomFacts(seed: number) {
	const random = seeded(seed);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
	const keys = weeksOf({ from: week(20, 2025), to: week(48) })
		.map(weekKey)
		.filter(() => random() > 0.2);
	const categories = [litter, { code: 'B06', name: 'Skadegörelse', group: 'crime' as const }, null];
	const weeks = keys.map((of) =>
		board(of, {
			rows: Array.from({ length: Math.floor(random() * 4) }, (_, index) =>
				row(of, {
					id: `${of}${index}`,
					category: pick(categories),
					place: pick(['Torget', null]),
					said: random() > 0.2
				})
			)
		})
	);
	const states: ActionState[] = ['proposed', 'decided', 'ongoing', 'blocked', 'done', 'followed-up', 'cancelled'];
	const actions = Array.from({ length: 60 }, (_, index) => {
		const state = pick(states);
		const closed = state === 'followed-up';
		const done = state === 'done' || closed;
		const day = () => (random() > 0.3 ? addDays(mondayOf(week(20, 2025)), Math.floor(random() * 500)) : null);
		return action({
			...{
				id: `x${index}`,
				number: index,
				state,
				decidedIn: pick([...keys, null]),
				owner: random() > 0.3 ? 'fu-gata' : null
			},
			...{ decidedOn: day(), doneOn: done ? day() : null, followedUpOn: closed ? day() : null },
			...{ doneIn: done ? pick([...keys, null]) : null, followedUpIn: closed ? pick(keys) : null },
			effect: closed ? pick(['decreased', 'unchanged', 'increased', 'not-assessable'] as const) : null,
			lateIn: keys.filter(() => random() > 0.9)
		});
	});
	return { weeks, actions, at: '2026-11-26' as Day, removed: [], keys };
}

test('[OV6] the list that a figure links to names who answers for each, and shows no column that is empty all the way down', () => {
	const facts = [action({ decidedOn: '2026-10-01' as Day }), action({ id: 'y', number: 2, owner: null })];
	const asked = { what: 'open' as const, at: '2026-10-20' as Day, from: 0, to: null };
	const range = { from: week(40), to: week(43) };
	const funktioner = [{ id: 'fu-gata' as never, name: 'Gata och park' }];
	const list = actionList(facts, asked, { at: '2026-10-20' as Day, range, boards: [key(42)], funktioner });
	const { columns, rows } = withoutEmptyColumns(list);
	expect(columns).toEqual(['Nummer', 'Åtgärd', 'Ansvarig', 'Status', 'Beslutad', 'Dagar']);
	expect(rows.map((row) => row[2]!.value)).toEqual(['Gata och park', '']);
	expect(list.columns).toContain('Effekt');
});

test.each([1, 7, 42, 2026])('[OV6] every figure is as long as the list that it links to (seed %i)', (seed) => {
	const { keys, ...facts } = randomFacts(seed);
	let compared = 0;
	for (const query of ['veckor=13', 'veckor=alla', 'veckor=alla&per=manad', 'fran=2025-v30&till=v10&per=kvartal']) {
		const asked = readAsked(new URLSearchParams(query), keys, THIS_WEEK)!;
		for (const table of Object.values(overviewTables(overviewModel(asked, facts, THIS_WEEK))))
			for (const cell of table.rows.flatMap((cells) => cells.slice(1))) {
				const counted = listed(cell, facts, keys);
				if (counted === null) continue;
				compared += 1;
				expect(counted, `${table.name} ${cell.href}`).toBe(cell.value);
			}
	}
	expect(compared).toBeGreaterThan(200);
});

/** How many things the page that a cell links to lists. */
function listed({ value, href }: LinkedCell, facts: Omit<ReturnType<typeof randomFacts>, 'keys'>, keys: WeekKey[]) {
	if (!href || typeof value !== 'number') return null;
	const { pathname, searchParams } = new URL(href, 'http://x');
	const { range } = readAsked(searchParams, keys, THIS_WEEK)!;
	if (pathname.endsWith('/rader')) return selectRows(facts.weeks, readRowsAsked(searchParams, range)).length;
	if (!pathname.endsWith('/atgarder')) return null;
	return selectActions(facts.actions, readActionsAsked(searchParams, range, facts.at)!).length;
}

test('[OV9] a cell of a week leads to its board, of a fastställd one to its protokoll, of several weeks to the overview of them', () => {
	const parties = [{ id: 'p', name: 'Part', coverage: 'nil' as const }];
	const weeks = [47, 48].map((number) =>
		board(key(number), { areas: [area(2)], parties, state: number === 48 ? 'meeting' : 'sealed' })
	);
	const asked = (query: string) => readAsked(new URLSearchParams(query), [key(44), key(47), key(48)], THIS_WEEK)!;
	const hrefs = (query: string, name: 'lage' | 'inrapportering') => {
		const model = overviewModel(asked(query), { weeks, actions: [], at: '2026-11-26' as Day, removed: [] }, THIS_WEEK);
		return overviewTables(model)[name].rows.map((cells) => cells.map(({ href }) => href ?? null));
	};
	const [sealed, open] = ['/v/2026-47/protokoll', '/v/2026-48'];
	expect(hrefs('fran=v46', 'lage')).toEqual([
		[null, null],
		[sealed, sealed],
		[open, open]
	]);
	const five = (href: string | null) => Array.from({ length: 5 }, () => href);
	expect(hrefs('fran=v46', 'inrapportering').map((cells) => cells.slice(0, 5))).toEqual([
		...[five(null), five(sealed), five(open), five(null)]
	]);
	const quarter = '/historik/oversikt?fran=v44&till=v48';
	expect(hrefs('veckor=alla&per=kvartal', 'lage')).toEqual([[quarter, quarter]]);
});

test('[HG5] a gallrad week is no week without a board: strip, tables and months say that it is gallrad, and by which decision', () => {
	const parties = [{ id: 'p', name: 'Part', coverage: 'reported' as const }];
	const weeks = [45, 48].map((number) => board(key(number), { areas: [area(2)], parties, rows: [row(key(number))] }));
	const removed = [46, 47].map((number) => ({ week: key(number), decision: 'KS 2026/77' }));
	const asked = (query: string) => readAsked(new URLSearchParams(query), [key(44), key(45), key(48)], THIS_WEEK)!;
	const modelOf = (query: string) =>
		overviewModel(asked(query), { weeks, actions: [], at: '2026-11-26' as Day, removed }, THIS_WEEK);
	const byWeek = modelOf('fran=v44&till=v48');
	expect(byWeek.strip.rows[0]!.cells.map(({ is }) => is)).toEqual(['none', 'level', 'removed', 'removed', 'level']);
	const tables = overviewTables(byWeek);
	const gone = 'Gallrad enligt beslut KS 2026/77';
	for (const name of ['lage', 'inrapportering', 'lagesrader'] as const) {
		const said = tables[name].rows.slice(0, 5).map((cells) => cells[1]!.value);
		expect([said[0], said[2], said[3]], name).toEqual(['Ingen tavla', gone, gone]);
		expect(JSON.stringify([said[1], said[4]]), name).not.toMatch(/Gallrad|Ingen tavla/);
	}
	const byMonth = overviewTables(modelOf('fran=v44&till=v48&per=manad')).lage.rows.map((cells) => cells[1]!.value);
	expect(byMonth).toHaveLength(2);
	expect(byMonth.filter((words) => /1 av \d|fastställd/.test(String(words)))).toHaveLength(1);
	expect(byMonth.join('\n')).toContain('2 veckor gallrade');
	const onlyGone = overviewTables(modelOf('fran=v46&till=v47&per=manad'));
	expect(onlyGone.inrapportering.rows[0]![1]!.value).toBe('2 veckor gallrade enligt beslut KS 2026/77');
});
