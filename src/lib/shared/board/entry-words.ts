import type { Category } from '../organisation.ts';
import { formatClock, formatDay, formatDays } from '../week/format.ts';
import type { Day } from '../week/iso-week.ts';
import type { EntryAssessment, Reliability, When } from './entry.ts';
import { CONFIRMED_WORD, NOT_ASSESSED_WORD, RELIABILITY_WORDS, TIME_BLOCK_WORDS, TREND_WORDS } from './words.ts';

/** How the values of a lägesrad are put together into words. */

export function assessmentWords(assessment: EntryAssessment): string {
	if (!assessment) return NOT_ASSESSED_WORD;
	return assessment.kind === 'confirmed' ? CONFIRMED_WORD : TREND_WORDS[assessment.trend];
}

/** "fre 20 nov, kväll, kl. 21.30, återkommande" */
export function whenWords(when: When, today: Day): string {
	if (!when) return '';
	const days = when.to ? formatDays(when.from, when.to) : formatDay(when.from, today);
	const parts = [
		days,
		when.block && TIME_BLOCK_WORDS[when.block].toLowerCase(),
		when.time && `kl. ${formatClock(when.time)}`
	];
	return [...parts, when.recurring && 'återkommande'].filter(Boolean).join(', ');
}

/** "Obekräftad uppgift": what is told, not how the row stands. */
export const reliabilityWords = (reliability: Reliability): string => `${RELIABILITY_WORDS[reliability]} uppgift`;

/** "3 tillfällen" */
export const countWords = (count: number | null): string =>
	count === null ? '' : count === 1 ? '1 tillfälle' : `${count} tillfällen`;

/** Without the examples in brackets, which are for choosing: "Stöld och snatteri". */
export const shortCategoryName = ({ name }: Pick<Category, 'name'>): string => name.replace(/\s*\(.*\)$/, '');
