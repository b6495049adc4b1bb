import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { readPastSent, requirePast } from '#lib/server/past-page.ts';
import { parseMoment } from '#lib/shared/history/moment.ts';

/**
 * The board at one moment, for a week that is too long to be wound in the browser: a `PastMomentSent`. `har` names what
 * whoever asks has of it. Nothing of it is left with the browser's cache, where others could find it.
 */
export const GET: RequestHandler = async (event) => {
	const past = await requirePast(event);
	const { searchParams } = event.url;
	const at = parseMoment(searchParams.get('t') ?? '');
	if (at === null) error(400, 'Skriv tiden som i ?t=2026-10-08T10.42.07.');
	const { signal } = event.request;
	const sent = await readPastSent(past, at, { known: searchParams.getAll('har'), signal }).catch((cause: unknown) => {
		if (signal.aborted) error(499, 'Ingen väntar längre på svaret.');
		throw cause;
	});
	if (!sent) error(404, 'Veckan har ingen tavla då.');
	return new Response(sent, { headers: { 'content-type': 'application/json' } });
};
