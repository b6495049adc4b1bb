import type { RequestHandler } from './$types';
import { logged } from '#lib/server/log-view.ts';
import { services } from '#lib/server/services.ts';

/** Nothing of it is for search engines, or says where it was found. */
const HEADERS = { 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer', 'cache-control': 'private, no-cache' };

/** A calendar feed. Whoever has the address has the calendar; it changes nothing, and is in the log. */
export const GET: RequestHandler = async ({ params, request, getClientAddress }) => {
	const read = await services().calendars.read(params.token, getClientAddress());
	if (!read.ok) {
		const status = read.problem.code === 'too-many-attempts' ? 429 : 404;
		return new Response(status === 429 ? 'För många försök.' : 'Kalendern finns inte.', {
			status,
			headers: {
				...HEADERS,
				'content-type': 'text/plain; charset=utf-8',
				...(status === 429 && { 'retry-after': '600' })
			}
		});
	}
	const { text, etag, actor } = read.value;
	await logged(services().eventLog.calendarRead(actor));
	const headers = { ...HEADERS, etag };
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(text, {
		headers: {
			...headers,
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': 'inline; filename="atgarder.ics"'
		}
	});
};
