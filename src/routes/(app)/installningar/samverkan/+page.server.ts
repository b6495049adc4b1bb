import * as v from 'valibot';
import type { Actions } from './$types';
import { checkbox, choice, required } from '#lib/server/forms.ts';
import { settingsAction } from '../settings-action.ts';

const form = v.object({
	name: required('vad samverkan ska heta', 80),
	municipality: required('kommunens namn', 120),
	policeDistrict: required('lokalpolisområdets namn', 120),
	cadenceDays: choice(['7', '14'], 'hur ofta ni möts'),
	meetingWeekday: choice(['1', '2', '3', '4', '5', '6', '7'], 'mötesdag'),
	offlineCopies: checkbox
});

export const actions: Actions = {
	spara: settingsAction(form, async ({ actor, store }, { cadenceDays, meetingWeekday, ...names }) => {
		await store.update(actor.samverkan, {
			...names,
			cadenceDays: cadenceDays === '7' ? 7 : 14,
			meetingWeekday: Number(meetingWeekday)
		});
		return { saved: 'Samverkan är sparad.' };
	})
};
