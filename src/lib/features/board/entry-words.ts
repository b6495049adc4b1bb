import type {
	Basis,
	EntryAssessment,
	Reliability,
	Severity,
	TimeBlock,
	Trend,
	When
} from '../../shared/board/entry.ts';
import type { Category, CategoryGroup } from '../../shared/organisation.ts';
import { formatClock, formatDay, formatDays } from '../../shared/week/format.ts';
import type { Day } from '../../shared/week/iso-week.ts';

/** The Swedish words of a lägesrad (domain.md §8). */

export const TREND_WORDS: Record<Trend, string> = {
	new: 'Ny',
	rising: 'Ökar',
	unchanged: 'Oförändrat',
	falling: 'Minskar',
	ceased: 'Upphört'
};

export const SEVERITY_WORDS: Record<Severity, string> = { 1: 'Låg', 2: 'Medel', 3: 'Hög' };

export const RELIABILITY_WORDS: Record<Reliability, string> = {
	confirmed: 'Bekräftad uppgift',
	likely: 'Sannolik uppgift',
	unconfirmed: 'Obekräftad uppgift'
};

export const BASIS_WORDS: Record<Basis, string> = {
	'own-observation': 'egen iakttagelse',
	staff: 'uppgift från personal',
	public: 'uppgift från allmänheten',
	'alarm-statistics': 'larmstatistik',
	'police-report': 'polisanmälan',
	'social-media': 'sociala medier'
};

export const BLOCK_WORDS: Record<TimeBlock, string> = {
	morning: 'förmiddag',
	afternoon: 'eftermiddag',
	evening: 'kväll',
	night: 'natt'
};

export const GROUP_WORDS: Record<CategoryGroup, string> = {
	crime: 'Brott',
	traffic: 'Trafik',
	unsafety: 'Otrygghet',
	environment: 'Miljö',
	supervision: 'Tillsyn',
	ahead: 'Framåtblick',
	positive: 'Positivt'
};

export function assessmentWords(assessment: EntryAssessment): string {
	if (!assessment) return 'Ej bedömd';
	return assessment.kind === 'confirmed' ? 'Bekräftad oförändrad' : TREND_WORDS[assessment.trend];
}

/** "fre 20 nov, kväll, kl. 21.30, återkommande" */
export function whenWords(when: When, today: Day): string {
	if (!when) return '';
	const days = when.to ? formatDays(when.from, when.to) : formatDay(when.from, today);
	const parts = [days, when.block && BLOCK_WORDS[when.block], when.time && `kl. ${formatClock(when.time)}`];
	return [...parts, when.recurring && 'återkommande'].filter(Boolean).join(', ');
}

/** "3 tillfällen" */
export const countWords = (count: number | null): string =>
	count === null ? '' : count === 1 ? '1 tillfälle' : `${count} tillfällen`;

/** Without the examples in brackets, which are for choosing: "Stöld och snatteri". */
export const shortCategoryName = ({ name }: Pick<Category, 'name'>): string => name.replace(/\s*\(.*\)$/, '');

/** Categories to choose between, in groups and in their order; an archived one stays where it is chosen. */
export function categoryGroups(categories: readonly Category[], chosen: string | null) {
	const shown = categories.filter((category) => !category.archived || category.id === chosen);
	const groups = Object.keys(GROUP_WORDS) as CategoryGroup[];
	return groups
		.map((group) => ({
			label: GROUP_WORDS[group],
			options: shown
				.filter((category) => category.group === group)
				.sort((a, b) => a.order - b.order)
				.map(({ id, code, name }) => ({ value: id as string, text: `${code} ${name}` }))
		}))
		.filter(({ options }) => options.length > 0);
}
