import type { ScreenCaptured } from '../protocol/events.ts';
import { KIND_WORDS } from './capture.ts';
import { metaSize, type Fit } from './fit.ts';
import { textWidth } from './wrap.ts';

/** Something on the rail of what was just captured. */
export interface RailItem {
	id: string;
	kind: string;
	text: string;
	missing: string | null;
	at: number;
}

/** The rail has two lines of the smaller type. */
export const RAIL_LINES = 2;
/** Icon, and the gap to the next, in em; what a line may lose where a word does not fit at its end. */
const AROUND_ITEM = 3;
const LOST_PER_LINE = 0.25;

/**
 * As many as there is room for, the newest first: none is cut short. Where not even the newest has room, it says what it
 * is and where to read it.
 */
export function railItems(captured: readonly ScreenCaptured[], fit: Fit, lines = RAIL_LINES): RailItem[] {
	const items = captured.map(({ id, kind, text, missing, at }) => ({
		...{ id, text, missing, at },
		kind: KIND_WORDS[kind]
	}));
	const room = fit.width * lines * (1 - LOST_PER_LINE);
	const shown: RailItem[] = [];
	let used = 0;
	for (const item of items) {
		used += railWidth(item, fit);
		if (used > room) break;
		shown.push(item);
	}
	return shown.length > 0 || !items[0] ? shown : [{ ...items[0], text: 'lång text, läs den på tavlan', missing: null }];
}

const railWidth = ({ kind, text, missing }: RailItem, fit: Fit): number =>
	textWidth([kind, text, missing ?? ''].join(' '), metaSize(fit)) + AROUND_ITEM * metaSize(fit);
