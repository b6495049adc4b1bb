import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { startPageOf } from '#lib/shared/access/main-pages.ts';

/** The front page is where this person's work starts. */
export const load: PageServerLoad = (event) => {
	const { actor } = requireActor(event);
	redirect(307, `${startPageOf(actor)}${event.url.search}`);
};
