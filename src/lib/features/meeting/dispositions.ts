import {
	checkStatusFacts,
	type ActionState,
	type ActionStatus,
	type Effect
} from '../../shared/board/action-status.ts';
import { editAction, setOwner, setPerformer, setStatus, type Action } from '../../shared/board/action.ts';
import { setFollowUp, type Disposition } from '../../shared/board/follow-up.ts';
import type { FunktionId } from '../../shared/ids.ts';
import { weekKey, type Day } from '../../shared/week/iso-week.ts';
import type { Board } from '../../state/board.svelte.ts';
import { planMove, type ActionRights, type Fact } from '../board/drop-targets.ts';
import { FACT_PROBLEM_WORDS, REFUSAL_WORDS } from '../action/action-words.ts';

/** The keys of Uppföljning (product.md §2). */
export const DISPOSITION_KEYS: Record<Disposition, string> = {
	done: 'K',
	continues: 'F',
	blocked: 'H',
	reassigned: 'B',
	cancelled: 'X'
};

/** What a disposition comes to, before anything is written. */
export type DispositionPlan =
	| { kind: 'go'; status: ActionStatus | null }
	| { kind: 'ask'; state: ActionState | null; facts: readonly Fact[] }
	| { kind: 'refuse'; words: string };

export function planDisposition(action: Action, disposition: Disposition, rights: ActionRights): DispositionPlan {
	const state = stateAfter(action, disposition);
	if (disposition === 'continues') return { kind: 'go', status: null };
	if (disposition === 'reassigned')
		return rights.edit
			? { kind: 'ask', state: null, facts: ['owner'] }
			: { kind: 'refuse', words: REFUSAL_WORDS['not-yours'] };
	const plan = planMove(action, state, rights);
	switch (plan.kind) {
		case 'stay':
			return { kind: 'go', status: null };
		case 'go':
			return plan;
		case 'ask':
			return plan;
		case 'refuse':
			return { kind: 'refuse', words: REFUSAL_WORDS[plan.refusal] };
	}
}

/** What is done already is followed up. */
function stateAfter({ status }: Action, disposition: Disposition): ActionState {
	if (disposition === 'done') return status.state === 'done' ? 'followed-up' : 'done';
	return disposition === 'blocked' ? 'blocked' : disposition === 'cancelled' ? 'cancelled' : status.state;
}

export interface DispositionAnswer {
	sentence: string;
	effect: Effect | null;
	owner: FunktionId | null;
	performers: readonly FunktionId[];
	due: Day | null;
}

export function statusOf(state: ActionState, { sentence, effect }: DispositionAnswer): ActionStatus | null {
	const words = sentence.trim();
	switch (state) {
		case 'blocked':
		case 'cancelled':
			return words ? { state, reason: words } : null;
		case 'followed-up':
			return words && effect ? { state, effect, sentence: words } : null;
		default:
			return { state };
	}
}

interface Written {
	status: ActionStatus | null;
	owner?: FunktionId | null;
	performers?: readonly FunktionId[];
	due?: Day | null;
}

/** Writes the åtgärd and what was said of it, both or neither. Answers in words why not. */
export function dispose(board: Board, action: Action, disposition: Disposition, written: Written): string | null {
	if (!board.isLive('week') || !board.isLive('actions')) return FACT_PROBLEM_WORDS['not-live'] ?? '';
	const { status } = written;
	const next = {
		status: status ?? action.status,
		owner: written.owner ?? action.owner,
		performers: written.performers ?? action.performers,
		due: written.due ?? action.due
	};
	const checked = checkStatusFacts(next);
	if (!checked.ok) return FACT_PROBLEM_WORDS[checked.problem.code] ?? '';
	const done = board.edit('actions', (doc) => {
		for (const id of written.performers ?? []) setPerformer(doc, action.id, id, true);
		if (written.owner) setOwner(doc, action.id, written.owner);
		if (written.due) editAction(doc, action.id, { due: written.due });
		const { week, today } = board.page;
		return status ? setStatus(doc, action.id, status, { week: weekKey(week), today }) : { ok: true as const };
	});
	if (!done.ok) return FACT_PROBLEM_WORDS[done.problem.code] ?? '';
	board.edit('week', (doc) => setFollowUp(doc, action.id, disposition, board.author()));
	return null;
}
