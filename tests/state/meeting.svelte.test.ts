import { flushSync } from 'svelte';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_AGENDA } from '../../src/lib/shared/meeting/agenda.ts';
import { INITIAL_MEETING, type MeetingMove, type MeetingState } from '../../src/lib/shared/meeting/meeting-state.ts';
import { moveMeeting, type Place } from '../../src/lib/shared/meeting/moves.ts';
import type { MeetingNews } from '../../src/lib/shared/protocol/events.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { MeetingView } from '../../src/lib/state/meeting.svelte.ts';

const WEEK = '2026-W48' as WeekKey;
const place = (scene: string): Place => ({ step: 'situation', scene, page: 0, focus: null });

/** A line whose other end says what the test wants. */
class FakeLine {
	connected = $state(true);
	meeting = $state.raw<MeetingNews | null>(null);
	answer = true;
	joined: WeekKey | null = null;
	readonly moves: MeetingMove[] = [];

	joinMeeting(week: WeekKey | null) {
		this.joined = week;
	}
	async moveMeeting(move: MeetingMove): Promise<boolean> {
		this.moves.push(move);
		return this.answer;
	}
	says(state: MeetingState, at = 1_000) {
		this.meeting = { week: WEEK, state, at };
		flushSync();
	}
}

function open(mayLead = true) {
	const line = new FakeLine();
	const view = new MeetingView({
		week: WEEK,
		line,
		agenda: () => DEFAULT_AGENDA,
		mayLead: () => mayLead,
		clock: () => 500
	});
	onTestFinished(view.open());
	flushSync();
	return { line, view };
}

const at = (scene: string): MeetingState => moveMeeting(INITIAL_MEETING, { do: 'show', ...place(scene) }, 0, null);

describe('following', () => {
	test('[MT19] a surface goes where the meeting goes, until it goes its own way, and back', () => {
		const { line, view } = open(false);
		expect(line.joined).toBe(WEEK);
		line.says(at('a'));
		expect(view.shown.scene).toBe('a');
		view.lookAt(place('mine'));
		line.says(at('b'));
		expect([view.following, view.shown.scene, view.state.scene]).toEqual([false, 'mine', 'b']);
		view.toggleFollow();
		expect([view.following, view.shown.scene]).toEqual([true, 'b']);
		view.unfollow();
		line.says(at('c'));
		expect(view.shown.scene).toBe('b');
	});

	test('[MT19] who may not lead, and who has no line, moves their own surface only', async () => {
		const guest = open(false);
		expect(await guest.view.lead(place('x'))).toBe(false);
		const offline = open();
		offline.line.connected = false;
		expect(await offline.view.lead(place('x'))).toBe(false);
		for (const { line, view } of [guest, offline])
			expect([line.moves.length, view.shown.scene, view.state.scene]).toEqual([0, 'x', 'opening']);
	});

	test('[MT19] a leader sees the move at once, and sees it taken back when the server says no', async () => {
		const { line, view } = open();
		line.says(at('a'));
		const moving = view.lead(place('b'));
		expect([view.shown.scene, view.moving]).toEqual(['b', true]);
		expect(await moving).toBe(true);
		line.answer = false;
		expect(await view.lead(place('c'))).toBe(false);
		expect([view.shown.scene, view.following]).toEqual(['b', true]);
	});

	test("[MT12] the timer is by the server's clock", () => {
		const { line, view } = open();
		line.says({ ...INITIAL_MEETING, startedAt: 90_000, stepStartedAt: 90_000 }, 100_000);
		expect(view.timer.step.spent).toBe(10_000);
	});
});
