import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { ownPath } from '#lib/server/own-path.ts';

/** The service worker keeps this page for when there is no network. Whoever comes to it with one is led on. */
export const load: PageServerLoad = ({ url, untrack }) => {
	untrack(() => {
		if (!url.searchParams.has('skal')) redirect(307, ownPath(url.searchParams.get('till'), url.origin));
	});
};
