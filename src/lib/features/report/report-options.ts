import { shortCategoryName } from '../../shared/board/entry-words.ts';
import {
	BASES,
	RELIABILITIES,
	SEVERITIES,
	TIME_BLOCKS,
	type Basis,
	type Reliability,
	type Severity
} from '../../shared/board/entry.ts';
import {
	BASIS_WORDS,
	CATEGORY_GROUP_WORDS,
	RELIABILITY_WORDS,
	SEVERITY_WORDS,
	TIME_BLOCK_WORDS
} from '../../shared/board/words.ts';
import { CATEGORY_GROUPS, type Category } from '../../shared/organisation.ts';
import { TIME_CHOICE_WORDS, TIME_CHOICES } from '../../shared/report/observed-time.ts';
import { areaValue, placeValue, whereOf, WHOLE, type ReportChoices } from '../../shared/report/report-fields.ts';
import type { Where } from '../../shared/board/values.ts';

/** What the report's form lets one choose between, in the order it is shown. */

export interface ReportOption {
	value: string;
	text: string;
	note?: string | undefined;
}

export interface ReportOptionGroup {
	label: string;
	options: ReportOption[];
}

/** Places by område, each with the whole of it last, and the whole municipality after them. */
export function whereGroups({ areas, places }: Pick<ReportChoices, 'areas' | 'places'>): ReportOptionGroup[] {
	const inside = areas.map(({ id, name }) => ({
		label: name,
		options: [
			...places.filter(({ area }) => area === id).map((place) => ({ value: placeValue(place.id), text: place.name })),
			{ value: areaValue(id), text: `Hela ${name}` }
		]
	}));
	return [...inside, { label: 'Utan område', options: [{ value: WHOLE, text: 'Hela kommunen' }] }];
}

export const categoryOption = (category: Category): ReportOption => ({
	value: category.id,
	text: shortCategoryName(category)
});

export const categoryOptions = (categories: readonly Category[]): ReportOptionGroup[] =>
	CATEGORY_GROUPS.map((group) => ({
		label: CATEGORY_GROUP_WORDS[group],
		options: categories.filter((category) => category.group === group).map(categoryOption)
	})).filter(({ options }) => options.length > 0);

const optionsOf = <Value extends string | number>(values: readonly Value[], words: Record<Value, string>) =>
	values.map((value) => ({ value: String(value), text: words[value] }));

export const TIME_OPTIONS: readonly ReportOption[] = optionsOf(TIME_CHOICES, TIME_CHOICE_WORDS);
export const BLOCK_OPTIONS: readonly ReportOption[] = optionsOf(TIME_BLOCKS, TIME_BLOCK_WORDS);
export const SEVERITY_OPTIONS: readonly ReportOption[] = optionsOf<Severity>(SEVERITIES, SEVERITY_WORDS).map(
	({ value, text }) => ({ value, text: `${value} ${text}` })
);
export const RELIABILITY_OPTIONS: readonly ReportOption[] = optionsOf<Reliability>(RELIABILITIES, RELIABILITY_WORDS);
export const BASIS_OPTIONS: readonly ReportOption[] = optionsOf<Basis>(BASES, BASIS_WORDS);

/** "Ekeby torg", "Hela Sjöbacka", "Hela kommunen" */
export function placeWords(where: Where, { areas, places }: Pick<ReportChoices, 'areas' | 'places'>): string {
	if (where === null) return 'Hela kommunen';
	const place = places.find(({ id }) => id === where.place);
	const area = areas.find(({ id }) => id === where.area);
	return place?.name ?? (area ? `Hela ${area.name}` : 'Okänd plats');
}

/** "Ekeby torg – Skadegörelse": never words from the text. */
export function reportLabel(fields: { where: string; category: string }, choices: ReportChoices): string {
	const where = whereOf(fields.where, choices);
	return labelOf(where, fields.category, choices) || 'Påbörjad rapport';
}

export function labelOf(where: Where | undefined, id: string | null, choices: ReportChoices): string {
	const category = choices.categories.find((one) => one.id === id);
	const parts = [where === undefined ? null : placeWords(where, choices), category && shortCategoryName(category)];
	return parts.filter(Boolean).join(' – ');
}
