import * as v from 'valibot';
import type { Actions } from './$types';
import { PARTY_KINDS } from '#lib/features/settings/words.ts';
import { choice, optional, required, rowId } from '#lib/server/forms.ts';
import { isInUse } from '#lib/server/store-problems.ts';
import type { PartyId } from '#lib/shared/ids.ts';
import { DIRECTIONS, moved, writeOrder } from '../reorder.ts';
import { gone, settingsAction } from '../settings-action.ts';

const fields = {
	name: required('partens namn', 120),
	kind: choice(PARTY_KINDS, 'vad för slags part det är'),
	registryNumber: optional(60)
};
const id = rowId<PartyId>();

export const actions: Actions = {
	laggtill: settingsAction(v.object(fields), async ({ actor, store }, party) => {
		await store.addParty(actor.samverkan, party);
		return { saved: `${party.name} är tillagd.` };
	}),

	andra: settingsAction(v.object({ id, ...fields }), async ({ actor, store }, { id, ...changes }) => {
		await store.updateParty(actor.samverkan, id, changes);
		return { saved: `${changes.name} är sparad.` };
	}),

	flytta: settingsAction(v.object({ id, direction: v.picklist(DIRECTIONS) }), async (change, { id, direction }) => {
		const { actor, organisation, store } = change;
		const rows = moved(organisation.parties, id, direction);
		if (!rows) return gone;
		return { saved: await writeOrder(rows, id, (row, order) => store.updateParty(actor.samverkan, row.id, { order })) };
	}),

	tabort: settingsAction(v.object({ id }), async ({ actor, organisation, store }, { id }) => {
		const party = organisation.parties.find((other) => other.id === id);
		if (!party) return gone;
		if (organisation.parties.length === 1) return { problem: 'Samverkan behöver minst en part.' };
		try {
			await store.removeParty(actor.samverkan, id);
			return { saved: `${party.name} är borttagen.` };
		} catch (cause) {
			if (!isInUse(cause)) throw cause;
			return {
				problem: `${party.name} används av en funktion, en person eller en överenskommelse och går inte att ta bort.`
			};
		}
	})
};
