import { actionLabel, type Action } from '../board/action.ts';
import type { Priority } from '../board/priority.ts';
import type { MeetingFacts } from './facts.ts';
import type { Names } from './names.ts';
import { actionsFor, dueMark, priorities } from './rows.ts';
import { block, emptyLine, row, type Mark, type Scene, type SceneRow } from './scene.ts';

/** 3 Prioritera: up to five, each with the åtgärder that answer it. */
export function priorityScenes(facts: MeetingFacts, names: Names): Scene[] {
	const rows = priorities(facts).map((priority, index) => priorityRow(priority, index, facts, names));
	const shown = rows.length > 0 ? rows : [emptyLine('Inget är prioriterat ännu.')];
	return [
		{ key: 'priorities', step: 'priorities', title: 'Prioriteringar', blocks: [block('priorities', null, shown)] }
	];
}

export const NO_ACTION: Mark = { kind: 'missing', what: 'action', text: 'Saknar åtgärd' };

function priorityRow(priority: Priority, index: number, facts: MeetingFacts, names: Names): SceneRow {
	const actions = actionsFor(priority, facts);
	return row(priority.id, 'priority', `${index + 1}. ${priority.title}`, {
		details: actions.map((action) => actionLine(action, facts, names)),
		marks: [{ kind: 'place', text: names.where(priority.where) }, ...(actions.length === 0 ? [NO_ACTION] : [])]
	});
}

/** "Å-17 Lys upp tunneln · Gata och park · fre 27 nov (v. 48)" */
const actionLine = (action: Action, facts: MeetingFacts, names: Names): string =>
	[
		`${actionLabel(action)} ${action.title}`,
		action.owner === null ? 'Vem?' : names.funktion(action.owner),
		dueMark(action, facts).text
	].join(' · ');
