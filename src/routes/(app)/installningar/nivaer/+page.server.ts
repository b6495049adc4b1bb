import * as v from 'valibot';
import type { Actions } from './$types';
import { optional } from '#lib/server/forms.ts';
import { LEVEL_FIELDS, readLevels } from '#lib/features/settings/levels.ts';
import { settingsAction } from '../settings-action.ts';

const [first, second, third, fourth, fifth] = LEVEL_FIELDS;
const name = optional(60);
const meaning = optional(300);
const form = v.object({
	[first.name]: name,
	[first.meaning]: meaning,
	[second.name]: name,
	[second.meaning]: meaning,
	[third.name]: name,
	[third.meaning]: meaning,
	[fourth.name]: name,
	[fourth.meaning]: meaning,
	[fifth.name]: name,
	[fifth.meaning]: meaning
});

export const actions: Actions = {
	spara: settingsAction(form, async ({ actor, store }, values) => {
		const read = readLevels(values);
		if ('errors' in read) return read;
		await store.setLevels(actor.samverkan, read.levels);
		return { saved: `${read.levels.length} lägesnivåer är sparade.` };
	})
};
