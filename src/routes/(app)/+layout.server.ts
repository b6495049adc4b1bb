import type { LayoutServerLoad } from './$types';
import { readRestoredNote } from '#lib/server/restored-note.ts';
import { services } from '#lib/server/services.ts';
import { readTopBar } from '#lib/server/top-bar.ts';

/** Who is logged in and where, for the bar at the top. */
export const load: LayoutServerLoad = async ({ locals, url }) => ({
	person: locals.person,
	...(await readTopBar(locals)),
	restored: await readRestoredNote(locals, url.searchParams.get('aterstallt')),
	privacy: locals.organisation && (await services().privacy.factsOf(locals.organisation))
});
