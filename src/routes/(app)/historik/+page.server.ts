import { redirect } from '@sveltejs/kit';
import { historyPagesOf } from '#lib/shared/access/history-pages.ts';
import { may } from '#lib/shared/access/policies.ts';
import { historyAddress, historyParams, readHistoryAsked } from '#lib/shared/history/history-address.ts';
import { localDay, weekOf } from '#lib/shared/week/iso-week.ts';
import { requireActor, requireHistoryPage } from '#lib/server/guards.ts';
import { answerHistory, peopleOf, readingOf } from '#lib/server/history-page.ts';
import { logRows } from '#lib/server/log-view.ts';
import { services } from '#lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** Changes on a page of the list. */
const PAGE = 80;

/** What is asked for, newest first; the address is the question. Who has no changes to read comes to their own page. */
export const load: PageServerLoad = async (event) => {
	const [first] = historyPagesOf(requireActor(event).actor);
	if (first && first.key !== 'changes') redirect(303, first.href);
	const { actor, organisation } = requireHistoryPage(event, 'changes');
	const { searchParams } = event.url;
	const today = localDay(services().now());
	const asked = readHistoryAsked(searchParams, weekOf(today));
	const before = Number(searchParams.get('fore')) || undefined;
	// a form sends also what is empty; the address that is kept and sent on has only what was asked
	if (before === undefined && historyParams(asked).toString() !== searchParams.toString())
		redirect(303, historyAddress(asked));
	const reading = await readingOf({ services: services(), actor, organisation });
	const answer = await answerHistory(reading, asked, { ...(before && { before }), limit: PAGE });
	await logRows(actor, answer.rows, 'andringar');
	return {
		asked,
		answer,
		today,
		organisation,
		before: before ?? null,
		people: peopleOf(reading),
		mayExport: may(actor, 'content:export')
	};
};
