import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { readsExtractsOnly } from '#lib/server/extract-page.ts';
import { requireActor } from '#lib/server/guards.ts';
import { goWhereAsked, readPastPage, requirePast } from '#lib/server/past-page.ts';

/** The board as it was. Reading only: there are no actions here, and nothing goes live. */
export const load: PageServerLoad = async (event) => {
	if (readsExtractsOnly(requireActor(event).actor)) redirect(303, `/v/${event.params.week}/utdrag`);
	const past = await requirePast(event);
	const page = await readPastPage(past, event.url.searchParams.get('t'));
	return { week: past.week, past: goWhereAsked(past, page, event.url.searchParams.get('ga')) };
};
