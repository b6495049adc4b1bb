import { getContext, setContext } from 'svelte';
import { isClosed, type ActionState, type ActionStatus } from '../../shared/board/action-status.ts';
import {
	actionLabel,
	editAction,
	shownIn,
	moveAction,
	setOwner,
	setPerformer,
	setStatus,
	type Action,
	type StatusMoment
} from '../../shared/board/action.ts';
import { STATE_WORDS } from '../../shared/board/words.ts';
import type { Result } from '../../shared/result.ts';
import type { FunktionId, RecordId } from '../../shared/ids.ts';
import { weekKey, type Day } from '../../shared/week/iso-week.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { BoardFilter } from '../../state/board-filter.svelte.ts';
import type { Board } from '../../state/board.svelte.ts';
import type { DropPlace } from '../../state/card-drag.svelte.ts';
import {
	columnOf,
	COLUMNS,
	neighbours,
	planMove,
	stateBeside,
	stateFor,
	stepWithin,
	type Column,
	type Fact
} from '../board/drop-targets.ts';
import { rightsOn } from './action-rights.ts';
import { COLUMN_WORDS, FACT_PROBLEM_WORDS, NOT_YOURS_TO_ORDER, REFUSAL_WORDS } from './action-words.ts';

/** A move that waits for facts, and where the card was dropped. */
export interface Asking {
	id: RecordId;
	state: ActionState;
	facts: readonly Fact[];
	before: string | null | undefined;
}

/** What somebody filled in for a move. Only what was asked for is written. */
export interface MoveAnswer {
	status: ActionStatus;
	performers?: readonly FunktionId[];
	owner?: FunktionId | null;
	due?: Day | null;
}

/**
 * Every way an åtgärd changes status or place – drag, menu, keys, buttons in the panel – comes through here, so that
 * all of them ask, refuse, announce and keep focus alike.
 */
export class ActionMoves {
	readonly #board: Board;
	readonly #filter: BoardFilter;
	readonly #announcer: Announcer;
	readonly #focusCard: (id: RecordId) => void;
	#asking = $state.raw<Asking | null>(null);
	#refused = $state.raw<{ id: RecordId; words: string } | null>(null);

	/** On this week's board, whatever the filter says. */
	readonly shown = $derived.by(() => this.#board.actions.filter(shownIn(this.#board.page.week)));
	readonly matching = $derived.by(() =>
		this.#filter.isActive ? this.shown.filter((action) => this.#filter.matchesAction(action)) : this.shown
	);
	readonly columns = $derived.by(() => {
		const columns = new Map<Column, Action[]>(COLUMNS.map((column) => [column, []]));
		for (const action of this.matching) columns.get(columnOf(action.status.state))?.push(action);
		return columns;
	});

	readonly #commentCounts = $derived.by(() => {
		const counts = new Map<RecordId | null, number>();
		for (const { action } of this.#board.comments) counts.set(action, (counts.get(action) ?? 0) + 1);
		return counts;
	});

	constructor(board: Board, filter: BoardFilter, announcer: Announcer, focusCard: (id: RecordId) => void) {
		this.#board = board;
		this.#filter = filter;
		this.#announcer = announcer;
		this.#focusCard = focusCard;
	}

	commentsOn(id: RecordId): number {
		return this.#commentCounts.get(id) ?? 0;
	}

	/** The move that waits for an answer about this åtgärd. */
	askingFor(id: RecordId): Asking | null {
		return this.#asking?.id === id ? this.#asking : null;
	}

	/** Why the last move of this åtgärd did not happen. */
	refusalFor(id: RecordId): string | null {
		return this.#refused?.id === id ? this.#refused.words : null;
	}

	/** The reason has been read: the eye went elsewhere. */
	forgetRefusal(): void {
		this.#refused = null;
	}

	drop(id: string, place: DropPlace): void {
		const action = this.#find(id);
		if (!action) return;
		this.#move(action, stateFor(place.list as Column, action.status.state), place.before);
	}

	toState(action: Action, state: ActionState): void {
		this.#move(action, state, undefined);
	}

	/** Alt+← and Alt+→. */
	beside(action: Action, step: -1 | 1): void {
		const state = stateBeside(action, step, rightsOn(this.#board, action));
		if (state) this.#move(action, state, undefined);
		else this.#refuse(action, REFUSAL_WORDS['not-a-step']);
	}

	/** Alt+↑ and Alt+↓. */
	within(action: Action, step: -1 | 1): void {
		const before = stepWithin(this.#column(action), action.id, step);
		if (before !== undefined) this.#move(action, action.status.state, before);
		else this.#announcer.say(`${actionLabel(action)} ligger redan ${step === -1 ? 'först' : 'sist'}`);
	}

	canStep(action: Action, step: -1 | 1): boolean {
		const sorted = !isClosed(action.status.state) && rightsOn(this.#board, action).edit;
		return sorted && stepWithin(this.#column(action), action.id, step) !== undefined;
	}

	/** Writes what was asked for, and makes the move. Says what is still missing, or null when it is done. */
	answer(asking: Asking, answer: MoveAnswer): string | null {
		const action = this.#find(asking.id);
		if (!action) return null;
		const result = this.#write((doc) => {
			for (const id of answer.performers ?? []) setPerformer(doc, action.id, id, true);
			if (answer.owner) setOwner(doc, action.id, answer.owner);
			if (answer.due) editAction(doc, action.id, { due: answer.due });
			return this.#place(doc, action, answer.status, asking.before);
		});
		if (!result.ok) return problemWords(result.problem.code);
		this.#asking = null;
		this.#moved(action);
		return null;
	}

	cancel(): void {
		const id = this.#asking?.id;
		this.#asking = null;
		if (id) this.#focusCard(id);
	}

	#move(action: Action, to: ActionState, before: string | null | undefined): void {
		this.#refused = null;
		this.#asking = null;
		const plan = planMove(action, to, rightsOn(this.#board, action));
		if (plan.kind === 'refuse') this.#refuse(action, REFUSAL_WORDS[plan.refusal]);
		else if (plan.kind === 'ask') this.#ask({ id: action.id, state: to, facts: plan.facts, before });
		else if (plan.kind === 'go') this.#go(action, plan.status, before);
		else if (before !== undefined) this.#reorder(action, before);
	}

	#ask(asking: Asking): void {
		this.#asking = asking;
		const action = this.#find(asking.id);
		if (action) this.#announcer.say(`${actionLabel(action)} till ${STATE_WORDS[asking.state]}: fyll i det som saknas`);
	}

	#go(action: Action, status: ActionStatus, before: string | null | undefined): void {
		const result = this.#write((doc) => this.#place(doc, action, status, before));
		if (result.ok) this.#moved(action);
		else this.#refuse(action, problemWords(result.problem.code));
	}

	#reorder(action: Action, next: string | null): void {
		if (isClosed(action.status.state)) return; // the closed are shown by the day they were closed
		if (!rightsOn(this.#board, action).edit) return this.#refuse(action, NOT_YOURS_TO_ORDER);
		const place = neighbours(this.#column(action), action.id, next);
		const result = this.#write((doc) => moveAction(doc, action.id, place, this.#moment));
		if (result.ok) this.#moved(action);
	}

	/** A utförare changes the status alone; the place in the column is the group's. */
	#place(doc: Doc, action: Action, status: ActionStatus, next: string | null | undefined) {
		const column = columnOf(status.state);
		if (next === undefined || column === 'closed' || !rightsOn(this.#board, action).edit)
			return setStatus(doc, action.id, status, this.#moment);
		const { before, after } = neighbours(this.columns.get(column) ?? [], action.id, next);
		return moveAction(doc, action.id, { before, after, status }, this.#moment);
	}

	#write<T extends Result<true>>(command: (doc: Doc) => T): T | { ok: false; problem: { code: 'not-live' } } {
		if (!this.#board.isLive('actions')) return { ok: false, problem: { code: 'not-live' } };
		return this.#board.edit('actions', command);
	}

	#moved(action: Action): void {
		const column = this.#column(action);
		const place = column.findIndex(({ id }) => id === action.id) + 1;
		const where = COLUMN_WORDS[columnOf(action.status.state)];
		const at = place > 0 ? `, plats ${place} av ${column.length}` : ', men visas inte med det här filtret';
		this.#announcer.say(`${actionLabel(action)} flyttad till ${where}${at}`);
		this.#focusCard(action.id);
	}

	#refuse(action: Action, words: string): void {
		this.#refused = { id: action.id, words };
		this.#announcer.say(`${actionLabel(action)} flyttades inte. ${words}`);
		this.#focusCard(action.id);
	}

	#column(action: Action): readonly Action[] {
		return this.columns.get(columnOf(action.status.state)) ?? [];
	}

	#find(id: string): Action | undefined {
		return this.#board.actions.find((action) => action.id === id);
	}

	get #moment(): StatusMoment {
		const { week, today } = this.#board.page;
		return { week: weekKey(week), today };
	}
}

type Doc = Parameters<typeof setStatus>[0];

const problemWords = (code: string): string => FACT_PROBLEM_WORDS[code] ?? FACT_PROBLEM_WORDS['status-step'] ?? '';

const KEY = Symbol('action moves');

export const setActionMoves = (moves: ActionMoves): ActionMoves => setContext(KEY, moves);

export function getActionMoves(): ActionMoves {
	const moves = getContext<ActionMoves | undefined>(KEY);
	if (!moves) throw new Error('No moves here: åtgärder are shown inside ActionsSection, which sets them');
	return moves;
}
