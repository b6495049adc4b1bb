import { waitsForAnswer } from '../board/action-answers.ts';
import { isOverdue, type Action } from '../board/action.ts';
import { isUnderWay } from '../board/action-status.ts';
import { daysBetween, sundayOf, weekOf, type Day } from '../week/iso-week.ts';
import { nextWorkingDay, workingDayBefore } from '../week/working-days.ts';

/** Somebody's åtgärder as a digest tells of them: those that are decided and not yet done, in the order they are due. */
export interface ActionBands {
	overdue: Action[];
	thisWeek: Action[];
	later: Action[];
	/** Beslutad, and nobody has accepted it; also in the bands above. */
	waiting: Action[];
}

export function bandsOf(actions: readonly Action[], today: Day): ActionBands {
	const open = actions.filter(({ status, due }) => isUnderWay(status.state) && due !== null).toSorted(byDue);
	const untilSunday = daysBetween(today, sundayOf(weekOf(today)));
	const isThisWeek = ({ due }: Action) => due !== null && daysBetween(today, due) <= untilSunday;
	const notLate = open.filter((action) => !isOverdue(action, today));
	return {
		overdue: open.filter((action) => isOverdue(action, today)),
		thisWeek: notLate.filter(isThisWeek),
		later: notLate.filter((action) => !isThisWeek(action)),
		waiting: open.filter(waitsForAnswer)
	};
}

const byDue = (a: Action, b: Action): number =>
	(a.due ?? '').localeCompare(b.due ?? '') || (a.number ?? 0) - (b.number ?? 0);

/** The mornings from the one after `last` to today. A server that slept looks at all it slept through at once. */
export interface Mornings {
	last: Day;
	today: Day;
}

const isIn = (day: Day, { last, today }: Mornings): boolean => day > last && day <= today;

/** Its reminder's morning is the working day before it is due, and that has come since. */
export const isDueSoon = ({ status, due }: Pick<Action, 'status' | 'due'>, mornings: Mornings): boolean =>
	isUnderWay(status.state) && due !== null && due >= mornings.today && isIn(workingDayBefore(due), mornings);

/** Its morning is the working day after it was due. */
export const isNewlyOverdue = (action: Pick<Action, 'status' | 'due'>, mornings: Mornings): boolean =>
	isOverdue(action, mornings.today) && action.due !== null && isIn(nextWorkingDay(action.due), mornings);
