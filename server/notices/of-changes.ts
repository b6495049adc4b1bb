import type { RecordChange } from '../../src/lib/shared/access/content-policies.ts';
import { holdersOf } from '../../src/lib/shared/board/action-answers.ts';
import type { Action } from '../../src/lib/shared/board/action.ts';
import type { Told } from './notices.ts';
import { newsOfAnswers } from './of-answers.ts';

type News = Omit<Told, 'samverkan' | 'except'>;

/** What changes of åtgärder say to whom: that they were given to a function, or that somebody moved them on. */
export function newsOf(changes: readonly RecordChange[], at: number): News[] {
	return changes
		.filter(({ root, after }) => root === 'actions' && after !== null)
		.flatMap(({ before, after }) => newsOfAction(before as Action | null, after as unknown as Action, at));
}

function newsOfAction(before: Action | null, after: Action, at: number): News[] {
	if (after.number === null || after.removed !== null) return [];
	const { id: action } = after;
	const state = after.status.state;
	const topic = `status:${action}`;
	const added = holdersOf(after).filter((funktion) => !(before ? holdersOf(before) : []).includes(funktion));
	// Those it was given to just now have heard of it already.
	const others = holdersOf(after).filter((funktion) => !added.includes(funktion));
	const assigned: News = {
		...{ kind: 'action-assigned', funktioner: added, at },
		about: { action, funktioner: added },
		dedupe: `assigned:${action}:${at}`
	};
	const moved: News = {
		...{ kind: 'action-status', funktioner: others, at, topic },
		about: { action, state },
		dedupe: `${topic}:${at}`
	};
	const isMoved = before !== null && before.status.state !== state;
	const answers = before ? newsOfAnswers(before, after, at) : [];
	return [assigned, ...(isMoved ? [moved] : []), ...answers].filter(
		({ funktioner, people }) => funktioner?.length || people?.length
	);
}
