import { error, json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';
import { readPastFilm, requirePast } from '#lib/server/past-page.ts';

/** A week's board through time, to be wound in the browser without asking again. */
export const GET: RequestHandler = async (event) => {
	const film = await readPastFilm(await requirePast(event));
	if (!film) error(404, 'Veckan visas ett ögonblick i taget.');
	return json(film);
};
