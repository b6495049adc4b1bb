import { mayReadDocument, permissionsOf } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { seesOnlyOwn, visibleActions } from '../../src/lib/shared/access/visible-actions.ts';
import { CIRCLES, reachesReporters } from '../../src/lib/shared/board/circle.ts';
import type { ActionsRecord } from '../../src/lib/shared/board/document-record.ts';
import { isSealed, WEEK_STATES } from '../../src/lib/shared/week/lifecycle.ts';
import type { SearchScope } from '../storage/search.ts';

/**
 * What this person may find, by the policies that open the documents themselves, asked at each question: who lost a role
 * a second ago finds nothing by it. `readActions` gives the åtgärder as they stand, where it depends on them.
 */
export async function scopeOf(actor: Actor, readActions: () => Promise<ActionsRecord>): Promise<SearchScope> {
	const whole = WEEK_STATES.filter((state) => mayReadDocument(actor, { kind: 'week', state }));
	const extracts = WEEK_STATES.filter((state) => permissionsOf(actor, state).readExtract);
	const readsActions = mayReadDocument(actor, { kind: 'actions' });
	const onlyOwn = seesOnlyOwn(actor);
	return {
		samverkan: actor.samverkan,
		weekStates: whole.length > 0 ? whole : extracts,
		draftParties: [actor.party].filter((party) => mayReadDocument(actor, { kind: 'draft', party })),
		actions: onlyOwn ? await ownActions(actor, readActions) : readsActions ? 'all' : [],
		circles: whole.length > 0 ? 'all' : CIRCLES.filter(reachesReporters),
		sealedActions: !onlyOwn && !readsActions && whole.some(isSealed)
	};
}

async function ownActions(actor: Actor, readActions: () => Promise<ActionsRecord>): Promise<SearchScope['actions']> {
	if (actor.funktioner.length === 0) return [];
	return visibleActions(actor, await readActions()).actions.map(({ id }) => id);
}
