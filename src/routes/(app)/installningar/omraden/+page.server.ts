import * as v from 'valibot';
import type { Actions } from './$types';
import { checkbox, optional, required, rowId } from '#lib/server/forms.ts';
import type { AreaId, PlaceId } from '#lib/shared/ids.ts';
import { DIRECTIONS, moved, writeOrder } from '../reorder.ts';
import { gone, settingsAction } from '../settings-action.ts';
import { position } from './position.ts';

const areaFields = { name: required('områdets namn', 80) };
const placeFields = { name: required('platsens namn', 80), kind: optional(40), position };
const area = rowId<AreaId>();
const place = rowId<PlaceId>();
const direction = v.picklist(DIRECTIONS);

export const actions: Actions = {
	laggtill: settingsAction(v.object(areaFields), async ({ actor, store }, { name }) => {
		await store.addArea(actor.samverkan, { name });
		return { saved: `${name} är tillagt.` };
	}),

	andra: settingsAction(v.object({ id: area, ...areaFields }), async ({ actor, store }, { id, name }) => {
		await store.updateArea(actor.samverkan, id, { name });
		return { saved: `${name} är sparat.` };
	}),

	flytta: settingsAction(
		v.object({ id: area, direction }),
		async ({ actor, organisation, store }, { id, direction }) => {
			const rows = moved(organisation.areas, id, direction);
			if (!rows) return gone;
			return {
				saved: await writeOrder(rows, id, (row, order) => store.updateArea(actor.samverkan, row.id, { order }))
			};
		}
	),

	arkivera: settingsAction(
		v.object({ id: area, archived: checkbox }),
		async ({ actor, organisation, store }, { id, archived }) => {
			const found = organisation.areas.find((other) => other.id === id);
			if (!found) return gone;
			await store.updateArea(actor.samverkan, id, { archived });
			return { saved: archived ? `${found.name} är arkiverat.` : `${found.name} är återtaget.` };
		}
	),

	laggtillplats: settingsAction(v.object({ area, ...placeFields }), async ({ actor, organisation, store }, values) => {
		if (!organisation.areas.some(({ id }) => id === values.area)) return gone;
		await store.addPlace(actor.samverkan, values);
		return { saved: `${values.name} är tillagd.` };
	}),

	andraplats: settingsAction(
		v.object({ id: place, area, ...placeFields }),
		async ({ actor, organisation, store }, { id, ...changes }) => {
			if (!organisation.areas.some((other) => other.id === changes.area)) return { errors: { area: 'Välj område.' } };
			await store.updatePlace(actor.samverkan, id, changes);
			return { saved: `${changes.name} är sparad.` };
		}
	),

	flyttaplats: settingsAction(
		v.object({ id: place, direction }),
		async ({ actor, organisation, store }, { id, direction }) => {
			const inside = organisation.places.find((other) => other.id === id)?.area;
			const siblings = organisation.places.filter((other) => other.area === inside);
			const rows = moved(siblings, id, direction);
			if (!rows) return gone;
			return {
				saved: await writeOrder(rows, id, (row, order) => store.updatePlace(actor.samverkan, row.id, { order }))
			};
		}
	),

	arkiveraplats: settingsAction(
		v.object({ id: place, archived: checkbox }),
		async ({ actor, organisation, store }, { id, archived }) => {
			const found = organisation.places.find((other) => other.id === id);
			if (!found) return gone;
			await store.updatePlace(actor.samverkan, id, { archived });
			return { saved: archived ? `${found.name} är arkiverad.` : `${found.name} är återtagen.` };
		}
	)
};
