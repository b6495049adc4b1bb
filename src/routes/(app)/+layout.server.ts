import type { LayoutServerLoad } from './$types';
import { permissionsOf } from '#lib/shared/access/policies.ts';

/** Who is logged in and where, for the bar at the top. */
export const load: LayoutServerLoad = ({ locals }) => {
	return {
		person: locals.person,
		samverkan: locals.samverkan,
		inUse: locals.organisation?.samverkan ?? null,
		maySeeSettings: permissionsOf(locals.actor, null).settings
	};
};
