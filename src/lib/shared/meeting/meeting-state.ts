import * as v from 'valibot';
import { AGENDA_STEPS, type AgendaStep } from './agenda.ts';
import type { PersonId } from '../ids.ts';

/**
 * Where the meeting is: shared live over socket.io, kept by the server, the same for every surface. Which scenes a step
 * has follows from the board (scenes.ts); this names one of them by key, so that a board that changes meanwhile moves
 * nobody.
 */
export interface MeetingState {
	step: AgendaStep;
	/** Key of the scene, such as `area:<id>`; unknown keys show the step's first scene. */
	scene: string;
	/** Page of the scene, from 0; the screen decides how many there are, by what it can fit. */
	page: number;
	/** The row in focus: an åtgärd, a lägesrad, an area … Null is none. */
	focus: string | null;
	/** Milliseconds, server time; null while no meeting goes on. */
	startedAt: number | null;
	stepStartedAt: number | null;
	/** Milliseconds spent in each step before the present visit to it. */
	spent: Partial<Record<AgendaStep, number>>;
	/** Since when the timer stands still; null while it runs. */
	pausedAt: number | null;
	/** Who moved it last. */
	by: PersonId | null;
	/** Rises by one with every change, also over a restart: the newest wins. */
	version: number;
}

export const INITIAL_MEETING: MeetingState = {
	step: 'opening',
	scene: 'opening',
	page: 0,
	focus: null,
	startedAt: null,
	stepStartedAt: null,
	spent: {},
	pausedAt: null,
	by: null,
	version: 0
};

const key = v.pipe(v.string(), v.maxLength(64));

/** What a leading surface asks for. */
export const meetingMove = v.variant('do', [
	v.strictObject({
		do: v.literal('show'),
		step: v.picklist(AGENDA_STEPS),
		scene: key,
		page: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
		focus: v.nullable(key)
	}),
	v.strictObject({ do: v.literal('pause') }),
	v.strictObject({ do: v.literal('resume') })
]);
export type MeetingMove = v.InferOutput<typeof meetingMove>;
