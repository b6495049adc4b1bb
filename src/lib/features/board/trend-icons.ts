import ArrowDownRight from '@lucide/svelte/icons/arrow-down-right';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import CircleOff from '@lucide/svelte/icons/circle-off';
import Plus from '@lucide/svelte/icons/plus';
import type { Trend } from '../../shared/board/entry.ts';

/** A shape for how a row stands. */
export const TREND_ICONS: Record<Trend, typeof Plus> = {
	new: Plus,
	rising: ArrowUpRight,
	unchanged: ArrowRight,
	falling: ArrowDownRight,
	ceased: CircleOff
};
