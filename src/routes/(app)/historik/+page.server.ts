import { redirect } from '@sveltejs/kit';
import { historyPagesOf } from '#lib/shared/access/history-pages.ts';
import { requireActor, requireHistoryPage } from '#lib/server/guards.ts';
import type { PageServerLoad } from './$types';

/** Who has no changes to read comes to the first page that is theirs. */
export const load: PageServerLoad = (event) => {
	const [first] = historyPagesOf(requireActor(event).actor);
	if (first && first.key !== 'changes') redirect(303, first.href);
	requireHistoryPage(event, 'changes');
	return {};
};
