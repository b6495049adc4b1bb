import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { services } from '#lib/server/services.ts';
import { parseWeekPath, weekKey } from '#lib/shared/week/iso-week.ts';

/** For reading only: nothing runs in the reader's browser. */
export const csr = false;

/** The same answer for what is not there, not approved and not shown. */
export const load: PageServerLoad = async ({ params, setHeaders }) => {
	const week = parseWeekPath(params.week);
	const published = week && (await services().seals.summaries.published(params.samverkan, weekKey(week)));
	if (!published) error(404, 'Sidan finns inte.');
	// The theme is in a cookie, so a cache keeps the page apart for those who have chosen one.
	setHeaders({ 'cache-control': 'public, max-age=300', vary: 'Cookie', 'x-robots-tag': 'noindex' });
	return { week, ...published };
};
