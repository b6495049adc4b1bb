/**
 * Week life cycle of product.md §1. The state is the database's; a sealed week is read-only on the server. `ended` is a
 * meeting that is over and whose lägesbild nobody has sealed yet.
 */
export const WEEK_STATES = ['upcoming', 'reporting', 'compiling', 'meeting', 'ended', 'sealed'] as const;
export type WeekState = (typeof WEEK_STATES)[number];

export const WEEK_STATE_WORDS: Record<WeekState, string> = {
	upcoming: 'Kommande',
	reporting: 'Öppen för rapportering',
	compiling: 'Sammanställs',
	meeting: 'Möte pågår',
	ended: 'Avslutat, ej fastställt',
	sealed: 'Fastställd'
};

export const isSealed = (state: WeekState): boolean => state === 'sealed';

/** Had a week been sealed by a moment (milliseconds)? As its moves say. */
export const wasSealedBy = (moves: readonly { state: WeekState; at: number }[], moment: number): boolean =>
	moves.some(({ state, at }) => isSealed(state) && at <= moment);

/** Is it being worked on: does it take over what still stands from the weeks before? */
export const isOpen = (state: WeekState): boolean =>
	state === 'reporting' || state === 'compiling' || state === 'meeting';

/** Has its meeting begun, at least? A week that never came to that was skipped. */
export const wasMet = (state: WeekState): boolean => state === 'meeting' || state === 'ended' || state === 'sealed';

/** Where the sammankallande may move a week by hand. A step back undoes a wrong press; sealing is a command of its own. */
const NEXT: Record<WeekState, readonly WeekState[]> = {
	upcoming: ['reporting'],
	reporting: ['compiling', 'meeting', 'upcoming'],
	compiling: ['meeting', 'reporting'],
	meeting: ['ended', 'compiling'],
	ended: ['meeting'],
	sealed: []
};

/** The first is the ordinary next step. */
export const nextWeekStates = (from: WeekState): readonly WeekState[] => NEXT[from];

export const mayMoveWeek = (from: WeekState, to: WeekState): boolean => NEXT[from].includes(to);

/** May the week be sealed as it stands? */
export const isSealable = (state: WeekState): boolean => state === 'meeting' || state === 'ended';
