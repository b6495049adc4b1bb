import { AGENDA_STEPS, agendaLength, type AgendaMinutes, type AgendaStep } from './agenda.ts';
import type { MeetingState } from './meeting-state.ts';
import { spentIn } from './moves.ts';

const MINUTE = 60_000;
/** Minutes over time after which the meeting suggests to end. */
export const SUGGEST_END_AFTER = 30;

/** The quiet timer. Milliseconds. */
export interface MeetingTimer {
	running: boolean;
	step: { spent: number; box: number; over: boolean };
	total: { spent: number; box: number; over: boolean };
	steps: Record<AgendaStep, { spent: number; box: number }>;
	/** Nobody has ended a meeting that is half an hour over its time. */
	suggestEnd: boolean;
}

export function timerOf(state: MeetingState, agenda: AgendaMinutes, now: number): MeetingTimer {
	const steps = Object.fromEntries(
		AGENDA_STEPS.map((step) => [step, { spent: spentIn(state, step, now), box: agenda[step] * MINUTE }])
	) as MeetingTimer['steps'];
	const step = steps[state.step];
	const spent = AGENDA_STEPS.reduce((sum, step) => sum + steps[step].spent, 0);
	const box = agendaLength(agenda) * MINUTE;
	const running = state.startedAt !== null && state.pausedAt === null;
	return {
		...{ running, steps },
		step: { ...step, over: step.spent > step.box },
		total: { spent, box, over: spent > box },
		suggestEnd: running && spent > box + SUGGEST_END_AFTER * MINUTE
	};
}

/** "4.05", "62.30": minutes and seconds, as a clock of the room shows them. */
export function timerWords(milliseconds: number): string {
	const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
	return `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, '0')}`;
}
