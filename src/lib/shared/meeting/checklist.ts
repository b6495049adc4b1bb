import { isClosed } from '../board/action-status.ts';
import { coverageOf } from '../board/coverage.ts';
import { counted, listed } from './counted.ts';
import type { MeetingFacts } from './facts.ts';
import { inUse, namesOf } from './names.ts';
import { actionsFor, isOfThisWeek, priorities, shownActions, situationRows } from './rows.ts';

/** Something that is looked at before the lägesbild is fastställd. What is not done is a warning, never a hindrance. */
export interface Check {
	id: 'attendance' | 'reports' | 'levels' | 'rows' | 'priorities' | 'actions';
	done: boolean;
	text: string;
}

export function checklistOf(facts: MeetingFacts): Check[] {
	return [attendance(facts), reports(facts), levels(facts), rows(facts), prioritised(facts), actions(facts)];
}

const check = (id: Check['id'], missing: string | null, done: string): Check => ({
	...{ id, done: missing === null },
	text: missing ?? done
});

function attendance({ organisation, record }: MeetingFacts): Check {
	const noted = new Set<string>(record.attendance.filter(({ state }) => state !== null).map(({ id }) => id));
	const missing = inUse(organisation.funktioner).filter(({ id }) => !noted.has(id)).length;
	const text = `Närvaro är inte noterad för ${counted(missing, 'funktion', 'funktioner')}`;
	return check('attendance', missing > 0 ? text : null, 'Närvaron är noterad för alla funktioner');
}

function reports({ organisation, record }: MeetingFacts): Check {
	const { missing } = coverageOf(organisation.parties, record.reports, record.entries);
	const names = namesOf(organisation);
	const text = `Har inte rapporterat: ${listed(missing.map(names.party))}`;
	return check('reports', missing.length > 0 ? text : null, 'Alla parter har rapporterat');
}

function levels({ organisation, record }: MeetingFacts): Check {
	const assessed = new Set<string>(record.levels.filter(({ assessment }) => assessment).map(({ id }) => id));
	const missing = inUse(organisation.areas).filter(({ id }) => !assessed.has(id));
	const text = `${counted(missing.length, 'område', 'områden')} saknar bedömd nivå`;
	return check('levels', missing.length > 0 ? text : null, 'Alla områden har en bedömd nivå');
}

function rows(facts: MeetingFacts): Check {
	const missing = situationRows(facts).filter(({ assessment }) => assessment === null).length;
	const text = counted(missing, 'lägesrad är inte bedömd', 'lägesrader är inte bedömda');
	return check('rows', missing > 0 ? text : null, 'Alla lägesrader är bedömda');
}

function prioritised(facts: MeetingFacts): Check {
	const missing = priorities(facts).filter((priority) => actionsFor(priority, facts).length === 0).length;
	const text = counted(missing, 'prioritering saknar åtgärd', 'prioriteringar saknar åtgärd');
	return check('priorities', missing > 0 ? text : null, 'Alla prioriteringar har åtgärder');
}

function actions(facts: MeetingFacts): Check {
	const missing = shownActions(facts).filter(
		(action) =>
			isOfThisWeek(action, facts) && !isClosed(action.status.state) && (action.owner === null || action.due === null)
	).length;
	const text = counted(missing, 'ny åtgärd saknar vem eller när', 'nya åtgärder saknar vem eller när');
	return check('actions', missing > 0 ? text : null, 'Alla nya åtgärder har vem och när');
}
