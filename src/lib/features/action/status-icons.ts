import Check from '@lucide/svelte/icons/check';
import CheckCheck from '@lucide/svelte/icons/check-check';
import Circle from '@lucide/svelte/icons/circle';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Contrast from '@lucide/svelte/icons/contrast';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import type { ActionState } from '../../shared/board/action-status.ts';

/** A shape for each status, so that colour is never all. */
export const STATUS_ICONS: Record<ActionState, typeof Check> = {
	proposed: CircleDashed,
	decided: Circle,
	ongoing: Contrast,
	blocked: TriangleAlert,
	done: Check,
	'followed-up': CheckCheck,
	cancelled: CircleSlash
};
