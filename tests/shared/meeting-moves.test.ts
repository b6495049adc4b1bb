import { describe, expect, test } from 'vitest';
import { DEFAULT_AGENDA } from '../../src/lib/shared/meeting/agenda.ts';
import { DEFAULT_CALIBRATION, fitOf } from '../../src/lib/shared/meeting/fit.ts';
import { INITIAL_MEETING } from '../../src/lib/shared/meeting/meeting-state.ts';
import {
	moveFocus,
	moveMeeting,
	nextPlace,
	pageFor,
	placeOf,
	previousPlace,
	spentIn,
	startMeeting,
	undoMeeting,
	type Place
} from '../../src/lib/shared/meeting/moves.ts';
import { pagesOf } from '../../src/lib/shared/meeting/pages.ts';
import { sceneAt, scenesOf } from '../../src/lib/shared/meeting/scenes.ts';
import { timerOf, timerWords } from '../../src/lib/shared/meeting/timer.ts';
import { ALICE, buildEntry, CENTRUM, recordId } from './fixtures.ts';
import { buildFacts, weekWith } from './meeting-facts.ts';

const MINUTE = 60_000;
const show = (place: Partial<Place>) => ({
	do: 'show' as const,
	...placeOf({ key: 'opening', step: 'opening', title: '', blocks: [] }),
	...place
});
const started = startMeeting(INITIAL_MEETING, 0, ALICE);

describe('the timer', () => {
	test('[MT12] time is counted per step, over several visits and without pauses', () => {
		let state = moveMeeting(started, show({ step: 'follow-up', scene: 'follow-up' }), 2 * MINUTE, ALICE);
		state = moveMeeting(state, { do: 'pause' }, 3 * MINUTE, ALICE);
		expect(spentIn(state, 'follow-up', 50 * MINUTE)).toBe(MINUTE);
		state = moveMeeting(state, { do: 'resume' }, 10 * MINUTE, ALICE);
		state = moveMeeting(state, show({}), 11 * MINUTE, ALICE);
		expect([spentIn(state, 'follow-up', 12 * MINUTE), spentIn(state, 'opening', 12 * MINUTE)]).toEqual([
			2 * MINUTE,
			3 * MINUTE
		]);
		const { step, total } = timerOf(state, DEFAULT_AGENDA, 12 * MINUTE);
		expect([step.over, total.over, total.spent]).toEqual([true, false, 5 * MINUTE]);
	});

	test('[MT12] a paused meeting that changes step stays paused', () => {
		let state = moveMeeting(started, { do: 'pause' }, MINUTE, ALICE);
		state = moveMeeting(state, show({ step: 'situation', scene: 'overview' }), 5 * MINUTE, ALICE);
		expect([spentIn(state, 'opening', 9 * MINUTE), spentIn(state, 'situation', 9 * MINUTE)]).toEqual([MINUTE, 0]);
		state = moveMeeting(state, { do: 'resume' }, 9 * MINUTE, ALICE);
		expect(spentIn(state, 'situation', 10 * MINUTE)).toBe(MINUTE);
	});

	test('[MT12] nothing is counted before the meeting; half an hour over time it suggests to end', () => {
		const before = moveMeeting(INITIAL_MEETING, show({ step: 'decisions', scene: 'decide' }), 5, ALICE);
		expect(timerOf(before, DEFAULT_AGENDA, 99 * MINUTE).total.spent).toBe(0);
		expect(timerOf(started, DEFAULT_AGENDA, 60 * MINUTE).suggestEnd).toBe(false);
		expect(timerOf(started, DEFAULT_AGENDA, 61 * MINUTE).suggestEnd).toBe(true);
		expect([timerWords(245_000), timerWords(-5)]).toEqual(['4.05', '0.00']);
	});
});

describe('moves', () => {
	test('[MT13] each change has a higher version and says who; what changes nothing is no change', () => {
		const moved = moveMeeting(started, show({ page: 1 }), 1, ALICE);
		expect([moved.version, moved.by]).toEqual([started.version + 1, ALICE]);
		expect(moveMeeting(moved, show({ page: 1 }), 2, ALICE)).toBe(moved);
		expect(undoMeeting(moved, ALICE)).toEqual({ ...INITIAL_MEETING, by: ALICE, version: moved.version + 1 });
		expect(startMeeting(moved, 9, ALICE)).toBe(moved);
	});

	const entries = Array.from({ length: 9 }, (_, index) =>
		buildEntry({ id: recordId(`e${index}`), text: `Rad ${index}`, where: { area: CENTRUM, place: null } })
	);
	const scenes = scenesOf(buildFacts({ record: weekWith({ entries }) }));
	const fit = fitOf(DEFAULT_CALIBRATION);
	const pagesAt = (at: Place) => pagesOf(sceneAt(scenes, at), fit);

	test('[MT14] → goes through every page of every scene to the end, and ← comes back', () => {
		const seen: string[] = [];
		let at: Place | null = placeOf(scenes[0]!);
		let last = at;
		while (at) {
			seen.push(`${at.scene}/${at.page}`);
			last = at;
			at = nextPlace(scenes, pagesAt(at), at);
		}
		expect(seen).toEqual(scenes.flatMap((one) => pagesOf(one, fit).map(({ index }) => `${one.key}/${index}`)));
		expect(last.scene).toBe('seal');
		expect(previousPlace(scenes, pagesAt(last), last)?.scene).toBe('checklist');
		expect(previousPlace(scenes, pagesAt(placeOf(scenes[0]!)), placeOf(scenes[0]!))).toBeNull();
	});

	test('[MT14] ↓ wanders over the rows of all pages, and stays at the last', () => {
		let at: Place = { step: 'situation', scene: `area:${CENTRUM}`, page: 0, focus: null };
		const pages = pagesAt(at);
		expect(pages.length).toBeGreaterThan(1);
		const seen: (string | null)[] = [];
		for (let press = 0; press < 12; press++) {
			at = moveFocus(pages, at, 1);
			seen.push(at.focus);
			expect(pages[at.page]?.blocks.flatMap(({ rows }) => rows.map(({ id }) => id))).toContain(at.focus);
		}
		expect(seen).toEqual([`level:${CENTRUM}`, ...entries.map(({ id }) => id), 'e8', 'e8']);
		expect(moveFocus(pages, { ...at, focus: 'e1' }, -1).focus).toBe('e0');
		expect(pageFor(pages, { ...at, page: 0 })).toBe(pages.length - 1);
		expect(pageFor(pages, { ...at, page: 99, focus: null })).toBe(pages.length - 1);
	});
});
