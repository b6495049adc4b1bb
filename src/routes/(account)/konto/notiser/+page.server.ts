import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { readClock } from '#lib/features/settings/meeting-fields.ts';
import { checkbox, choices, parseForm } from '#lib/server/forms.ts';
import { requirePerson } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { readTopBar } from '#lib/server/top-bar.ts';
import type { FormState } from '#lib/shared/form-state.ts';
import { APP_KINDS, MAIL_KINDS, type NoticeSettings } from '#lib/shared/notices/notice-settings.ts';

export const load: PageServerLoad = async (event) => {
	const person = requirePerson(event);
	const { store, config } = services();
	return {
		person,
		...(await readTopBar(event.locals)),
		settings: await store.notices.settings(person.id),
		sendsMail: config.mail !== null
	};
};

const clock = (what: string) =>
	v.pipe(
		v.string(),
		v.transform(readClock),
		v.string(`Skriv ett klockslag för när tiden ${what}, till exempel 18.00.`)
	);

const form = v.object({
	inApp: choices(APP_KINDS as [(typeof APP_KINDS)[number]]),
	byMail: choices(MAIL_KINDS),
	quietOn: checkbox,
	quietFrom: clock('börjar'),
	quietTo: clock('slutar'),
	daysOff: checkbox
});

export const actions: Actions = {
	default: async (event) => {
		const { id } = requirePerson(event);
		const parsed = parseForm(form, await event.request.formData());
		if (!parsed.ok) return fail(400, parsed.state);
		const { inApp, byMail, quietOn: isOn, quietFrom: from, quietTo: to, daysOff } = parsed.values;
		const settings: NoticeSettings = {
			notInApp: APP_KINDS.filter((kind) => !inApp.includes(kind)),
			notByMail: MAIL_KINDS.filter((kind) => !byMail.includes(kind)),
			quiet: { isOn, from, to, daysOff }
		};
		await services().store.notices.saveSettings(id, settings);
		services().outbox.wake();
		return { ...parsed.state, saved: 'Dina val är sparade.' } satisfies FormState;
	}
};
