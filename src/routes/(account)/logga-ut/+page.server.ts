import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { services } from '#lib/server/services.ts';
import { clearSite, dropSessionCookie, sessionCookie } from '#lib/server/session-cookie.ts';

/** A link or a bookmark logs nobody out; the page asks. */
export const load: PageServerLoad = ({ locals }) => {
	if (!locals.person) redirect(303, '/logga-in');
	return { name: locals.person.name, id: locals.person.id };
};

export const actions: Actions = {
	default: async (event) => {
		await services().accounts.sessions.endByCookie(sessionCookie(event) ?? null);
		dropSessionCookie(event);
		clearSite(event);
		redirect(303, '/logga-in');
	}
};
