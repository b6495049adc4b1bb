import type { PageServerLoad } from './$types';
import { requireActor } from '#lib/server/guards.ts';
import { answerSearch } from '#lib/server/search-page.ts';
import { services } from '#lib/server/services.ts';
import { mayReadDocument } from '#lib/shared/access/policies.ts';
import { isAsked, readAsked } from '#lib/shared/search/search-address.ts';
import { localDay, weekOf } from '#lib/shared/week/iso-week.ts';

/** Rows of each kind beside other kinds, and where one kind is asked for. */
const OF_EACH = 6;
const OF_ONE = 200;

/** Everything that one may see, by words; the address is the question. */
export const load: PageServerLoad = async (event) => {
	const { actor, organisation } = requireActor(event);
	const asked = readAsked(event.url.searchParams);
	const limit = asked.kind ? OF_ONE : OF_EACH;
	const weeks = await services().store.documents.weeks(actor.samverkan);
	return {
		asked,
		organisation,
		thisWeek: weekOf(localDay(services().now())),
		weeks: weeks.filter((week) => mayReadDocument(actor, week)).map(({ week }) => week),
		answer: isAsked(asked) ? await answerSearch({ services: services(), actor, organisation, asked, limit }) : null
	};
};
