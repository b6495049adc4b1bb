import { addWeeks, localDay, parseWeekPath, weekOf, weekPath, type Week } from '../week/iso-week.ts';
import { weekAsked } from '../week/week-asked.ts';
import { momentText, parseMoment } from './moment.ts';

/** One side of a comparison: a week as it was sealed or as it stands, or a week's board at a moment. */
export interface Spot {
	week: Week;
	/** Milliseconds; null is the week as it was sealed, or as it stands. */
	at: number | null;
}

/**
 * A side as it is written in the address: `2026-47`, `v47`, `2026-10-08T10.42.07`, which is of the board of its own
 * week, or `2026-47@2026-11-23T09.10.00` of another week's. Null where it is none of these.
 */
export function parseSpot(text: string, near: Week): Spot | null {
	const [first = '', second] = text.trim().split('@');
	const at = parseMoment(second ?? first);
	if (second !== undefined) {
		const week = weekIn(first, near);
		return week && at !== null ? { week, at } : null;
	}
	if (at !== null) return { week: weekOf(localDay(at)), at };
	const week = weekIn(first, near);
	return week && { week, at: null };
}

const weekIn = (text: string, near: Week): Week | null => {
	const week = parseWeekPath(text.trim()) ?? weekAsked(text, { near, bare: true });
	return week && week.year > 1000 ? week : null;
};

export function spotText({ week, at }: Spot): string {
	if (at === null) return weekPath(week);
	return isOfOwnWeek(week, at) ? momentText(at) : `${weekPath(week)}@${momentText(at)}`;
}

const isOfOwnWeek = ({ year, number }: Week, at: number): boolean => {
	const own = weekOf(localDay(at));
	return own.year === year && own.number === number;
};

export const COMPARE_PATH = '/historik/jamfor';

export const compareHref = (from: Spot, to: Spot, more: Readonly<Record<string, string>> = {}): string =>
	`${COMPARE_PATH}?${new URLSearchParams({ fran: spotText(from), till: spotText(to), ...more }).toString()}`;

/** A comparison that is asked for often. */
export interface Preset {
	name: string;
	from: Spot;
}

/** How far back a preset looks, and by how many weeks the board that there is may miss that. */
const LOOKS_BACK = [
	{ name: 'Sedan förra veckan', weeks: 1, give: 0 },
	{ name: 'Senaste månaden', weeks: 4, give: 1 },
	{ name: 'Ett år', weeks: 52, give: 4 }
] as const;

/** Those for which there is a board to compare with. `last` is the week of the meeting before this week's. */
export function presetsFor(here: Week, weeks: readonly Week[], last: Week | null): Preset[] {
	const there = new Set(weeks.map(weekPath));
	const meeting = last ? [{ name: 'Sedan förra mötet', from: { week: last, at: null } }] : [];
	const others = LOOKS_BACK.flatMap(({ name, weeks: back, give }) => {
		const near = Array.from({ length: 2 * give + 1 }, (_, at) => (at % 2 === 1 ? 1 : -1) * Math.ceil(at / 2));
		const week = near.map((by) => addWeeks(here, by - back)).find((one) => there.has(weekPath(one)));
		return week ? [{ name, from: { week, at: null } }] : [];
	});
	return [...meeting, ...others];
}

/** Each side as the form sends it: a week, and a day and time where one is meant. */
const SIDES = ['fran', 'till'] as const;

/** The address that a sent form means, where it is another: a time goes into its side, and what is empty is left out. */
export function joinedSearch(search: URLSearchParams): string | null {
	if (SIDES.every((side) => !search.has(`${side}tid`))) return null;
	const joined = new URLSearchParams();
	for (const side of SIDES) {
		const [week, time] = [search.get(side)?.trim() ?? '', search.get(`${side}tid`)?.trim() ?? ''];
		const said = time === '' ? week : [week, time].filter(Boolean).join('@');
		if (said !== '') joined.set(side, normal(said));
	}
	return joined.toString();
}

/** A moment in its own week needs no week beside it. */
function normal(said: string): string {
	const [week = '', time = ''] = said.split('@');
	const [at, near] = [parseMoment(time), parseWeekPath(week)];
	return at !== null && near ? spotText({ week: near, at }) : said;
}
