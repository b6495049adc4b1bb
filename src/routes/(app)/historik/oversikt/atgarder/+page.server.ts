import { may } from '#lib/shared/access/policies.ts';
import type { PageServerLoad } from './$types';
import { readActionList } from '#lib/server/overview-lists.ts';
import { actionList } from '#lib/shared/history/overview/lists.ts';

export const load: PageServerLoad = async (event) => {
	const read = await readActionList(event);
	return {
		exports: may(read.actor, 'content:export'),
		list: actionList(read.list, read.selection, { ...read.facts, range: read.asked.range, boards: read.boards })
	};
};
