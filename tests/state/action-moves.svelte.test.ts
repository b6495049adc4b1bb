import { expect, it } from 'vitest';
import type * as Y from 'yjs';
import { ActionMoves } from '../../src/lib/features/action/action-moves.svelte.ts';
import type { Permissions } from '../../src/lib/shared/access/policies.ts';
import { actionKind, type Action } from '../../src/lib/shared/board/action.ts';
import { createRecord } from '../../src/lib/shared/board/record.ts';
import type { WeekPage } from '../../src/lib/shared/board/week-page.ts';
import type { FunktionId, PersonId, RecordId } from '../../src/lib/shared/ids.ts';
import type { Funktion } from '../../src/lib/shared/organisation.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { Announcer } from '../../src/lib/state/announcer.svelte.ts';
import { BoardFilter } from '../../src/lib/state/board-filter.svelte.ts';
import { Board } from '../../src/lib/state/board.svelte.ts';
import { buildDocument, buildWeekPage } from '../support/week-page.ts';

const ALICE = 'alice' as PersonId;
const STREETS = 'gata' as FunktionId;
const DUE = '2026-12-04' as Day;
const CONVENER = buildWeekPage().may;
const PERFORMER: Permissions = { ...CONVENER, editActions: false, decideActions: false };

const idOf = (number: number) => `action-${number}` as RecordId;
const decided = { owner: STREETS, performers: [STREETS], due: DUE, decidedIn: '2026-W47' as WeekKey };

function pageOf(may: Permissions): WeekPage {
	const { organisation } = buildWeekPage();
	const funktioner = [{ id: STREETS, name: 'Gata och park', people: [ALICE] } as Partial<Funktion> as Funktion];
	return buildWeekPage({ organisation: { ...organisation, funktioner }, may });
}

/** A live board with these åtgärder, numbered in their order. */
function buildMoves(actions: Partial<Action>[], may = CONVENER, search = '') {
	const doc = buildDocument('actions', (made) => {
		for (const [index, action] of actions.entries())
			createRecord(made, actionKind, idOf(index + 1), { number: index + 1, order: `U${index + 1}`, ...action });
	});
	const board = new Board(pageOf(may));
	board.attach(null, { doc, onreplaced: null });
	const announcer = new Announcer();
	const focused: RecordId[] = [];
	const filter = new BoardFilter(board, new URLSearchParams(search));
	const moves = new ActionMoves(board, filter, announcer, (id) => focused.push(id));
	const at = (number: number) => board.record('actions', idOf(number))!;
	const column = (name: Parameters<typeof moves.columns.get>[0]) => moves.columns.get(name)?.map((one) => one.number);
	return { board, doc, moves, announcer, focused, at, column };
}

it('[AB10] says column, place and how many there are, and keeps focus on the card', () => {
	const ongoing = { ...decided, status: { state: 'ongoing' as const } };
	const { moves, announcer, focused, at } = buildMoves([
		{ ...decided, status: { state: 'decided' } },
		ongoing,
		ongoing
	]);
	moves.drop(idOf(1), { list: 'ongoing', before: idOf(3) });
	expect(at(1).status).toEqual({ state: 'ongoing' });
	expect(announcer.message.trim()).toBe('Å-1 flyttad till Pågår, plats 2 av 3');
	expect(focused).toEqual([idOf(1)]);
});

it('[AB10] says so when the filter hides the card where it went', () => {
	const { moves, announcer, at } = buildMoves(
		[{ ...decided, status: { state: 'decided' } }],
		CONVENER,
		'status=beslutade'
	);
	moves.toState(at(1), 'ongoing');
	expect(announcer.message).toContain('visas inte med det här filtret');
});

it('[AB1] writes nothing until the question is answered, and then all of it as one step', () => {
	const { moves, board, at } = buildMoves([{ title: 'Belysning' }]);
	moves.toState(at(1), 'decided');
	const asking = moves.askingFor(idOf(1));
	expect(asking).toMatchObject({ state: 'decided', facts: ['performers', 'owner', 'due'] });
	expect(at(1)).toMatchObject({ status: { state: 'proposed' }, owner: null, due: null });

	const problem = moves.answer(asking!, {
		status: { state: 'decided' },
		performers: [STREETS],
		owner: STREETS,
		due: DUE
	});
	expect(problem).toBeNull();
	expect(at(1)).toMatchObject({ status: { state: 'decided' }, ...decided, decidedIn: '2026-W48' });
	board.undo();
	expect(at(1)).toMatchObject({ status: { state: 'proposed' }, owner: null, performers: [], due: null });
});

it('[AB1] an answer that lacks something says what, and the question stays', () => {
	const { moves, at } = buildMoves([{}]);
	moves.toState(at(1), 'decided');
	const asking = moves.askingFor(idOf(1))!;
	expect(moves.answer(asking, { status: { state: 'decided' }, performers: [STREETS], due: DUE })).toContain('ansvarig');
	expect(at(1).status.state).toBe('proposed');
	expect(moves.askingFor(idOf(1))).toBe(asking);
});

it('[AB2] a refused move says why beside the card, until it has been read', () => {
	const { moves, announcer, at } = buildMoves([{}]);
	moves.drop(idOf(1), { list: 'done', before: null });
	expect(moves.refusalFor(idOf(1))).toContain('beslutas först');
	expect(announcer.message).toContain('Å-1 flyttades inte');
	expect(at(1).status.state).toBe('proposed');
	moves.forgetRefusal();
	expect(moves.refusalFor(idOf(1))).toBeNull();
});

it('[AB3] a utförare moves their own work between columns and leaves its place alone', () => {
	const { moves, at } = buildMoves(
		[
			{ ...decided, status: { state: 'decided' } },
			{ ...decided, status: { state: 'ongoing' } }
		],
		PERFORMER
	);
	const { order } = at(1);
	moves.drop(idOf(1), { list: 'ongoing', before: null });
	expect(at(1)).toMatchObject({ status: { state: 'ongoing' }, order });
});

it('[AB4] moves one place within the column, and says when there is no further to go', () => {
	const state = { ...decided, status: { state: 'ongoing' as const } };
	const { moves, announcer, at, column } = buildMoves([state, state, state]);
	moves.within(at(1), 1);
	expect(column('ongoing')).toEqual([2, 1, 3]);
	moves.within(at(2), -1);
	expect(announcer.message.trim()).toBe('Å-2 ligger redan först');
	expect(column('ongoing')).toEqual([2, 1, 3]);
});

it('[AB5] a card that somebody else has removed is not moved', () => {
	const { moves, doc, at } = buildMoves([{ ...decided, status: { state: 'decided' } }]);
	doc.getMap<Y.Map<unknown>>('actions').get(idOf(1))?.set('removed', { person: 'bob', at: 1 });
	moves.drop(idOf(1), { list: 'ongoing', before: null });
	expect(at(1).status.state).toBe('decided');
});

it('åtgärder of a later week, and those closed before this one, are not on its board', () => {
	const { moves } = buildMoves([
		{ proposedIn: '2026-W49' as WeekKey },
		{ proposedIn: '2026-W45' as WeekKey, status: { state: 'cancelled', reason: 'x' }, closedOn: '2026-11-10' as Day },
		{ proposedIn: '2026-W48' as WeekKey }
	]);
	expect(moves.shown.map(({ number }) => number)).toEqual([3]);
});
