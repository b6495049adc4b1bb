import { error } from '@sveltejs/kit';
import { historyPagesOf } from '#lib/shared/access/history-pages.ts';
import { requireActor } from '#lib/server/guards.ts';
import type { LayoutServerLoad } from './$types';

/** The review: its tabs for this person. Each page asks for its own right besides: see `requireHistoryPage`. */
export const load: LayoutServerLoad = (event) => {
	const { actor, organisation } = requireActor(event);
	const tabs = historyPagesOf(actor);
	if (tabs.length === 0)
		error(
			403,
			'Historiken läses av dem som läser hela tavlan. Du ser utdragen ur fastställda veckor under Veckotavlan.'
		);
	return { organisation, tabs };
};
