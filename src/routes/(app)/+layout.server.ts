import type { LayoutServerLoad } from './$types';
import { services } from '#lib/server/services.ts';
import { readTopBar } from '#lib/server/top-bar.ts';

/** Who is logged in and where, for the bar at the top. */
export const load: LayoutServerLoad = async ({ locals }) => ({
	person: locals.person,
	...(await readTopBar(locals)),
	privacy: locals.organisation && (await services().privacy.factsOf(locals.organisation))
});
