import * as v from 'valibot';
import type { Actions } from './$types';
import { minutesField, readClock, readMinutes } from '#lib/features/settings/meeting-fields.ts';
import { checkbox, choice } from '#lib/server/forms.ts';
import { AGENDA_STEPS, AGENDA_WORDS, agendaLength, type MeetingSettings } from '#lib/shared/meeting/agenda.ts';
import { MOST_STEP_MINUTES } from '#lib/shared/meeting/meeting-settings.ts';
import { settingsAction } from '../settings-action.ts';

const DAYS_BEFORE = ['0', '1', '2', '3', '4', '5', '6'] as const;

const minutes = (step: string) => {
	const wrong = `Skriv hela minuter för ${step}, från 0 till ${MOST_STEP_MINUTES}.`;
	return v.pipe(
		v.string(),
		v.trim(),
		v.regex(/^\d{1,3}$/, wrong),
		v.check((text) => Number(text) <= MOST_STEP_MINUTES, wrong)
	);
};

const clock = (what: string) =>
	v.pipe(v.string(), v.transform(readClock), v.string(`Skriv ett klockslag för ${what}, till exempel 09.00.`));

const form = v.object({
	...Object.fromEntries(AGENDA_STEPS.map((step) => [minutesField(step), minutes(AGENDA_WORDS[step])])),
	startsAt: clock('när mötet börjar'),
	reportDaysBefore: choice(DAYS_BEFORE, 'dag'),
	reportAt: clock('när rapporteringen stänger'),
	secondApprover: checkbox,
	publicPage: checkbox
});

export const actions: Actions = {
	spara: settingsAction(form, async ({ actor, store }, values) => {
		const { startsAt, reportDaysBefore, reportAt, secondApprover, publicPage } = values;
		const agenda = readMinutes(values);
		const reportBy = { daysBefore: Number(reportDaysBefore), at: reportAt };
		if (agendaLength(agenda) === 0)
			return { errors: { [minutesField('opening')]: 'Dagordningen behöver minst en minut.' } };
		if (reportBy.daysBefore === 0 && reportBy.at > startsAt)
			return { errors: { reportAt: 'Rapporteringen behöver stänga senast när mötet börjar.' } };
		const meeting: MeetingSettings = { agenda, startsAt, reportBy, secondApprover, publicPage };
		await store.update(actor.samverkan, { meeting });
		return { saved: `Mötet är sparat: ${agendaLength(agenda)} minuter från ${startsAt.replace(':', '.')}.` };
	})
};
