import { error, redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { readWeekPage } from '#lib/server/week-page.ts';
import { parseWeekPath, weekPath } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	const week =
		parseWeekPath(event.params.week) ?? parseWeekPath(event.params.week.replace(/^(\d{4})-?[vVwW]?(\d)$/, '$1-0$2'));
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48.`);
	if (weekPath(week) !== event.params.week) redirect(308, `/v/${weekPath(week)}`);
	event.depends('app:week');
	return {
		page: await readWeekPage({ services: services(), actor, organisation, name: event.locals.person?.name ?? '', week })
	};
};
