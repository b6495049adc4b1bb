import type { LayoutServerLoad } from './$types';
import { services } from '#lib/server/services.ts';
import { mainPagesOf } from '#lib/shared/access/main-pages.ts';
import { localDay, weekOf } from '#lib/shared/week/iso-week.ts';

/** Who is logged in and where, for the bar at the top. */
export const load: LayoutServerLoad = async ({ locals }) => {
	return {
		person: locals.person,
		samverkan: locals.samverkan,
		inUse: locals.organisation?.samverkan ?? null,
		pages: mainPagesOf(locals.actor),
		thisWeek: weekOf(localDay(services().now())),
		privacy: locals.actor && (await services().privacy.facts(locals.actor.samverkan))
	};
};
