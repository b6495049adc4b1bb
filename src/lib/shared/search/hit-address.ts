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

/** Where it is opened: its row in its week, an åtgärd beside the board that shows it now. */
export function hitAddress({ kind, record, action, week, shown }: Located, thisWeek: Week): string {
	const inWeek = `/v/${weekPath(parseWeekKey(week ?? '') ?? thisWeek)}`;
	switch (kind) {
		case 'action':
		case 'comment':
			return `/v/${weekPath(parseWeekKey(shown ?? '') ?? thisWeek)}?atgard=${action ?? record}`;
		case 'correction':
			return `${inWeek}/protokoll#rattelser`;
		case 'observation':
			return `${inWeek}/utkast#${record}`;
		default:
			return `${inWeek}#${record}`;
	}
}
