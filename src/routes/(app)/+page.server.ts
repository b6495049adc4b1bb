import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { localDay, weekOf, weekPath } from '#lib/shared/week/iso-week.ts';

/** The front page is this week's board. */
export const load: PageServerLoad = (event) => {
	requireActor(event);
	redirect(307, `/v/${weekPath(weekOf(localDay(services().now())))}${event.url.search}`);
};
