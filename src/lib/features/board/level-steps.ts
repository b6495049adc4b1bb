/** Where a level stands on the ramp of five colours: 1 is calmest, 5 the gravest, whatever the samverkan's count is. */
export type LevelStep = 1 | 2 | 3 | 4 | 5;

export function levelStep(level: number, count: number): LevelStep {
	if (count < 2) return 1;
	const place = 1 + Math.round(((Math.min(Math.max(level, 1), count) - 1) / (count - 1)) * 4);
	return place as LevelStep;
}

/** One shape per part of the ramp, so that colour is never alone: ● ▲ ■. */
export type LevelShape = 'circle' | 'triangle' | 'square';

export const levelShape = (step: LevelStep): LevelShape => (step <= 2 ? 'circle' : step <= 4 ? 'triangle' : 'square');
