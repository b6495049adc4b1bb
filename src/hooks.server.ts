import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { error } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { services } from '#lib/server/services.ts';
import { isTheme, THEME_COOKIE } from '#lib/state/theme.svelte.ts';
import { samverkanInUse } from '#lib/server/samverkan-in-use.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Under `no-referrer` a browser calls the origin of its own form `null`. There is one such page, the one of a mail's
 * link: no session counts there, and a site that does not know its token can post nothing to it.
 */
const isUnnamed = ({ route }: RequestEvent): boolean => route.id === '/(kort)/kort/[token]';

/** Nothing is changed on another site's behalf: browsers name the sender of every such request. */
const ownOrigin: Handle = ({ event, resolve }) => {
	if (!SAFE_METHODS.has(event.request.method)) {
		const fetchSite = event.request.headers.get('sec-fetch-site') ?? 'same-origin';
		const origin = event.request.headers.get('origin');
		const isOwn = origin === event.url.origin || (origin === 'null' && isUnnamed(event));
		if (!isOwn || fetchSite !== 'same-origin') error(403, 'Formuläret kom från en annan webbplats och togs inte emot.');
	}
	return resolve(event);
};

const whoIsIt: Handle = async ({ event, resolve }) => {
	Object.assign(event.locals, { person: null, session: null, samverkan: [], organisation: null, actor: null });
	const { accounts, store } = services();
	const found = await accounts.sessions.read(event.request.headers.get('cookie') ?? undefined);
	if (found.session) {
		event.locals.person = { id: found.person.id, name: found.person.name, email: found.person.email };
		event.locals.session = { hash: found.session.hash };
		event.locals.samverkan = await store.organisation.samverkanOf(found.person.id);
		await enterSamverkan(event, found.person.id);
	}
	return resolve(event);
};

async function enterSamverkan(event: RequestEvent, person: NonNullable<App.Locals['person']>['id']): Promise<void> {
	const inUse = samverkanInUse(event);
	if (!inUse) return;
	const { organisation } = services().store;
	event.locals.actor = await organisation.actor(inUse.id, person);
	event.locals.organisation = event.locals.actor && (await organisation.read(inUse.id));
}

const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	// Under `no-referrer` browsers call the origin of a posted form `null`, and every form without JavaScript is refused.
	if (!response.headers.has('referrer-policy'))
		response.headers.set('referrer-policy', isUnnamed(event) ? 'no-referrer' : 'same-origin');
	if (isUnnamed(event)) response.headers.set('x-robots-tag', 'noindex, nofollow');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	response.headers.set('cross-origin-resource-policy', 'same-origin');
	response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=()');
	if (event.url.protocol === 'https:') response.headers.set('strict-transport-security', 'max-age=63072000');
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
	return response;
};

/** The chosen theme is in the first bytes, so that a dark room never sees a white flash. */
const theme: Handle = ({ event, resolve }) => {
	const chosen = event.cookies.get(THEME_COOKIE);
	const attribute = isTheme(chosen) && chosen !== 'system' ? ` data-theme="${chosen}"` : '';
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('<html lang="sv"', `<html lang="sv"${attribute}`)
	});
};

export const handle = sequence(headers, ownOrigin, whoIsIt, theme);

/** The user gets a reference; what went wrong is in the log under it, without what the user wrote. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
	if (status === 404) return { message: 'Sidan finns inte.' };
	const reference = crypto.randomUUID().slice(0, 8);
	services().log.error({ event: 'request-failed', reference, route: event.route.id, err: cause });
	return { message: 'Något gick fel hos oss. Försök igen om en stund.', reference };
};
