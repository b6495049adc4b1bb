import type { RequestEvent } from '@sveltejs/kit';
import type { Samverkan } from '#lib/shared/organisation.ts';

const COOKIE = 'samverkan';
const A_YEAR = 365 * 24 * 60 * 60;

/** The samverkan the address names (`?samverkan=lekeberg`, kept in a cookie), or the one last used, or the first. */
export function samverkanInUse({
	locals,
	url,
	cookies
}: Pick<RequestEvent, 'locals' | 'url' | 'cookies'>): Samverkan | null {
	const bySlug = (slug: string | null | undefined) => locals.samverkan.find((samverkan) => samverkan.slug === slug);
	const named = bySlug(url.searchParams.get('samverkan'));
	if (named && cookies.get(COOKIE) !== named.slug) {
		cookies.set(COOKIE, named.slug, {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: url.protocol === 'https:',
			maxAge: A_YEAR
		});
	}
	return named ?? bySlug(cookies.get(COOKIE)) ?? locals.samverkan[0] ?? null;
}
