import ArrowDownRight from '@lucide/svelte/icons/arrow-down-right';
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import ArrowUpRight from '@lucide/svelte/icons/arrow-up-right';
import Check from '@lucide/svelte/icons/check';
import Circle from '@lucide/svelte/icons/circle';
import CircleDashed from '@lucide/svelte/icons/circle-dashed';
import EyeOff from '@lucide/svelte/icons/eye-off';
import Repeat from '@lucide/svelte/icons/repeat-2';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import UserX from '@lucide/svelte/icons/user-x';
import type { AreaTrend } from '../../shared/board/area-level.ts';
import type { Mark, SceneRow } from '../../shared/meeting/scene.ts';
import { STATUS_ICONS } from '../action/status-icons.ts';
import { TREND_ICONS } from '../board/trend-icons.ts';

/** Shape says as much as colour: the same signs as on the board, large enough for the back of the room. */

const ATTENDANCE = { ordinary: Check, deputy: Repeat, vacant: CircleDashed, absent: UserX };
export const AREA_TREND_ICONS: Record<AreaTrend, typeof ArrowRight> = {
	up: ArrowUpRight,
	level: ArrowRight,
	down: ArrowDownRight
};

/** The sign at the left of a row, and the tone it has. */
export interface Sign {
	icon: typeof Check;
	tone: string;
}

export function signOf({ kind, marks, part }: SceneRow & { part: number }): Sign | null {
	if (part > 0) return null;
	if (kind === 'hidden') return { icon: EyeOff, tone: 'quiet' };
	if (kind === 'check') return { icon: TriangleAlert, tone: 'warning' };
	for (const mark of marks) {
		const sign = markSign(mark);
		if (sign) return sign;
	}
	return null;
}

function markSign(mark: Mark): Sign | null {
	switch (mark.kind) {
		case 'status':
			return { icon: STATUS_ICONS[mark.state], tone: mark.state };
		case 'assessment':
			return assessmentSign(mark);
		case 'attendance':
			return mark.state === null ? { icon: Circle, tone: 'quiet' } : { icon: ATTENDANCE[mark.state], tone: mark.state };
		case 'missing':
			return mark.what === 'report' ? { icon: TriangleAlert, tone: 'warning' } : null;
		default:
			return null;
	}
}

function assessmentSign({ assessment }: Extract<Mark, { kind: 'assessment' }>): Sign | null {
	if (assessment === null) return null;
	if (assessment.kind === 'confirmed') return { icon: Check, tone: 'quiet' };
	return { icon: TREND_ICONS[assessment.trend], tone: assessment.trend };
}
