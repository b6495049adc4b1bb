import type { PageServerLoad } from './$types';
import { requirePermission } from '#lib/server/guards.ts';
import { services } from '#lib/server/services.ts';

export const load: PageServerLoad = async (event) => {
	const { actor } = requirePermission(event, 'settings');
	const { store, accounts } = services();
	const agreements = await store.organisation.agreements(actor.samverkan);
	return { agreements: agreements.length, invites: (await accounts.invites.open(actor.samverkan)).length };
};
