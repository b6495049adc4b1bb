import { AGENDA_STEPS, type AgendaStep } from './agenda.ts';
import type { MeetingFacts } from './facts.ts';
import { namesOf, type Names } from './names.ts';
import type { Scene } from './scene.ts';
import { decisionScenes } from './scenes-decisions.ts';
import { followUpScenes } from './scenes-follow-up.ts';
import { openingScenes } from './scenes-opening.ts';
import { priorityScenes } from './scenes-priorities.ts';
import { sealingScenes } from './scenes-sealing.ts';
import { situationScenes } from './scenes-situation.ts';

const SCENES: Record<AgendaStep, (facts: MeetingFacts, names: Names) => Scene[]> = {
	opening: openingScenes,
	'follow-up': followUpScenes,
	situation: situationScenes,
	priorities: priorityScenes,
	decisions: decisionScenes,
	sealing: sealingScenes
};

/** All scenes of the meeting, in the order of the agenda; every step has at least one, whose key is the step's first. */
export function scenesOf(facts: MeetingFacts): Scene[] {
	const names = namesOf(facts.organisation);
	return AGENDA_STEPS.flatMap((step) => SCENES[step](facts, names));
}

export const scenesIn = (scenes: readonly Scene[], step: AgendaStep): Scene[] =>
	scenes.filter((scene) => scene.step === step);

/** The scene that a state names; one that is no longer there shows its step's first. */
export const sceneAt = (scenes: readonly Scene[], { step, scene }: { step: AgendaStep; scene: string }): Scene =>
	scenes.find((one) => one.step === step && one.key === scene) ?? scenesIn(scenes, step)[0]!;
