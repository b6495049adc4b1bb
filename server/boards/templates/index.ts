import { DEFAULT_CATEGORIES, DEFAULT_LEVELS } from './defaults.ts';
import { lekeberg } from './lekeberg.ts';
import { orebro } from './orebro.ts';
import type { Template } from './template.ts';

export const TEMPLATES: readonly Template[] = [lekeberg, orebro];

export const templateNamed = (key: string): Template | undefined => TEMPLATES.find((template) => template.key === key);

/** Begins with nothing but the two parties and the default words. */
export const emptyTemplate = (municipality: string, policeDistrict: string): Template => ({
	key: 'tom',
	slug: 'tom',
	name: municipality,
	municipality,
	policeDistrict,
	parties: [
		{ key: 'police', name: policeDistrict, kind: 'police', registryNumber: '' },
		{ key: 'municipality', name: municipality, kind: 'municipality', registryNumber: '' }
	],
	funktioner: [],
	areas: [],
	categories: [...DEFAULT_CATEGORIES],
	levels: [...DEFAULT_LEVELS],
	agreements: [],
	actions: []
});
