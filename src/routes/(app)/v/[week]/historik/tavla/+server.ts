import { error, json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { readPastMoment, requirePast } from '#lib/server/past-page.ts';
import { parseMoment } from '#lib/shared/history/moment.ts';

/** The board at one moment, for a week that is too long to be wound in the browser. */
export const GET: RequestHandler = async (event) => {
	const past = await requirePast(event);
	const at = parseMoment(event.url.searchParams.get('t') ?? '');
	if (at === null) error(400, 'Skriv tiden som i ?t=2026-10-08T10.42.07.');
	const moment = await readPastMoment(past, at);
	if (!moment) error(404, 'Veckan har ingen tavla då.');
	return json(moment);
};
