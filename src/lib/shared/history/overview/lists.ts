import { EFFECT_WORDS, STATE_WORDS } from '../../board/words.ts';
import { formatDay, formatWeek } from '../../week/format.ts';
import { counted } from '../../meeting/counted.ts';
import type { Funktion } from '../../organisation.ts';
import { parseWeekKey, weekKey, type Day, type WeekKey } from '../../week/iso-week.ts';
import type { ActionFact } from './action-facts.ts';
import { daysOpen, daysToDone, daysToFollowedUp, type ActionSelection } from './action-figures.ts';
import { weekHref } from './addresses.ts';
import { selectionWords } from './overview-words.ts';
import type { WeekRange } from './periods.ts';
import type { LinkedCell, LinkedTable } from './tables.ts';
import type { DigestRow } from './week-digest.ts';

/** What a figure counts, thing by thing. */
export interface CountedList extends LinkedTable {
	/** Which weeks, and what of them. */
	about: string;
	/** "åtgärd": of which there is none. */
	one: string;
	/** The address' words of the overview that it belongs to. */
	back: string;
}

const nameOf = (key: WeekKey): string => {
	const week = parseWeekKey(key)!;
	return `${formatWeek(week)} ${week.year}`;
};
export const rangeWords = ({ from, to }: WeekRange): string =>
	weekKey(from) === weekKey(to) ? nameOf(weekKey(from)) : `${nameOf(weekKey(from))} – ${nameOf(weekKey(to))}`;
const back = ({ from, to }: WeekRange): string => `?fran=${from.year}-v${from.number}&till=${to.year}-v${to.number}`;

export interface ListedFrom {
	at: Day;
	range: WeekRange;
	/** Weeks with a board, oldest first. */
	boards: readonly WeekKey[];
	funktioner: readonly Pick<Funktion, 'id' | 'name'>[];
}

const COLUMNS = [
	...['Nummer', 'Åtgärd', 'Ansvarig', 'Status', 'Beslutad', 'Klart senast'],
	...['Genomförd', 'Uppföljd', 'Effekt', 'Dagar']
];

export function actionList(list: readonly ActionFact[], asked: ActionSelection, from: ListedFrom): CountedList {
	const open = asked.what === 'open';
	return {
		name: 'atgarder',
		title: selectionWords(asked),
		about: open ? `Som de står ${formatDay(from.at)}, med dagar sedan beslutet.` : rangeWords(from.range),
		one: 'åtgärd',
		back: open ? '' : back(from.range),
		columns: [...COLUMNS],
		rows: list.map((action) => actionRow(action, asked, from))
	};
}

function actionRow(action: ActionFact, asked: ActionSelection, from: ListedFrom): LinkedCell[] {
	const {
		id,
		number,
		title,
		owner,
		state,
		decidedIn,
		decidedOn,
		due,
		doneOn,
		doneIn,
		followedUpOn,
		followedUpIn,
		effect
	} = action;
	const week = shownIn(action, from.boards);
	return [
		{ value: number === null ? 'Å-…' : `Å-${number}` },
		{ value: title, href: week && `${weekHref(week)}?atgard=${id}` },
		{ value: from.funktioner.find(({ id }) => id === owner)?.name ?? owner ?? '' },
		{ value: STATE_WORDS[state] },
		{ value: decidedOn ?? decidedIn ?? '' },
		{ value: due ?? '' },
		{ value: doneOn ?? doneIn ?? '' },
		{ value: followedUpOn ?? followedUpIn ?? '' },
		{ value: effect ? EFFECT_WORDS[effect] : '' },
		{ value: daysOf(action, asked, from.at) ?? '' }
	];
}

/** A board that has the åtgärd: the newest while it is open, else that of the week it was closed or done in. */
function shownIn({ followedUpIn, doneIn, decidedIn, state }: ActionFact, boards: readonly WeekKey[]): WeekKey | null {
	const until = state === 'followed-up' ? followedUpIn : state === 'cancelled' ? (doneIn ?? decidedIn) : boards.at(-1);
	return boards.findLast((key) => until !== null && until !== undefined && key <= until) ?? null;
}

/** What is counted in days: the lead time that was asked for, or how long it has been open. */
function daysOf(action: ActionFact, { what }: ActionSelection, at: Day): number | null {
	if (what === 'to-followed-up') return daysToFollowedUp(action);
	return what === 'open' ? daysOpen(action, at) : daysToDone(action);
}

/** `name` is the file's. */
export function rowList(list: readonly DigestRow[], range: WeekRange): CountedList {
	return {
		name: 'rader',
		title: 'Lägesrader',
		about: `${rangeWords(range)}. ${counted(list.length, 'rad', 'rader')}: nya, och äldre som bedömts den veckan. Fler rapporter är inte mer brott.`,
		one: 'rad',
		back: back(range),
		columns: ['Vecka', 'Område', 'Plats', 'Kategori', 'Lägesrad', 'Från förut'],
		rows: list.map(({ week, areaName, place, category, text, carried }) => [
			{ value: nameOf(week), href: weekHref(week) },
			{ value: areaName ?? 'Hela kommunen' },
			{ value: place ?? '' },
			{ value: category?.name ?? '' },
			{ value: text },
			{ value: carried ? 'ja' : 'nej' }
		])
	};
}
