import { type AreaLevel } from '../../../src/lib/shared/board/area-level.ts';
import type { Action } from '../../../src/lib/shared/board/action.ts';
import type { Entry } from '../../../src/lib/shared/board/entry.ts';
import type { BoardMoment } from '../../../src/lib/shared/history/diff.ts';
import type { Week } from '../../../src/lib/shared/week/iso-week.ts';
import { actionsWith, weekWith } from '../meeting-facts.ts';
import { buildAction, buildEntry, FIELD, PARKS, recordId, TODAY, W48 } from '../fixtures.ts';

/** Moments of boards for the tests of Jämför. */

export const W47: Week = { year: 2026, number: 47 };

export interface Parts {
	week?: Partial<BoardMoment['week']>;
	actions?: Action[];
	of?: Week;
	day?: BoardMoment['day'];
	carried?: BoardMoment['carried'];
}

export const moment = ({ week = {}, actions = [], of = W48, day = TODAY, carried = [] }: Parts = {}): BoardMoment => ({
	...{ week: weekWith(week), actions: actionsWith(...actions), of, day, carried }
});

const UNDER_WAY: Partial<Action> = { status: { state: 'ongoing' }, owner: FIELD, performers: [PARKS] };
export const action = (name: string, fields: Partial<Action> = {}): Action =>
	buildAction({ ...{ id: recordId(name), title: name }, ...UNDER_WAY, ...fields });
export const entry = (name: string, fields: Partial<Entry> = {}): Entry =>
	buildEntry({ id: recordId(name), text: name, ...fields });
export const level = (area: string, number: number | null, motive = 'Bråk'): AreaLevel => ({
	id: recordId(area),
	assessment: number === null ? null : { kind: 'set', level: number, motive },
	...{ trend: null, flagged: null }
});
