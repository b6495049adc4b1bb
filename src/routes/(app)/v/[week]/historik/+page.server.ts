import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { readsExtractsOnly } from '#lib/server/extract-page.ts';
import { requireActor } from '#lib/server/guards.ts';
import { logView } from '#lib/server/log-view.ts';
import { goWhereAsked, readPastPage, requirePast } from '#lib/server/past-page.ts';
import { may } from '#lib/shared/access/policies.ts';
import { momentHref } from '#lib/shared/history/moment.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';

/** The board as it was. Reading only: there are no actions here, and nothing goes live. */
export const load: PageServerLoad = async (event) => {
	if (readsExtractsOnly(requireActor(event).actor)) redirect(303, `/v/${event.params.week}/utdrag`);
	const past = await requirePast(event);
	if (past.document) await logView(past.actor, past.document, 'historik');
	const { searchParams } = event.url;
	const page = goWhereAsked(past, await readPastPage(past, searchParams.get('t')), searchParams.get('ga'));
	// Whoever copies the address shows others what they see themselves, also when something has changed since.
	if (page.page && !searchParams.has('t') && page.typed === '') redirect(307, momentHref(past.week, page.at));
	const { actor, document } = past;
	const mayRestore = document !== null && !isSealed(document.state) && may(actor, 'week:restore');
	return { week: past.week, past: page, mayRestore };
};
