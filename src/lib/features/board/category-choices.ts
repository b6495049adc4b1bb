import { CATEGORY_GROUP_WORDS } from '../../shared/board/words.ts';
import type { Category, CategoryGroup } from '../../shared/organisation.ts';

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
