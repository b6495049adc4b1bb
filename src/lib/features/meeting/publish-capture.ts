import { actionKind, addAction, type ActionDraft } from '../../shared/board/action.ts';
import { checkStatusFacts } from '../../shared/board/action-status.ts';
import { addDecision, decisionKind } from '../../shared/board/decision.ts';
import { addEntry, entryKind, type Entry } from '../../shared/board/entry.ts';
import { addNote, noteKind } from '../../shared/board/note.ts';
import { addPriority, isFull, prioritiseEntry, priorityKind } from '../../shared/board/priority.ts';
import { removeRecord, type RemovableKind } from '../../shared/board/remove.ts';
import type { BoardDocument } from '../../shared/board/schema.ts';
import { clip } from '../../shared/board/text-edit.ts';
import type { Where } from '../../shared/board/values.ts';
import type { RecordId } from '../../shared/ids.ts';
import type { Capture, CaptureKind } from '../../shared/meeting/capture.ts';
import { fail, ok, type Problem, type Result } from '../../shared/result.ts';
import { weekKey, type WeekKey } from '../../shared/week/iso-week.ts';
import type { Board } from '../../state/board.svelte.ts';

/** What a captured line is about: the row in focus, or the problem that the scene is of. */
export type CaptureLink = { id: RecordId; label: string } & (
	{ is: 'entry'; entry: Entry; week: WeekKey } | { is: 'priority' } | { is: 'action' }
);

export interface CapturePlace {
	link: CaptureLink | null;
	/** Where it is, when the scene is of one place. */
	where: Where;
}

export type CaptureProblem = Problem<
	'not-live' | 'may-not' | 'asks' | 'empty' | 'too-long' | 'priorities-full' | 'may-not-prioritise'
>;

export const CAPTURE_PROBLEM_WORDS: Record<CaptureProblem['code'], string> = {
	'not-live': 'Tavlan har inte hunnit hit ännu. Det du skrivit finns kvar; försök igen om ett ögonblick.',
	'may-not': 'Du har inte behörighet att skriva det här i veckan.',
	asks: 'Välj vad det gula betyder först.',
	empty: 'Skriv vad det gäller.',
	'too-long': 'Skriv kortare, eller dela upp det på flera rader.',
	'priorities-full': 'Det finns redan fem prioriteringar. Ta bort utropstecknet eller en prioritering.',
	'may-not-prioritise': 'Du får inte prioritera. Ta bort utropstecknet.'
};

interface MadeRecord {
	document: BoardDocument;
	kind: RemovableKind;
	id: RecordId;
}

/** What one line became, so that it can be taken back whole. */
export interface Published {
	kind: CaptureKind;
	text: string;
	made: readonly MadeRecord[];
}

/** Writes a captured line on the board, all of it or nothing. */
export function publishCapture(board: Board, capture: Capture, place: CapturePlace): Result<Published, CaptureProblem> {
	const code = problemOf(board, capture, place);
	if (code !== null || capture.kind === null) return fail(code ?? 'asks');
	const made = capture.kind === 'action' ? publishAction(board, capture, place) : publishInWeek(board, capture, place);
	return ok({ kind: capture.kind, text: capture.text, made });
}

const MOST: Record<CaptureKind, number> = {
	action: actionKind.fields.description.max,
	decision: decisionKind.fields.text.max,
	entry: entryKind.fields.text.max,
	note: noteKind.fields.text.max,
	parked: noteKind.fields.text.max
};

function problemOf(board: Board, { kind, text, asks, priority }: Capture, { link }: CapturePlace) {
	if (asks || kind === null) return 'asks' as const;
	if (text === '') return 'empty' as const;
	if (text.length > MOST[kind]) return 'too-long' as const;
	const { may } = board;
	if (!(kind === 'action' ? may.editActions : may.writeWeek)) return 'may-not' as const;
	if (!board.isLive(kind === 'action' ? 'actions' : 'week')) return 'not-live' as const;
	return priority && link?.is !== 'priority' ? priorityProblem(board) : null;
}

function priorityProblem(board: Board) {
	if (!board.may.prioritise) return 'may-not-prioritise' as const;
	if (!board.isLive('week')) return 'not-live' as const;
	return isFull(board.priorities) ? ('priorities-full' as const) : null;
}

function publishAction(board: Board, capture: Capture, place: CapturePlace): MadeRecord[] {
	const priority = capture.priority ? prioritise(board, capture.text, place) : null;
	const id = board.newId();
	const draft = actionDraft(board, capture, place, priority?.id ?? null);
	board.edit('actions', (doc) => addAction(doc, id, draft, board.author(), weekKey(board.page.week)));
	return [{ document: 'actions', kind: actionKind, id }, ...(priority ? [priority] : [])];
}

/** Decided when it has all that a decision needs and the writer may decide; else a proposal. */
function actionDraft(
	board: Board,
	capture: Capture,
	{ link, where }: CapturePlace,
	priority: RecordId | null
): ActionDraft {
	const { text, funktioner, due, category } = capture;
	const max = actionKind.fields.title.max;
	const facts = { owner: funktioner[0] ?? null, performers: [...funktioner], due };
	const decided = { state: 'decided' } as const;
	const isDecided = board.may.decideActions && checkStatusFacts({ status: decided, ...facts }).ok;
	return {
		...facts,
		...{ title: clip(text, max), description: text.length > max ? text : '', category },
		where: (link?.is === 'entry' ? link.entry.where : null) ?? where,
		answers: answersOf(board, link, priority),
		status: isDecided ? decided : { state: 'proposed' }
	};
}

function answersOf(board: Board, link: CaptureLink | null, priority: RecordId | null): ActionDraft['answers'] {
	const week = weekKey(board.page.week);
	if (link?.is === 'entry') return { week: link.week, kind: 'entry', id: link.id };
	if (link?.is === 'priority') return { week, kind: 'priority', id: link.id };
	return priority && { week, kind: 'priority', id: priority };
}

/** The row in focus becomes a priority, or what was written does. Null: it is one already. */
function prioritise(board: Board, text: string, { link, where }: CapturePlace): MadeRecord | null {
	const known = board.priorities.some(({ entry }) => link?.is === 'entry' && entry === link.id);
	if (link?.is === 'priority' || known) return null;
	const id = board.newId();
	const title = clip(text, priorityKind.fields.title.max);
	board.edit('week', (doc) =>
		link?.is === 'entry'
			? prioritiseEntry(doc, id, link.entry, board.author())
			: addPriority(doc, id, { title, where }, board.author())
	);
	return { document: 'week', kind: priorityKind, id };
}

function publishInWeek(board: Board, capture: Capture, place: CapturePlace): MadeRecord[] {
	const { kind, text } = capture;
	const id = board.newId();
	const about = place.link?.id ?? null;
	if (kind === 'entry') return publishEntry(board, capture, place, id);
	if (kind === 'decision') {
		const isOfWeek = place.link?.is === 'entry' || place.link?.is === 'priority';
		board.edit('week', (doc) => addDecision(doc, id, { text, about: isOfWeek ? about : null }, board.author()));
		return [{ document: 'week', kind: decisionKind, id }];
	}
	board.edit('week', (doc) => addNote(doc, id, { text, about, parked: kind === 'parked' }, board.author()));
	return [{ document: 'week', kind: noteKind, id }];
}

function publishEntry(board: Board, capture: Capture, { where }: CapturePlace, id: RecordId): MadeRecord[] {
	const { text, category, funktioner, priority } = capture;
	const funktion = funktioner[0] ?? null;
	const party = (funktion && board.funktion(funktion)?.party) ?? board.me.party;
	const draft = {
		...{ text, category, where, source: { party, funktion } },
		assessment: { kind: 'trend', trend: 'new' } as const
	};
	board.edit('week', (doc) => addEntry(doc, id, draft, board.author()));
	const made: MadeRecord[] = [{ document: 'week', kind: entryKind, id }];
	if (!priority) return made;
	const first = board.newId();
	board.edit('week', (doc) => prioritiseEntry(doc, first, { id, text, where }, board.author()));
	return [...made, { document: 'week', kind: priorityKind, id: first }];
}

/** Takes back what a line became; it is kept, and can be put back, as all that is removed. */
export function takeBack(board: Board, { made }: Published): void {
	const { person, at } = board.author();
	for (const { document, kind, id } of made)
		if (board.isLive(document)) board.edit(document, (doc) => removeRecord(doc, kind, id, person, at));
}
