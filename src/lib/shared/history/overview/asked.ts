import { parseWeekKey, weekKey, weeksBetween, type Week, type WeekKey } from '../../week/iso-week.ts';
import { weekAsked } from '../../week/week-asked.ts';
import { finestPeriod, PERIOD_KINDS, type PeriodKind, type WeekRange } from './periods.ts';

/** So many of the newest weeks that have a board. */
export const PRESETS = [6, 13, 26, 52] as const;
export type Preset = (typeof PRESETS)[number] | 'all';
const DEFAULT_PRESET = 13;

/** What somebody asked to see. */
export interface OverviewAsked {
	range: WeekRange;
	/** Null where the weeks were named. */
	preset: Preset | null;
	per: PeriodKind;
	/** Words that are no week. */
	unknown: string[];
}

type Params = Pick<URLSearchParams, 'get'>;

/**
 * `?fran=v40&till=v48`, `?veckor=26`, `?veckor=alla`, and `&per=manad`. Weeks are taken to where there are boards to look
 * at; null where there is none.
 */
export function readAsked(params: Params, boards: readonly WeekKey[], thisWeek: Week): OverviewAsked | null {
	const keys = boards.toSorted();
	const [first, last] = [parseWeekKey(keys[0] ?? ''), parseWeekKey(keys.at(-1) ?? '')];
	if (!first || !last) return null;
	const unknown: string[] = [];
	const named = (name: string) => {
		const typed = params.get(name)?.trim() ?? '';
		const week = typed === '' ? null : pastWeek(typed, thisWeek);
		if (typed !== '' && !week) unknown.push(typed);
		return week;
	};
	const [from, to] = [named('fran'), named('till')];
	const preset = from || to ? null : presetOf(params.get('veckor'));
	const range = preset === null ? between(from ?? first, to ?? last, { from: first, to: last }) : newest(keys, preset);
	return { range, preset, per: perOf(params.get('per'), range), unknown };
}

/** A week without a year is of the last twelve months: nobody looks back at what is to come. */
function pastWeek(typed: string, near: Week): Week | null {
	const week = weekAsked(typed, { near, bare: true });
	if (!week || /\d{4}/.test(typed) || weeksBetween(near, week) <= 0) return week;
	return weekAsked(`${near.year - 1} v${week.number}`, { near, bare: true });
}

function presetOf(text: string | null): Preset {
	if (text === 'alla') return 'all';
	return PRESETS.find((count) => String(count) === text) ?? DEFAULT_PRESET;
}

function newest(keys: readonly WeekKey[], preset: Preset): WeekRange {
	const start = preset === 'all' ? 0 : Math.max(0, keys.length - preset);
	return { from: parseWeekKey(keys[start]!)!, to: parseWeekKey(keys.at(-1)!)! };
}

/** The other way round where the later week was named first; no further than there are boards. */
function between(one: Week, other: Week, bounds: WeekRange): WeekRange {
	const [from, to] = weeksBetween(one, other) < 0 ? [other, one] : [one, other];
	const inside = (week: Week) =>
		weeksBetween(bounds.from, week) < 0 ? bounds.from : weeksBetween(week, bounds.to) < 0 ? bounds.to : week;
	return { from: inside(from), to: inside(to) };
}

const PER_TEXT: Record<PeriodKind, string> = { week: 'vecka', month: 'manad', quarter: 'kvartal' };

/** Not finer than can be read; a year of weeks can, in a box that scrolls. */
function perOf(text: string | null, range: WeekRange): PeriodKind {
	const asked = PERIOD_KINDS.find((kind) => PER_TEXT[kind] === text);
	const finest = finestPeriod(range);
	if (asked === 'week' && weeksBetween(range.from, range.to) > 104) return finest;
	return asked ?? finest;
}

/** `v40` in the year that is, `2025-v40` in others. */
const weekText = ({ year, number }: Week, thisWeek: Week): string =>
	year === thisWeek.year ? `v${number}` : `${year}-v${number}`;

export interface OverviewAddress {
	range?: WeekRange;
	preset?: Preset;
	per?: PeriodKind | null;
}

/** The address' words of what is shown; `readAsked` reads them. */
export function askedParams({ range, preset, per }: OverviewAddress, thisWeek: Week): string {
	const params = new URLSearchParams();
	if (preset !== undefined) params.set('veckor', preset === 'all' ? 'alla' : String(preset));
	else if (range) {
		params.set('fran', weekText(range.from, thisWeek));
		params.set('till', weekText(range.to, thisWeek));
	}
	if (per) params.set('per', PER_TEXT[per]);
	return params.toString();
}

/** The range that a period's weeks make. */
export const rangeOf = (weeks: readonly WeekKey[]): WeekRange => ({
	from: parseWeekKey(weeks[0]!)!,
	to: parseWeekKey(weeks.at(-1)!)!
});

/** The newest of these weeks up to a week, oldest first. */
export const newestUpTo = (keys: readonly WeekKey[], to: Week, count: number): WeekKey[] =>
	keys
		.filter((key) => key <= weekKey(to))
		.toSorted()
		.slice(-count);
