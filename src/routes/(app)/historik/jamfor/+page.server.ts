import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { readComparePage } from '#lib/server/compare-page.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { joinedSearch } from '#lib/shared/history/compare-address.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'compare');
	const { url } = event;
	const joined = joinedSearch(url.searchParams);
	if (joined) redirect(303, `${url.pathname}?${joined}`);
	return {
		compare: await readComparePage({ services: services(), actor, organisation, search: url.searchParams })
	};
};
