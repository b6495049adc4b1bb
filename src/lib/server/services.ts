import type { Services } from '../../../server/services.ts'; // a type only: routes never load server/ code, so its state exists once

export type { Agreement, OrganisationStore } from '../../../server/storage/organisation.ts';

/** The running server's services. */
export function services(): Services {
	const found = (globalThis as Record<symbol, unknown>)[Symbol.for('lagestavlan.services')];
	if (!found) throw new Error('No running server: start through server/index.ts or `npm run dev`');
	return found as Services;
}
