import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { answerSearch } from '#lib/server/search-page.ts';
import { services } from '#lib/server/services.ts';
import { readAsked } from '#lib/shared/search/search-address.ts';

/** Rows of each kind in the palette. */
const OF_EACH = 5;

/** What the palette shows while somebody types. A session that is over answers nothing, and sends nobody anywhere. */
export const GET: RequestHandler = async ({ url, locals: { actor, organisation } }) => {
	if (!actor || !organisation) return json({ hits: [], named: [] }, { status: 401 });
	const asked = readAsked(url.searchParams);
	const answer = await answerSearch({ services: services(), actor, organisation, asked, limit: OF_EACH });
	return json(answer);
};
