import type { ComparePage, Missing, Outcome, Side, WeekChoice } from '#lib/shared/history/compare-page.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import { actionLabel, type Action } from '#lib/shared/board/action.ts';
import type { Change, ChangePage } from '#lib/shared/history/change.ts';
import { parseSpot, presetsFor, type Spot } from '#lib/shared/history/compare-address.ts';
import { changedRecords, compareBoards, type Comparison } from '#lib/shared/history/comparison.ts';
import { diffWeeks, type WeekMoment } from '#lib/shared/history/diff.ts';
import { ON_PAGE, type HowMany } from '#lib/shared/history/told.ts';
import { formatMoment, momentHref } from '#lib/shared/history/moment.ts';
import type { RecordId } from '#lib/shared/ids.ts';
import type { Organisation } from '#lib/shared/organisation.ts';
import {
	addWeeks,
	localDay,
	parseWeekKey,
	weekKey,
	weekOf,
	weekPath,
	type Day,
	type Week
} from '#lib/shared/week/iso-week.ts';
import { wasMet } from '#lib/shared/week/lifecycle.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { readSides, type ReadMoment, type ReadSide, type SideParts } from './compare-sides.ts';

type Parts = SideParts;

interface Asked {
	services: Parts;
	actor: Actor;
	organisation: Organisation;
	/** The address's `fran`, `till` and `visa`. */
	search: URLSearchParams;
	/** Told of each group; left out, what a page shows at first and the group that the address wants whole. */
	how?: HowMany;
}

/** Jämför, as this person may see it. Without an address it is this week with that of the last meeting. */
export async function readComparePage({ services, actor, organisation, search, how }: Asked): Promise<ComparePage> {
	const today = localDay(services.now());
	const here = weekOf(today);
	const weeks = await boardsOf(services, actor, here);
	const last = lastMet(weeks, here) ?? addWeeks(here, -organisation.samverkan.cadenceDays / 7);
	const spots = { from: askedSpot(search, 'fran', here), to: askedSpot(search, 'till', here) };
	const asked = {
		from: spots.from.spot ?? { week: last, at: null },
		to: spots.to.spot ?? { week: newest(weeks, here), at: null }
	};
	const whole = search.get('visa');
	const reader = { services, actor, organisation, today, how: how ?? { most: ON_PAGE, whole } };
	const unread = spots.from.words ?? spots.to.words;
	return {
		asked,
		notUnderstood: { from: spots.from.words, to: spots.to.words },
		choices: weeks.map(choiceOf).reverse(),
		presets: presetsFor(here, weeks.map(weekIn), lastMet(weeks, here)),
		levels: organisation.levels,
		outcome: unread === null ? await outcomeOf(reader, asked, whole) : { is: 'unread' }
	};
}

const weekIn = ({ week }: WeekDocument): Week => parseWeekKey(week)!;
const choiceOf = (document: WeekDocument): WeekChoice => ({
	value: weekPath(weekIn(document)),
	week: weekIn(document),
	state: document.state
});

/** Weeks until this one with a board that this person reads, oldest first. */
async function boardsOf({ store }: Parts, actor: Actor, here: Week): Promise<WeekDocument[]> {
	const weeks = await store.documents.weeks(actor.samverkan);
	return weeks.filter(({ week, state }) => week <= weekKey(here) && permissionsOf(actor, state).readBoard);
}

const lastMet = (weeks: readonly WeekDocument[], here: Week): Week | null => {
	const last = weeks.findLast(({ week, state }) => week < weekKey(here) && wasMet(state));
	return last ? weekIn(last) : null;
};

/** This week's board, or the newest that this person reads. */
const newest = (weeks: readonly WeekDocument[], here: Week): Week => {
	const last = weeks.at(-1);
	return last ? weekIn(last) : here;
};

/** A side of the address: a week or a moment; or the words that are neither. `…tid` is a time of its own, of the form. */
function askedSpot(
	search: URLSearchParams,
	side: 'fran' | 'till',
	here: Week
): { spot: Spot | null; words: string | null } {
	const text = search.get(side)?.trim() ?? '';
	if (text === '') return { spot: null, words: null };
	const spot = parseSpot(text, here);
	return { spot, words: spot ? null : text };
}

interface Reader extends Omit<Asked, 'search' | 'how'> {
	today: Day;
	how: HowMany;
}

async function outcomeOf(reader: Reader, { from, to }: ComparePage['asked'], shown: string | null): Promise<Outcome> {
	const sides = await readSides(reader.services, reader.actor, [from, to]);
	const missing = sides.flatMap((side, at) => missingOf(side, at === 0 ? from : to, reader.today));
	const [first, second] = sides.flatMap((side) => (side.is === 'read' ? [side.side] : []));
	if (!first || !second) return { is: 'missing', sides: missing };
	if (isSameMoment(first, second)) return { is: 'same' };
	const swapped = isBefore(second, first);
	const [before, after] = swapped ? [second, first] : [first, second];
	const comparison = await compare(reader, before, after);
	return {
		...{ is: 'compared', swapped, comparison, shown },
		before: sideOf(before, after, reader.today),
		after: sideOf(after, before, reader.today)
	};
}

const missingOf = (side: ReadSide, spot: Spot, today: Day): Missing[] =>
	side.is === 'missing' ? [{ name: spotName(spot, today), why: side.why }] : [];

const isSameMoment = (a: ReadMoment, b: ReadMoment): boolean => a.document.id === b.document.id && a.at === b.at;

/** Weeks in their order, and moments of one week in theirs: a week may be sealed after the next has begun. */
const isBefore = (a: ReadMoment, b: ReadMoment): boolean =>
	a.document.week === b.document.week ? a.at < b.at : a.document.week < b.document.week;

async function compare(reader: Reader, before: ReadMoment, after: ReadMoment): Promise<Comparison> {
	const { services, actor, organisation, today, how } = reader;
	const week = diffWeeks(before.board, after.board);
	const followed = week.within ? [before, after].flatMap(({ board }) => board.week.followUps.map(({ id }) => id)) : [];
	const query = { before: actionsOf(before), after: actionsOf(after), how, named: [...new Set(followed)] };
	const { groups: actions, named } = await services.history.compareActions(actor, query);
	const diff = { ...week, actions };
	const [changes, who] = await Promise.all([
		changesIn(services, actor, changedRecords(diff, how), [before.at, after.isNow ? services.now() : after.at]),
		services.history.who(actor.samverkan)
	]);
	const titles = new Map([...[before, after].flatMap(({ board }) => titlesIn(board)), ...named.map(titleOf)]);
	return compareBoards(diff, {
		...{ before: before.board, after: after.board, organisation, changes, how },
		from: shortName(before, after, today),
		to: after.isNow ? null : shortName(after, before, today),
		words: {
			...{ today, day: after.board.day },
			names: { organisation, today, recordName: (id) => titles.get(id) ?? null },
			nameOf: (person) => who.get(person)?.name ?? '(borttaget konto)'
		}
	});
}

const actionsOf = ({ board, document, at }: ReadMoment) => ({ week: document.week, at, day: board.day });

/** What other records are called that refer to them. */
const titlesIn = ({ week, carried }: WeekMoment): [RecordId, string][] => [
	...[...week.entries, ...carried.map(({ entry }) => entry)].map(({ id, text }): [RecordId, string] => [
		id,
		short(text)
	]),
	...week.priorities.map(({ id, title }): [RecordId, string] => [id, title])
];

const titleOf = (action: Action): [RecordId, string] => [action.id, `${actionLabel(action)} ${action.title}`];

const SHORT = 60;
const short = (text: string): string => (text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()}…` : text);

/** Changes that are read at a time: others have their turn in between. */
const STEP = 2_000;

/** Who did what, of the records that are told: all of it, newest first. */
async function changesIn(
	{ history }: Parts,
	actor: Actor,
	records: readonly RecordId[],
	[from, until]: readonly [number, number]
): Promise<Change[]> {
	if (records.length === 0 || from >= until) return [];
	const changes: Change[] = [];
	let before: number | null = Number.MAX_SAFE_INTEGER; // not left out: that would count them
	while (before !== null) {
		const asked = { records, from: from + 1, until: until + 1 };
		const page: ChangePage = await history.changes(actor, asked, { before, limit: STEP });
		changes.push(...page.changes);
		before = page.next;
	}
	return changes;
}

/** "v47", "v47 2025" */
function weekName(week: Week, today: Day): string {
	return week.year === weekOf(today).year ? `v${week.number}` : `v${week.number} ${week.year}`;
}

const spotName = ({ week, at }: Spot, today: Day): string =>
	at === null ? weekName(week, today) : `${weekName(week, today)} ${formatMoment(at, today)}`;

/** Of two moments of one week, without the week. */
function shortName({ spot, document }: ReadMoment, other: ReadMoment, today: Day): string {
	if (spot.at === null || document.id !== other.document.id) return spotName(spot, today);
	return formatMoment(spot.at, today);
}

function sideOf(side: ReadMoment, other: ReadMoment, today: Day): Side {
	const { spot, at, isNow } = side;
	return {
		...{ spot, name: shortName(side, other, today), how: howWords(side, today) },
		href: isNow ? `/v/${weekPath(spot.week)}` : momentHref(spot.week, at)
	};
}

function howWords({ spot, sealedAt, isNow, at }: ReadMoment, today: Day): string {
	if (sealedAt !== null) return `fastställd ${formatMoment(sealedAt, today)}`;
	if (isNow) return 'som den är nu';
	return spot.at === null ? `inte fastställd, när veckan slutade ${formatMoment(at, today)}` : 'som tavlan såg ut då';
}
