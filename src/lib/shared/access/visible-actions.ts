import { isOwnAction } from './action-rules.ts';
import type { ActionsRecord } from '../board/document-record.ts';
import type { Actor } from './roles.ts';

/** An external party, and nothing else besides: it follows its own åtgärder, not everybody's (domain.md §6.4). */
export const seesOnlyOwn = ({ roles }: Actor): boolean =>
	roles.length > 0 && roles.every((role) => role === 'external');

/** The åtgärder, with their comments, that this person may see of those the board shows. */
export const visibleActions = (actor: Actor, record: ActionsRecord): ActionsRecord =>
	seesOnlyOwn(actor) ? ownActions(actor, record) : record;

/** Those that one of these functions has, with their comments. */
export function ownActions(of: Pick<Actor, 'funktioner'>, record: ActionsRecord): ActionsRecord {
	const actions = record.actions.filter((action) => isOwnAction(action, of));
	const ids = new Set(actions.map(({ id }) => id));
	return { ...record, actions, comments: record.comments.filter(({ action }) => action !== null && ids.has(action)) };
}
