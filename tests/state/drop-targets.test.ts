import { describe, expect, it } from 'vitest';
import type { FunktionId, RecordId } from '../../src/lib/shared/ids.ts';
import type { Day, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { ActionState, ActionStatus } from '../../src/lib/shared/board/action-status.ts';
import {
	columnOf,
	COLUMNS,
	neighbours,
	offeredStates,
	planMove,
	stateBeside,
	stateFor,
	stepWithin,
	type ActionRights
} from '../../src/lib/features/board/drop-targets.ts';

const ALL: ActionRights = { edit: true, work: true, decide: true, comment: true };
const COORDINATOR: ActionRights = { ...ALL, decide: false };
const PERFORMER: ActionRights = { edit: false, work: true, decide: false, comment: true };
const READER: ActionRights = { edit: false, work: false, decide: false, comment: false };

const statusOf = (state: ActionState): ActionStatus => ({ state }) as ActionStatus;
const bare = (state: ActionState) => ({
	status: statusOf(state),
	decidedIn: state === 'proposed' ? null : ('2026-W47' as WeekKey),
	owner: null,
	performers: [],
	due: null
});
const whole = (state: ActionState) => ({
	...bare(state),
	owner: 'gata' as FunktionId,
	performers: ['park' as FunktionId],
	due: '2026-11-27' as Day
});

describe('a move of an åtgärd', () => {
	it('[AB1] goes at once when the status has all it needs', () => {
		expect(planMove(whole('decided'), 'ongoing', ALL)).toEqual({ kind: 'go', status: { state: 'ongoing' } });
	});

	it('[AB1] asks for utförare, ansvarig and date when a proposal without them is to be decided', () => {
		expect(planMove(bare('proposed'), 'decided', ALL)).toEqual({
			kind: 'ask',
			state: 'decided',
			facts: ['performers', 'owner', 'due']
		});
	});

	it('[AB1] asks only for what is missing', () => {
		const lacksDate = { ...whole('proposed'), due: null };
		expect(planMove(lacksDate, 'decided', ALL)).toMatchObject({ facts: ['due'] });
	});

	it.each([
		['blocked', ['reason']],
		['cancelled', ['reason']]
	] as const)('[AB1] asks why when the åtgärd goes to %s', (state, facts) => {
		expect(planMove(whole('ongoing'), state, ALL)).toEqual({ kind: 'ask', state, facts });
	});

	it('[AB1] asks for the effect at follow-up', () => {
		expect(planMove(whole('done'), 'followed-up', ALL)).toEqual({
			kind: 'ask',
			state: 'followed-up',
			facts: ['effect']
		});
	});

	it('[AB2] is refused with a reason when the step does not exist', () => {
		expect(planMove(whole('proposed'), 'done', ALL)).toEqual({ kind: 'refuse', refusal: 'not-a-step' });
	});

	it('[AB2] within a column changes no status', () => {
		expect(planMove(whole('ongoing'), 'ongoing', ALL)).toEqual({ kind: 'stay' });
	});

	it('[AB3] is refused to somebody who may only read', () => {
		expect(planMove(whole('decided'), 'ongoing', READER)).toEqual({ kind: 'refuse', refusal: 'not-yours' });
	});

	it('[AB3] a utförare reports progress but does not decide', () => {
		expect(planMove(whole('decided'), 'ongoing', PERFORMER).kind).toBe('go');
		expect(planMove(whole('proposed'), 'decided', PERFORMER).kind).toBe('refuse');
	});

	it('[AB3] a utförare neither follows up nor cancels', () => {
		expect(planMove(whole('done'), 'followed-up', PERFORMER)).toEqual({ kind: 'refuse', refusal: 'not-yours' });
		expect(planMove(whole('ongoing'), 'cancelled', PERFORMER)).toEqual({ kind: 'refuse', refusal: 'not-yours' });
	});

	it('[AB3] a samordnare cancels a proposal, but neither decides it nor takes a decision back', () => {
		expect(planMove(whole('proposed'), 'cancelled', COORDINATOR).kind).toBe('ask');
		expect(planMove(whole('proposed'), 'decided', COORDINATOR)).toMatchObject({ refusal: 'not-yours-to-decide' });
		expect(planMove(whole('decided'), 'proposed', COORDINATOR)).toMatchObject({ refusal: 'not-yours-to-decide' });
	});

	it('[AB3] what was decided before it was cancelled is taken up again without a new decision', () => {
		expect(planMove(whole('cancelled'), 'ongoing', COORDINATOR).kind).toBe('go');
		expect(planMove({ ...whole('cancelled'), decidedIn: null }, 'ongoing', COORDINATOR)).toMatchObject({
			refusal: 'not-yours-to-decide'
		});
	});

	it('[AB3] a utförare is not asked for fields that are not theirs to fill in', () => {
		const lacksDate = { ...whole('decided'), due: null };
		expect(planMove(lacksDate, 'ongoing', PERFORMER)).toEqual({ kind: 'refuse', refusal: 'lacks-facts' });
	});

	it('[AB3] the menu offers exactly the moves that would not be refused', () => {
		expect(offeredStates(whole('decided'), ALL)).toEqual(['proposed', 'ongoing', 'blocked', 'done', 'cancelled']);
		expect(offeredStates(whole('decided'), PERFORMER)).toEqual(['ongoing', 'blocked', 'done']);
		expect(offeredStates(whole('decided'), READER)).toEqual([]);
	});
});

describe('columns', () => {
	it('every state has one, and the closed ones share the last', () => {
		expect(COLUMNS.map(String)).toContain(columnOf('ongoing'));
		expect([columnOf('followed-up'), columnOf('cancelled')]).toEqual(['closed', 'closed']);
	});

	it('[AB2] a drop among the closed follows up what is done and cancels everything else', () => {
		expect(stateFor('closed', 'done')).toBe('followed-up');
		expect(stateFor('closed', 'ongoing')).toBe('cancelled');
		expect(stateFor('closed', 'followed-up')).toBe('followed-up');
	});

	it('[AB4] Alt+→ skips columns that can not be reached', () => {
		expect(stateBeside(whole('decided'), 1, ALL)).toBe('ongoing');
		expect(stateBeside(whole('done'), 1, ALL)).toBe('followed-up');
		expect(stateBeside(whole('proposed'), -1, ALL)).toBeNull();
		expect(stateBeside(whole('done'), -1, ALL)).toBe('blocked');
	});
});

describe('places in a list', () => {
	const list = ['a', 'b', 'c'].map((id) => ({ id: id as RecordId }));

	it('does not count the moved card among its neighbours', () => {
		expect(neighbours(list, 'b', 'c')).toEqual({ before: 'a', after: 'c', index: 1 });
	});

	it('is last when nothing comes after, or what came after is gone', () => {
		expect(neighbours(list, 'x', null)).toEqual({ before: 'c', after: null, index: 3 });
		expect(neighbours(list, 'a', 'removed')).toEqual({ before: 'c', after: null, index: 2 });
	});

	it('[AB4] Alt+↑ and Alt+↓ go one step, and nowhere past the ends', () => {
		expect(stepWithin(list, 'b', -1)).toBe('a');
		expect(stepWithin(list, 'a', 1)).toBe('c');
		expect(stepWithin(list, 'b', 1)).toBeNull();
		expect(stepWithin(list, 'c', 1)).toBeUndefined();
		expect(stepWithin(list, 'a', -1)).toBeUndefined();
	});
});
