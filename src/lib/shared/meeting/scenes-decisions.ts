import type { Priority } from '../board/priority.ts';
import type { Slot } from '../board/slot.ts';
import { formatClock, formatDay } from '../week/format.ts';
import type { MeetingFacts } from './facts.ts';
import type { Names } from './names.ts';
import { actionRow, actionsFor, byOrder, isOfThisWeek, priorities, shownActions } from './rows.ts';
import { block, emptyLine, row, type Block, type Mark, type Scene, type SceneRow } from './scene.ts';
import { NO_ACTION } from './scenes-priorities.ts';

/** 4 Beslut: the åtgärder of each prioritised problem, those beside, the närvaroplan, beslut and noteringar. */
export function decisionScenes(facts: MeetingFacts, names: Names): Scene[] {
	return [
		...priorities(facts).map((priority) => problemScene(priority, facts, names)),
		otherActions(facts, names),
		slotScene(facts, names),
		decisionScene(facts),
		...noteScenes(facts)
	];
}

const scene = (key: string, title: string, ...blocks: Block[]): Scene => ({ key, step: 'decisions', title, blocks });

const orEmpty = (rows: SceneRow[], text: string): SceneRow[] => (rows.length > 0 ? rows : [emptyLine(text)]);

function problemScene(priority: Priority, facts: MeetingFacts, names: Names): Scene {
	const actions = actionsFor(priority, facts).map((action) => actionRow(action, facts, names));
	const problem = row(priority.id, 'priority', priority.title, {
		marks: [{ kind: 'place', text: names.where(priority.where) }, ...(actions.length === 0 ? [NO_ACTION] : [])]
	});
	return scene(
		`decide:${priority.id}`,
		'Åtgärder',
		{ ...block('problem', 'Problem', [problem]), place: 'beside' },
		block('actions', 'Åtgärder', orEmpty(actions, 'Inga åtgärder ännu.'))
	);
}

/** What this week proposes or decides and no priority asks for. */
function otherActions(facts: MeetingFacts, names: Names): Scene {
	const answering = new Set(priorities(facts).flatMap((priority) => actionsFor(priority, facts).map(({ id }) => id)));
	const rows = shownActions(facts)
		.filter(({ id, status }) => !answering.has(id) && status.state !== 'cancelled')
		.filter((action) => action.status.state === 'proposed' || isOfThisWeek(action, facts))
		.map((action) => actionRow(action, facts, names));
	return scene('decide', 'Övriga åtgärder', block('actions', null, orEmpty(rows, 'Inga övriga åtgärder.')));
}

function slotScene(facts: MeetingFacts, names: Names): Scene {
	const rows = facts.record.slots
		.filter(({ removed }) => removed === null)
		.sort((a, b) => startOf(a).localeCompare(startOf(b)) || a.id.localeCompare(b.id))
		.map((slot) => slotRow(slot, facts, names));
	return scene('slots', 'Närvaroplan', block('slots', null, orEmpty(rows, 'Inga närvaropass är planerade.')));
}

const startOf = ({ day, hours }: Slot): string => `${day ?? '~'} ${hours?.from ?? ''}`;

function slotRow({ id, funktion, day, hours, where, note }: Slot, { today }: MeetingFacts, names: Names): SceneRow {
	const when = [day && formatDay(day, today), hours && `${formatClock(hours.from)}–${formatClock(hours.to)}`];
	const words = [when.filter(Boolean).join(' '), names.where(where)].filter((part) => part !== '');
	const who: Mark =
		funktion === null
			? { kind: 'missing', what: 'who', text: 'Vem?' }
			: { kind: 'funktion', text: names.funktion(funktion) };
	const noDay: Mark[] = day === null ? [{ kind: 'missing', what: 'when', text: 'När?' }] : [];
	return row(id, 'slot', words.join(' · '), { details: note === '' ? [] : [note], marks: [who, ...noDay] });
}

function decisionScene({ record }: MeetingFacts): Scene {
	const rows = record.decisions
		.filter(({ removed }) => removed === null)
		.sort(byOrder)
		.map(({ id, number, text }) => row(id, 'decision', `§ ${number ?? '…'} ${text}`));
	return scene('decisions', 'Beslut', block('decisions', null, orEmpty(rows, 'Inga beslut ännu.')));
}

/** Only where there are any. */
function noteScenes({ record, returned }: MeetingFacts): Scene[] {
	const notes = record.notes
		.filter(({ removed }) => removed === null)
		.sort(byOrder)
		.map(({ id, text, parked }) => ({ parked, row: row(id, 'note', text) }));
	const back = returned.map(({ returned, note }) =>
		row(returned.id, 'note', note.text, { marks: returned.handled ? [{ kind: 'handled', text: 'Hanterad' }] : [] })
	);
	const rowsWhere = (isParked: boolean) => notes.filter(({ parked }) => parked === isParked).map(({ row }) => row);
	const blocks = [
		block('returned', 'Parkerat som kommit tillbaka', back),
		block('notes', 'Noteringar', rowsWhere(false)),
		block('parked', 'Parkerat till nästa möte', rowsWhere(true))
	].filter(({ rows }) => rows.length > 0);
	return blocks.length > 0 ? [scene('notes', 'Noteringar och parkerat', ...blocks)] : [];
}
