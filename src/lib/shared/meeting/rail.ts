import type { ScreenCaptured } from '../protocol/events.ts';
import { KIND_WORDS } from './capture.ts';
import { metaSize, type Fit } from './fit.ts';
import { wrap } from './wrap.ts';

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
/** Between two, as letters. */
const GAP = '\u00A0\u00A0\u00A0\u00A0\u00A0';

/**
 * As many as there is room for, the newest first: none is cut short. Where not even the newest has room, it says what it
 * is and where to read it.
 */
export function railItems(captured: readonly ScreenCaptured[], fit: Fit, lines = RAIL_LINES): RailItem[] {
	const items = captured.map(({ id, kind, text, missing, at }) => ({
		...{ id, text, missing, at },
		kind: KIND_WORDS[kind]
	}));
	const fits = (shown: readonly RailItem[]) =>
		wrap(shown.map(words).join(` ${GAP}`), fit.width, metaSize(fit)).length <= lines;
	const count = items.findLastIndex((_, index) => fits(items.slice(0, index + 1))) + 1;
	return count > 0 || !items[0] ? items.slice(0, count) : [{ ...items[0], text: TOO_LONG, missing: null }];
}

const TOO_LONG = 'lång text, läs den på tavlan';
const words = ({ kind, text, missing }: RailItem): string => [kind, text, missing ?? ''].join(' ');
