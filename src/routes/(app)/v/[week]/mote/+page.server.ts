import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { readMeetingPage } from '#lib/server/meeting-page.ts';
import { services } from '#lib/server/services.ts';
import { readWeekPage } from '#lib/server/week-page.ts';
import { parseWeekPath, weekKey } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	const week = parseWeekPath(event.params.week);
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48/mote.`);
	event.depends('app:week');
	const name = event.locals.person?.name ?? '';
	const page = await readWeekPage({ services: services(), actor, organisation, name, week });
	const document = await services().store.documents.findWeek(actor.samverkan, weekKey(week));
	if (!page.may.readBoard || !document) error(403, 'Mötet är för dem som läser veckan medan den pågår.');
	return { page, meeting: await readMeetingPage(services(), actor, page, document) };
};
