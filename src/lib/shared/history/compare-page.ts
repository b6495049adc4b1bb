import type { Comparison } from './comparison.ts';
import type { Preset, Spot } from './compare-address.ts';
import type { AlertLevel } from '../organisation.ts';
import type { Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';

/** What Jämför's `load` gives the page. */
export interface ComparePage {
	/** As it was asked for, in the order it was asked in. */
	asked: { from: Spot; to: Spot };
	/** What the address said that is no week and no moment. */
	notUnderstood: { from: string | null; to: string | null };
	choices: WeekChoice[];
	presets: Preset[];
	levels: readonly AlertLevel[];
	outcome: Outcome;
}

/** A week that can be picked. */
export interface WeekChoice {
	/** `2026-47` */
	value: string;
	week: Week;
	state: WeekState;
}

/** Why there is nothing to compare, or what came of it. */
export type Outcome =
	| { is: 'same' }
	| { is: 'missing'; sides: Missing[] }
	| { is: 'unread' }
	| { is: 'compared'; before: Side; after: Side; swapped: boolean; comparison: Comparison; shown: string | null };

/** A side that has no board for this person. */
export interface Missing {
	name: string;
	why: 'no-board' | 'not-yours' | 'removed' | 'ahead';
}

/** One of the two moments, in words. */
export interface Side {
	spot: Spot;
	/** "v47", "v47 tor 19 nov 10.42" */
	name: string;
	/** "fastställd tor 19 nov 11.20", "som den såg ut tor 19 nov 10.42", "som den är nu" */
	how: string;
	/** The board as it was then. */
	href: string;
}
