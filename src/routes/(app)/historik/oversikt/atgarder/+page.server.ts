import { may } from '#lib/shared/access/policies.ts';
import type { PageServerLoad } from './$types';
import { readActionList } from '#lib/server/overview-lists.ts';

export const load: PageServerLoad = async (event) => {
	const { actor, list } = await readActionList(event);
	return { exports: may(actor, 'content:export'), list };
};
