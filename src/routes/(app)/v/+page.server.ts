import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';
import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { SamverkanId } from '#lib/shared/ids.ts';
import { localDay, parseWeekKey, weekOf, weekPath, type Week } from '#lib/shared/week/iso-week.ts';
import { isSealed } from '#lib/shared/week/lifecycle.ts';

/** This week's board; for who reads sealed weeks alone, the newest of those. */
export const load: PageServerLoad = async (event) => {
	const { actor } = requireActor(event);
	const thisWeek = weekOf(localDay(services().now()));
	const readsOpenWeeks = permissionsOf(actor, 'reporting').readBoard;
	const newest = readsOpenWeeks ? null : await newestSealed(actor.samverkan);
	redirect(307, `/v/${weekPath(newest ?? thisWeek)}${event.url.search}`);
};

async function newestSealed(samverkan: SamverkanId): Promise<Week | null> {
	const weeks = await services().store.documents.weeks(samverkan);
	return parseWeekKey(weeks.findLast(({ state }) => isSealed(state))?.week ?? '');
}
