import { addWeeks, weeksInYear, type Week } from './iso-week.ts';

/** Said of weeks in relation to this one. */
const RELATIVE: Record<string, number> = {
	'denna vecka': 0,
	'den här veckan': 0,
	'förra veckan': -1,
	'nästa vecka': 1
};

/**
 * The week that somebody means by "v41", "2025 v41", "vecka 41 2025" or "förra veckan"; null for other words. A number
 * alone is a week only where `bare` says that nothing else is expected. Without a year it is one of `near`'s.
 */
export function weekAsked(typed: string, { near, bare }: { near: Week; bare: boolean }): Week | null {
	const words = typed.trim().toLowerCase().replace(/\s+/g, ' ');
	const away = RELATIVE[words];
	if (away !== undefined) return addWeeks(near, away);
	const [, before, mark, number, after] =
		/^(\d{4})?[\s-]*(v(?:ecka)?\.?|w)?\s*(\d{1,2})(?:[\s/-]+(\d{4}))?$/.exec(words) ?? [];
	if (!number || !(mark || bare || before)) return null;
	const year = Number(before ?? after ?? near.year);
	const inYear = Number(number) >= 1 && Number(number) <= weeksInYear(year);
	return inYear ? { year, number: Number(number) } : null;
}
