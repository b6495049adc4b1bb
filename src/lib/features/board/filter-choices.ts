import type { CategoryGroup, Organisation } from '../../shared/organisation.ts';
import { CATEGORY_GROUP_WORDS } from '../../shared/board/words.ts';
import { STATUS_CHOICES, type FilterValues } from '../../state/board-filter.svelte.ts';
import { STATUS_CHOICE_WORDS } from '../action/action-words.ts';
import { funktionOptions } from '../action/funktion-groups.ts';

interface Option {
	value: string;
	text: string;
}
type Options = readonly (Option | { label: string; options: readonly Option[] })[];

export interface FilterChoice {
	name: Exclude<keyof FilterValues, 'text'>;
	label: string;
	options: Options;
}

const ANY: Option = { value: '', text: 'Alla' };

const named = (things: readonly { id: string; name: string; order: number }[]): Option[] => [
	ANY,
	...[...things].sort((a, b) => a.order - b.order).map(({ id, name }) => ({ value: id, text: name }))
];

function categoryOptions({ categories }: Organisation): Options {
	const groups = Object.keys(CATEGORY_GROUP_WORDS) as CategoryGroup[];
	const inGroup = (group: CategoryGroup) =>
		categories
			.filter((category) => category.group === group && !category.archived)
			.sort((a, b) => a.order - b.order)
			.map(({ id, code, name }) => ({ value: id as string, text: `${code} ${name}` }));
	return [
		ANY,
		...groups
			.map((group) => ({ label: CATEGORY_GROUP_WORDS[group], options: inGroup(group) }))
			.filter(({ options }) => options.length > 0)
	];
}

/** The selects of the filter, in the order they stand. */
export const filterChoices = (organisation: Organisation): FilterChoice[] => [
	{ name: 'party', label: 'Part', options: named(organisation.parties) },
	{ name: 'area', label: 'Område', options: named(organisation.areas.filter(({ archived }) => !archived)) },
	{ name: 'category', label: 'Kategori', options: categoryOptions(organisation) },
	{ name: 'funktion', label: 'Funktion', options: funktionOptions(organisation, null, 'Alla') },
	{
		name: 'status',
		label: 'Åtgärdens status',
		options: [ANY, ...STATUS_CHOICES.map((choice) => ({ value: choice, text: STATUS_CHOICE_WORDS[choice] }))]
	}
];
