import type { EntryAssessment, Reliability, When } from '../../shared/board/entry.ts';
import {
	CATEGORY_GROUP_WORDS,
	CONFIRMED_WORD,
	NOT_ASSESSED_WORD,
	RELIABILITY_WORDS,
	TIME_BLOCK_WORDS,
	TREND_WORDS
} from '../../shared/board/words.ts';
import type { Category, CategoryGroup } from '../../shared/organisation.ts';
import { formatClock, formatDay, formatDays } from '../../shared/week/format.ts';
import type { Day } from '../../shared/week/iso-week.ts';

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

/** Categories to choose between, in groups and in their order; an archived one stays where it is chosen. */
export function categoryGroups(categories: readonly Category[], chosen: string | null) {
	const shown = categories.filter((category) => !category.archived || category.id === chosen);
	const groups = Object.keys(CATEGORY_GROUP_WORDS) as CategoryGroup[];
	return groups
		.map((group) => ({
			label: CATEGORY_GROUP_WORDS[group],
			options: shown
				.filter((category) => category.group === group)
				.sort((a, b) => a.order - b.order)
				.map(({ id, code, name }) => ({ value: id as string, text: `${code} ${name}` }))
		}))
		.filter(({ options }) => options.length > 0);
}
