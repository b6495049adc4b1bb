import type { Action } from '../../src/lib/shared/board/action.ts';
import type { Told } from './notices.ts';

type News = Omit<Told, 'samverkan' | 'except'>;

/** What the functions of an åtgärd answered, and what they were answered: to its ansvarig, and to who asked. */
export function newsOfAnswers(before: Action, after: Action, at: number): News[] {
	const action = after.id;
	const owner = after.owner === null ? [] : [after.owner];
	const news: News[] = [];
	if (after.handedBack && after.handedBack.by.at !== before.handedBack?.by.at)
		news.push({ kind: 'handed-back', funktioner: owner, about: { action }, at, dedupe: `handed-back:${action}:${at}` });
	if (after.newDue && after.newDue.answer === null && after.newDue.by.at !== before.newDue?.by.at)
		news.push({ kind: 'new-due-asked', funktioner: owner, about: { action }, at, dedupe: `new-due:${action}:${at}` });
	const granted = grantedIn(before, after);
	if (granted !== null && before.newDue) {
		const people = [before.newDue.by.person];
		news.push({
			kind: 'new-due-answered',
			people,
			about: { action, granted },
			at,
			dedupe: `due-answer:${action}:${at}`
		});
	}
	return news;
}

/** Was the date that was asked for given, refused, or neither? */
function grantedIn(before: Action, after: Action): boolean | null {
	const asked = before.newDue;
	if (!asked || asked.answer !== null) return null;
	if (after.newDue?.answer) return false;
	return after.newDue === null && after.due === asked.due && before.due !== after.due ? true : null;
}
