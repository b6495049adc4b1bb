import { may } from '#lib/shared/access/policies.ts';
import type { PageServerLoad } from './$types';
import { readRowList } from '#lib/server/overview-lists.ts';
import { rowList } from '#lib/shared/history/overview/lists.ts';

export const load: PageServerLoad = async (event) => {
	const read = await readRowList(event);
	return {
		exports: may(read.actor, 'content:export'),
		list: rowList(read.list, read.asked.range)
	};
};
