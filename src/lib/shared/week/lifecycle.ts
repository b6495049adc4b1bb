/** Week life cycle of product.md §1. The state is the database's; a sealed week is read-only on the server. */
export const WEEK_STATES = ['upcoming', 'reporting', 'compiling', 'meeting', 'sealed'] as const;
export type WeekState = (typeof WEEK_STATES)[number];

export const WEEK_STATE_WORDS: Record<WeekState, string> = {
	upcoming: 'Kommande',
	reporting: 'Öppen för rapportering',
	compiling: 'Sammanställs',
	meeting: 'Möte pågår',
	sealed: 'Fastställd'
};

export const isSealed = (state: WeekState): boolean => state === 'sealed';
