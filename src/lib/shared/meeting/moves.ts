import type { PersonId } from '../ids.ts';
import type { AgendaStep } from './agenda.ts';
import { INITIAL_MEETING, type MeetingMove, type MeetingState } from './meeting-state.ts';
import type { ScenePage } from './pages.ts';
import type { Scene } from './scene.ts';
import { sceneAt } from './scenes.ts';

/** What `show` names. */
export type Place = Pick<MeetingState, 'step' | 'scene' | 'page' | 'focus'>;

/**
 * The meeting after somebody's move at that moment (server time). A move that changes nothing gives the same state back,
 * so that nobody is told of it.
 */
export function moveMeeting(state: MeetingState, move: MeetingMove, now: number, by: PersonId | null): MeetingState {
	const changed = changes(state, move, now);
	return changed ? { ...state, ...changed, by, version: state.version + 1 } : state;
}

function changes(state: MeetingState, move: MeetingMove, now: number): Partial<MeetingState> | null {
	switch (move.do) {
		case 'show':
			return showing(state, move, now);
		case 'pause':
			return state.startedAt === null || state.pausedAt !== null ? null : { pausedAt: now };
		case 'resume':
			return state.pausedAt === null ? null : { pausedAt: null, stepStartedAt: startOfVisit(state, now) };
	}
}

function showing(state: MeetingState, { step, scene, page, focus }: Place, now: number): Partial<MeetingState> | null {
	const there = state.step === step && state.scene === scene && state.page === page && state.focus === focus;
	if (there) return null;
	return { step, scene, page, focus, ...(step === state.step ? {} : leavingStep(state, now)) };
}

/** The time of the visit that ends is kept; the clock goes on, or stands, as it did. */
function leavingStep(state: MeetingState, now: number): Partial<MeetingState> {
	if (state.startedAt === null) return {};
	return {
		spent: { ...state.spent, [state.step]: spentIn(state, state.step, now) },
		stepStartedAt: now,
		pausedAt: state.pausedAt === null ? null : now
	};
}

/** When the present visit would have begun, had the clock not stood still. */
function startOfVisit({ stepStartedAt, pausedAt }: MeetingState, now: number): number | null {
	return stepStartedAt === null || pausedAt === null ? stepStartedAt : stepStartedAt + Math.max(0, now - pausedAt);
}

/** Milliseconds spent in a step so far, pauses not counted. A clock that is set back counts nothing. */
export function spentIn(state: MeetingState, step: AgendaStep, now: number): number {
	const before = state.spent[step] ?? 0;
	if (state.step !== step || state.stepStartedAt === null) return before;
	return before + Math.max(0, (state.pausedAt ?? now) - state.stepStartedAt);
}

/** The week is in its meeting: the clock starts, or goes on where the meeting had been ended by mistake. */
export function startMeeting(state: MeetingState, now: number, by: PersonId | null): MeetingState {
	if (state.startedAt !== null) return moveMeeting(state, { do: 'resume' }, now, by);
	const { version } = state;
	return { ...INITIAL_MEETING, startedAt: now, stepStartedAt: now, by, version: version + 1 };
}

/** The meeting is over, or was never meant to begin: then nothing is left of it. */
export const endMeeting = (state: MeetingState, now: number, by: PersonId | null): MeetingState =>
	moveMeeting(state, { do: 'pause' }, now, by);
export const undoMeeting = (state: MeetingState, by: PersonId | null): MeetingState =>
	state.startedAt === null ? state : { ...INITIAL_MEETING, by, version: state.version + 1 };

const isLast = (pages: readonly ScenePage[], page: number): boolean => page >= pages.length - 1;

/** → : the next page of the scene, then the next scene; null at the end. */
export function nextPlace(scenes: readonly Scene[], pages: readonly ScenePage[], at: Place): Place | null {
	if (!isLast(pages, at.page)) return { ...at, page: at.page + 1, focus: null };
	return sceneFrom(scenes, at, 1);
}

/** ← : the page before, then the scene before. It begins at its first page: how many it has is the screen's to know. */
export function previousPlace(scenes: readonly Scene[], pages: readonly ScenePage[], at: Place): Place | null {
	const page = Math.min(at.page, pages.length - 1);
	if (page > 0) return { ...at, page: page - 1, focus: null };
	return sceneFrom(scenes, at, -1);
}

function sceneFrom(scenes: readonly Scene[], at: Place, by: 1 | -1): Place | null {
	const found = scenes[scenes.indexOf(sceneAt(scenes, at)) + by];
	return found ? placeOf(found) : null;
}

export const placeOf = ({ step, key }: Scene): Place => ({ step, scene: key, page: 0, focus: null });

/** The step's first scene: what pressing a step in the agenda shows. */
export const stepPlace = (scenes: readonly Scene[], step: AgendaStep): Place =>
	placeOf(sceneAt(scenes, { step, scene: '' }));

interface FocusStop {
	page: number;
	id: string;
}

/** Rows that may be in focus, each on the page where it begins. */
function focusStops(pages: readonly ScenePage[]): FocusStop[] {
	const stops = pages.flatMap(({ index, blocks }) =>
		blocks.flatMap(({ rows }) =>
			rows.filter(({ focusable, part }) => focusable && part === 0).map(({ id }) => ({ page: index, id }))
		)
	);
	return stops.filter(({ id }, index) => stops.findIndex((other) => other.id === id) === index);
}

/** ↑ and ↓: the focus wanders over the rows of all pages, and the page with it; it stays at either end. */
export function moveFocus(pages: readonly ScenePage[], at: Place, by: 1 | -1): Place {
	const stops = focusStops(pages);
	const current = stops.findIndex(({ id }) => id === at.focus);
	const onPage = stops.filter(({ page }) => page === Math.min(at.page, pages.length - 1));
	const entry = by === 1 ? onPage[0] : onPage.at(-1);
	const stop = current < 0 ? (entry ?? stops[0]) : stops[Math.min(Math.max(0, current + by), stops.length - 1)];
	return stop ? { ...at, page: stop.page, focus: stop.id } : at;
}

/** The page that shows the row in focus, for a surface whose pages are others than the leader's; else the same number. */
export function pageFor(pages: readonly ScenePage[], { page, focus }: Place): number {
	const found = focus === null ? undefined : focusStops(pages).find(({ id }) => id === focus);
	return found?.page ?? Math.min(page, pages.length - 1);
}
