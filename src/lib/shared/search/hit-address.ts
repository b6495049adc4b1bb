import { parseWeekKey, weekPath, type Week, type WeekKey } from '../week/iso-week.ts';
import type { RecordId } from '../ids.ts';
import type { SearchKind } from './hit.ts';

/** What an address needs to know of what was found. */
export interface Located {
	kind: SearchKind;
	record: RecordId;
	action: RecordId | null;
	week: WeekKey | null;
	/** The last week whose board shows it; null is this week's. */
	shown: WeekKey | null;
}

/**
 * Where it is opened: its row in its week, an åtgärd beside the board that shows it now. Who has no board (an external
 * party) has their åtgärder on a page of their own.
 */
export function hitAddress({ kind, record, action, week, shown }: Located, thisWeek: Week, hasBoard = true): string {
	const inWeek = `/v/${weekPath(parseWeekKey(week ?? '') ?? thisWeek)}`;
	switch (kind) {
		case 'action':
		case 'comment':
			if (!hasBoard) return '/mina';
			return `/v/${weekPath(parseWeekKey(shown ?? '') ?? thisWeek)}?atgard=${action ?? record}`;
		case 'correction':
			return `${inWeek}/protokoll#rattelser`;
		case 'observation':
			return `${inWeek}/utkast#${record}`;
		default:
			return `${inWeek}#${record}`;
	}
}
