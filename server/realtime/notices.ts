import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { FunktionId } from '../../src/lib/shared/ids.ts';
import type { Notice } from '../../src/lib/shared/protocol/events.ts';

/** A notice, and the functions whose people it is for. */
export interface Addressed {
	funktioner: FunktionId[];
	notice: Notice;
}

/** What changes of åtgärder say to whom: that they were given to a function, or that somebody moved them on. */
export function noticesOf(changes: readonly RecordChange[], at: number): Addressed[] {
	return changes
		.filter(({ root, after }) => root === 'actions' && after !== null)
		.flatMap(({ before, after }) => noticesOfAction(before as Action | null, after as unknown as Action, at));
}

function noticesOfAction(before: Action | null, after: Action, at: number): Addressed[] {
	if (after.number === null || after.removed !== null) return [];
	const { id: action, number, title } = after;
	const about = { action, number, title };
	const notices: Addressed[] = [];
	const added = holders(after).filter((funktion) => !(before ? holders(before) : []).includes(funktion));
	if (added.length > 0)
		notices.push({
			funktioner: added,
			notice: { id: `assigned:${action}:${at}`, at, kind: 'action-assigned', funktioner: added, ...about }
		});
	const { state } = after.status;
	if (before && before.status.state !== state)
		notices.push({
			// Those it was given to just now have heard of it already.
			funktioner: holders(after).filter((funktion) => !added.includes(funktion)),
			notice: { id: `status:${action}:${at}`, at, kind: 'action-status', state, ...about }
		});
	return notices;
}

const holders = ({ owner, performers }: Action): FunktionId[] => [
	...new Set([...(owner === null ? [] : [owner]), ...performers])
];
