import { EFFECTS, type Effect } from '../../board/action-status.ts';
import { CATEGORY_GROUPS, type CategoryGroup } from '../../organisation.ts';
import { parseWeekKey, weekKey, weekPath, type Day, type Week, type WeekKey } from '../../week/iso-week.ts';
import { OPEN_LONG, type ActionSelection } from './action-figures.ts';
import { askedParams, type OverviewAddress } from './asked.ts';
import { weeksOf, type WeekRange } from './periods.ts';
import type { RowSelection } from './row-figures.ts';

/** The addresses that figures link to, and how they are read: what a figure counts is what its address lists. */

const PAGE = '/historik/oversikt';

export const weekHref = (key: WeekKey): string => `/v/${weekPath(parseWeekKey(key)!)}`;

/** Of a fastställd week: what was sealed, which its figures are counted from. */
export const recordHref = (key: WeekKey): string => `${weekHref(key)}/protokoll`;

export function overviewHref(address: OverviewAddress, thisWeek: Week): string {
	const params = askedParams(address, thisWeek);
	return params === '' ? PAGE : `${PAGE}?${params}`;
}

export const GROUP_TEXT: Record<CategoryGroup | 'none', string> = {
	crime: 'brott',
	traffic: 'trafik',
	unsafety: 'otrygghet',
	environment: 'miljo',
	supervision: 'tillsyn',
	ahead: 'framat',
	positive: 'positivt',
	none: 'utan'
};

type RowsAsked = Omit<RowSelection, 'weeks'>;

export function rowsHref(range: WeekRange, asked: RowsAsked, thisWeek: Week): string {
	const params = new URLSearchParams(askedParams({ range }, thisWeek));
	if (asked.group !== undefined) params.set('grupp', GROUP_TEXT[asked.group ?? 'none']);
	if (asked.category !== undefined) params.set('kategori', asked.category);
	if (asked.area !== undefined) params.set('omrade', asked.area);
	if (asked.place !== undefined) params.set('plats', asked.place);
	return `${PAGE}/rader?${params}`;
}

type Params = Pick<URLSearchParams, 'get'>;

/** Words that are no group, area or place narrow to nothing that there is, and so list nothing. */
export function readRowsAsked(params: Params, range: WeekRange): RowSelection {
	const group = params.get('grupp');
	const found = CATEGORY_GROUPS.find((one) => GROUP_TEXT[one] === group) ?? null;
	const [category, area, place] = [params.get('kategori'), params.get('omrade'), params.get('plats')];
	return {
		weeks: weeksOf(range).map(weekKey),
		...(group !== null && { group: found }),
		...(category !== null && { category }),
		...(area !== null && { area }),
		...(place !== null && { place })
	};
}

const COUNT_TEXT = { decided: 'beslutade', done: 'genomforda', late: 'forsenade', 'followed-up': 'uppfoljda' } as const;
const OTHER_TEXT = {
	owned: 'med-ansvarig',
	judged: 'bedomda',
	'done-followed-up': 'genomforda-uppfoljda',
	'to-done': 'ledtid-genomford',
	'to-followed-up': 'ledtid-uppfoljd'
} as const;
const EFFECT_TEXT: Record<Effect, string> = {
	decreased: 'minskat',
	unchanged: 'oforandrat',
	increased: 'okat',
	'not-assessable': 'kan-ej-bedomas'
};

type InWeeks = Exclude<ActionSelection, { what: 'open' }>['what'];
const TEXT: Record<Exclude<InWeeks, 'effect'>, string> = { ...COUNT_TEXT, ...OTHER_TEXT };

export type ActionsAsked = { what: Exclude<InWeeks, 'effect'> } | { what: 'effect'; effect: Effect };

export function actionsHref(range: WeekRange, asked: ActionsAsked, thisWeek: Week): string {
	const params = new URLSearchParams(askedParams({ range }, thisWeek));
	params.set('vad', asked.what === 'effect' ? `effekt-${EFFECT_TEXT[asked.effect]}` : TEXT[asked.what]);
	return `${PAGE}/atgarder?${params}`;
}

/** Under way, by days since the beslut: "öppna mer än 3 veckor" is `openHref(OPEN_LONG)`. */
export function openHref({ from, to }: { from: number; to: number | null }): string {
	const params = new URLSearchParams({ vad: 'oppna' });
	if (from > 0) params.set('minst', String(from));
	if (to !== null) params.set('under', String(to));
	return `${PAGE}/atgarder?${params}`;
}

export const OPEN_LONG_HREF = openHref(OPEN_LONG);

/** Null for words that name no list. `at` is the day that open ones are counted on. */
export function readActionsAsked(params: Params, range: WeekRange, at: Day): ActionSelection | null {
	const what = params.get('vad') ?? '';
	const weeks = weeksOf(range).map(weekKey);
	if (what === 'oppna')
		return { what: 'open', at, from: days(params.get('minst')) ?? 0, to: days(params.get('under')) };
	const effect = EFFECTS.find((one) => `effekt-${EFFECT_TEXT[one]}` === what);
	if (effect) return { what: 'effect', effect, weeks };
	const found = Object.entries(TEXT).find(([, text]) => text === what)?.[0];
	return found ? { what: found as Exclude<InWeeks, 'effect'>, weeks } : null;
}

const days = (text: string | null): number | null => (text !== null && /^\d{1,5}$/.test(text) ? Number(text) : null);
