import type { LayoutServerLoad } from './$types';
import { requirePermission } from '#lib/server/guards.ts';

/** The samverkan's configuration, for those who may change it. Åtgärder and lägesrader are not here. */
export const load: LayoutServerLoad = (event) => {
	const { organisation } = requirePermission(event, 'settings');
	return { organisation };
};
