import { error } from '@sveltejs/kit';
import type { RecordId } from '#lib/shared/ids.ts';
import { requireHistoryPage } from '#lib/server/guards.ts';
import { cardHistory } from '#lib/server/card-history.ts';
import { readingOf } from '#lib/server/history-page.ts';
import { logRows } from '#lib/server/log-view.ts';
import { restoreOffers } from '#lib/server/restore-offers.ts';
import { services } from '#lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** A card's whole life, for those who may read it; to others it is as if it were not there. */
export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireHistoryPage(event, 'changes');
	const reading = await readingOf({ services: services(), actor, organisation });
	const history = await cardHistory(reading, event.params.record as RecordId);
	if (!history) error(404, 'Det finns inget med den adressen, eller så är det inte ditt att läsa.');
	await logRows(actor, history.rows, 'kort');
	const offers = await restoreOffers(actor, history.rows, event.url.pathname);
	return { history, offers };
};
