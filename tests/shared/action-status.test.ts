import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
	ACTION_STATES,
	actionStatus,
	checkStatusFacts,
	checkStatusStep,
	isClosed,
	isUnderWay,
	nextStates,
	type ActionState,
	type ActionStatus
} from '../../src/lib/shared/board/action-status.ts';
import { actionLabel, homeWeek, isOverdue, isShownIn, weekInRow } from '../../src/lib/shared/board/action.ts';
import { addDays, weekKey, type Day, type WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { buildAction, codeOf, FIELD, PARKS, TODAY, W48 } from './fixtures.ts';

/** From a row to a column: x is a step. As in product.md §1; written out, so that a change of the table is seen here. */
const STEPS = `
               proposed decided ongoing blocked done followed-up cancelled
proposed       .        x       -       -       -    -           x
decided        x        .       x       x       x    -           x
ongoing        -        x       .       x       x    -           x
blocked        -        x       x       .       x    -           x
done           -        x       x       x       .    x           -
followed-up    -        -       -       -       x    .           -
cancelled      x        x       x       x       -    -           .
`;

function stepsOf(table: string): [from: ActionState, to: ActionState, mark: string][] {
	const [head = [], ...rows] = table
		.trim()
		.split('\n')
		.map((line) => line.trim().split(/\s+/));
	return rows.flatMap(([from, ...marks]) =>
		marks.map(
			(mark, index) => [from as ActionState, head[index] as ActionState, mark] as [ActionState, ActionState, string]
		)
	);
}

const statusIn = (state: ActionState): ActionStatus => {
	switch (state) {
		case 'blocked':
		case 'cancelled':
			return { state, reason: 'Väntar på offert' };
		case 'followed-up':
			return { state, effect: 'decreased', sentence: 'Färre klagomål' };
		default:
			return { state };
	}
};

describe('steps', () => {
	test('[AC1] the table covers every pair of states', () =>
		expect(stepsOf(STEPS)).toHaveLength(ACTION_STATES.length ** 2));

	test.each(stepsOf(STEPS))('[AC1] %s → %s: %s', (from, to, mark) => {
		expect(checkStatusStep(from, to).ok).toBe(mark !== '-');
		expect(nextStates(from).includes(to)).toBe(mark === 'x');
	});

	test('[AC1] every step can be undone', () => {
		for (const from of ACTION_STATES)
			for (const to of nextStates(from)) expect(nextStates(to), `${from} → ${to}`).toContain(from);
	});
});

describe('what a state needs', () => {
	const whole = { owner: PARKS, performers: [FIELD], due: TODAY };

	test.each(ACTION_STATES)('[AC2] %s', (state) => {
		const status = statusIn(state);
		const needs = state !== 'proposed' && state !== 'cancelled';
		expect(codeOf(checkStatusFacts({ status, ...whole }))).toBe('ok');
		expect(codeOf(checkStatusFacts({ status, ...whole, owner: null }))).toBe(needs ? 'needs-owner' : 'ok');
		expect(codeOf(checkStatusFacts({ status, ...whole, performers: [] }))).toBe(needs ? 'needs-performer' : 'ok');
		expect(codeOf(checkStatusFacts({ status, ...whole, due: null }))).toBe(needs ? 'needs-due' : 'ok');
	});

	test.each([
		{ state: 'blocked' },
		{ state: 'blocked', reason: '' },
		{ state: 'blocked', reason: '   ' },
		{ state: 'cancelled' },
		{ state: 'followed-up', effect: 'decreased' },
		{ state: 'followed-up', sentence: 'Färre klagomål' },
		{ state: 'followed-up', effect: 'better', sentence: 'Färre klagomål' },
		{ state: 'decided', reason: 'overflow' },
		{ state: 'overdue' }
	])('[AC3] $state is not written as %j', (status) => expect(v.is(actionStatus, status)).toBe(false));

	test.each(ACTION_STATES)('[AC3] %s with all it carries can be written', (state) =>
		expect(v.is(actionStatus, statusIn(state))).toBe(true)
	);
});

test('[AC4] försenad is work past its date, and never set', () => {
	const yesterday = addDays(TODAY, -1);
	for (const state of ACTION_STATES) {
		const late = state === 'decided' || state === 'ongoing' || state === 'blocked';
		expect(isUnderWay(state)).toBe(late);
		expect(isOverdue({ status: statusIn(state), due: yesterday }, TODAY), state).toBe(late);
		expect(isOverdue({ status: statusIn(state), due: TODAY }, TODAY)).toBe(false);
		expect(isOverdue({ status: statusIn(state), due: null }, TODAY)).toBe(false);
	}
});

describe('the weeks it is shown in', () => {
	const week = (number: number) => ({ year: 2026, number });
	const decidedIn48 = buildAction({ decidedIn: weekKey(W48), status: { state: 'ongoing' } });

	test('[AC6] not before its own week, and in every week after while it is open', () => {
		expect(isShownIn(decidedIn48, week(47))).toBe(false);
		for (const number of [48, 49, 53]) expect(isShownIn(decidedIn48, week(number))).toBe(true);
		expect(isShownIn(decidedIn48, { year: 2027, number: 10 })).toBe(true);
	});

	test('[AC6] until and with the week it was closed in', () => {
		const closed = { ...decidedIn48, status: statusIn('cancelled'), closedOn: '2026-12-06' as Day };
		expect(isShownIn(closed, week(49))).toBe(true);
		expect(isShownIn(closed, week(50))).toBe(false);
	});

	test('[AC6] not when it was taken away', () => {
		const removed = { person: 'alice' as never, at: 1 };
		expect(isShownIn({ ...decidedIn48, removed }, W48)).toBe(false);
	});

	test('[AC6] weeks in a row are counted across the year boundary', () => {
		expect(weekInRow(decidedIn48, W48)).toBe(1);
		expect(weekInRow(decidedIn48, week(51))).toBe(4);
		expect(weekInRow(decidedIn48, { year: 2027, number: 1 })).toBe(7);
		expect(weekInRow({ decidedIn: null, proposedIn: null }, W48)).toBe(1);
	});

	test('[AC5] it belongs to the week of the decision, and before that to the proposal’s', () => {
		const proposedIn = '2026-W47' as WeekKey;
		expect(homeWeek({ decidedIn: null, proposedIn })).toBe('2026-W47');
		expect(homeWeek({ decidedIn: '2026-W48' as WeekKey, proposedIn })).toBe('2026-W48');
	});
});

test('[AC6] closed is followed up or cancelled, and nothing else', () =>
	expect(ACTION_STATES.filter(isClosed)).toEqual(['followed-up', 'cancelled']));

test('[AC11] a number is a name; before it there is a place for one', () => {
	expect(actionLabel({ number: 31 })).toBe('Å-31');
	expect(actionLabel({ number: null })).toBe('Å-…');
});
