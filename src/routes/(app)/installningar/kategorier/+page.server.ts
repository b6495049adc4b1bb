import * as v from 'valibot';
import type { Actions } from './$types';
import { CATEGORY_GROUPS } from '#lib/shared/organisation.ts';
import { checkbox, choice, required, rowId } from '#lib/server/forms.ts';
import type { CategoryId } from '#lib/shared/ids.ts';
import { DIRECTIONS, moved, writeOrder } from '../reorder.ts';
import { gone, settingsAction } from '../settings-action.ts';

const fields = {
	code: v.pipe(
		v.string(),
		v.trim(),
		v.toUpperCase(),
		v.regex(/^[A-ZÅÄÖ]\d{2}$/, 'Skriv en bokstav och två siffror, till exempel M05.')
	),
	name: required('kategorins namn', 80),
	group: choice(CATEGORY_GROUPS, 'grupp')
};
const id = rowId<CategoryId>();

export const actions: Actions = {
	laggtill: settingsAction(v.object(fields), async ({ actor, store }, category) => {
		await store.addCategory(actor.samverkan, category);
		return { saved: `${category.code} ${category.name} är tillagd.` };
	}),

	andra: settingsAction(v.object({ id, ...fields }), async ({ actor, store }, { id, ...changes }) => {
		await store.updateCategory(actor.samverkan, id, changes);
		return { saved: `${changes.code} ${changes.name} är sparad.` };
	}),

	flytta: settingsAction(
		v.object({ id, direction: v.picklist(DIRECTIONS) }),
		async ({ actor, organisation, store }, { id, direction }) => {
			const rows = moved(organisation.categories, id, direction);
			if (!rows) return gone;
			return {
				saved: await writeOrder(rows, id, (row, order) => store.updateCategory(actor.samverkan, row.id, { order }))
			};
		}
	),

	arkivera: settingsAction(
		v.object({ id, archived: checkbox }),
		async ({ actor, organisation, store }, { id, archived }) => {
			const found = organisation.categories.find((other) => other.id === id);
			if (!found) return gone;
			await store.updateCategory(actor.samverkan, id, { archived });
			return { saved: archived ? `${found.name} är arkiverad.` : `${found.name} är återtagen.` };
		}
	)
};
