import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { readComparePage } from '#lib/server/compare-page.ts';
import type { ComparePage } from '#lib/shared/history/compare-page.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { logView } from '#lib/server/log-view.ts';
import { services } from '#lib/server/services.ts';
import { joinedSearch } from '#lib/shared/history/compare-address.ts';
import { weekKey, weekPath, type WeekKey } from '#lib/shared/week/iso-week.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'compare');
	const { url } = event;
	const joined = joinedSearch(url.searchParams);
	if (joined) redirect(303, `${url.pathname}?${joined}`);
	const compare = await readComparePage({ services: services(), actor, organisation, search: url.searchParams });
	for (const week of sealedIn(compare)) await logView(actor, week, 'jamfor');
	return { compare };
};

/** The sealed weeks that are read. */
function sealedIn({ outcome, choices }: ComparePage): { week: WeekKey; state: 'sealed' }[] {
	if (outcome.is !== 'compared') return [];
	const read = new Set([outcome.before, outcome.after].map(({ spot }) => weekPath(spot.week)));
	return choices
		.filter(({ value, state }) => state === 'sealed' && read.has(value))
		.map(({ week }) => ({ week: weekKey(week), state: 'sealed' }));
}
