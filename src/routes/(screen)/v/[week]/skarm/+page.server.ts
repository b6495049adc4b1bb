import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { services } from '#lib/server/services.ts';
import { parseWeekPath, weekKey, weekPath, type Week } from '#lib/shared/week/iso-week.ts';
import type { ScreenPage } from '#lib/state/screen.svelte.ts';

const OVER = 'Länken till skärmen har gått ut eller tagits tillbaka. Be mötesledaren om en ny, eller logga in.';
const TOO_MANY = 'Det har gjorts för många försök härifrån. Vänta några minuter och öppna länken igen.';

/** The room's screen: for who has a link, and for who is logged in and may see the board. */
export const load: PageServerLoad = async (event): Promise<{ screen: ScreenPage }> => {
	const week = parseWeekPath(event.params.week);
	if (!week) error(404, `"${event.params.week}" är ingen vecka. Skriv år och vecka, som i /v/2026-48/skarm.`);
	const key = event.url.searchParams.get('nyckel');
	if (key !== null) await exchange(event, week, key);
	return { screen: await readScreen(event, week) };
};

/** The key goes into a cookie, and out of the address: nobody reads it off the screen. */
async function exchange(event: RequestEvent, week: Week, key: string): Promise<never> {
	const exchanged = await services().screenLinks.exchange(key, weekKey(week), event.getClientAddress());
	if (!exchanged.ok) {
		if (exchanged.problem.code === 'too-many-attempts') error(429, TOO_MANY);
		error(410, OVER);
	}
	const { name, paths, attributes } = exchanged.value;
	for (const path of paths) event.cookies.set(name, key, { ...attributes, path });
	redirect(303, `/v/${weekPath(week)}/skarm`);
}

async function readScreen({ request, locals }: RequestEvent, week: Week): Promise<ScreenPage> {
	const { screens, meetings, now } = services();
	const cookie = request.headers.get('cookie') ?? undefined;
	const samverkan = locals.organisation?.samverkan.slug;
	const screen = await screens.admit(cookie, { samverkan, screen: weekKey(week) });
	if (!screen) error(410, OVER);
	const facts = await screens.view(screen);
	const state = { ...(await meetings.state(screen.week)), by: null };
	const { slug } = facts.organisation.samverkan;
	return { facts, meeting: { week: weekKey(week), state, at: now() }, samverkan: slug };
}
