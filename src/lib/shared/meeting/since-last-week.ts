import { homeWeek, isOverdue } from '../board/action.ts';
import { isClosed } from '../board/action-status.ts';
import { formatWeek } from '../week/format.ts';
import { addWeeks, parseWeekKey, weeksBetween, type WeekKey } from '../week/iso-week.ts';
import { levelsIn, levelSteps, levelWords, type LevelStep } from '../history/level-steps.ts';
import type { AreaId } from '../ids.ts';
import { counted, listed } from './counted.ts';
import type { MeetingFacts } from './facts.ts';
import { inUse } from './names.ts';
import { shownActions, situationRows } from './rows.ts';

/** What has happened since the meeting before this one, as numbers. */
export interface SinceLastWeek {
	newRows: number;
	ceasedRows: number;
	newActions: number;
	doneActions: number;
	overdueActions: number;
	/** Areas whose level is another now. */
	levels: LevelStep[];
}

const lastMeeting = ({ week, organisation }: MeetingFacts) => addWeeks(week, -organisation.samverkan.cadenceDays / 7);

export function sinceLastWeek(facts: MeetingFacts): SinceLastWeek {
	const rows = situationRows(facts);
	const actions = shownActions(facts);
	const trend = (wanted: string) =>
		rows.filter(({ assessment }) => assessment?.kind === 'trend' && assessment.trend === wanted).length;
	return {
		newRows: trend('new'),
		ceasedRows: trend('ceased'),
		newActions: actions.filter((action) => isSince(homeWeek(action), facts)).length,
		doneActions: actions.filter(({ status }) => status.state === 'done' || isClosed(status.state)).length,
		overdueActions: actions.filter((action) => isOverdue(action, facts.today)).length,
		levels: changedLevels(facts)
	};
}

function isSince(home: WeekKey | null, facts: MeetingFacts): boolean {
	const week = parseWeekKey(home ?? '');
	return week !== null && weeksBetween(lastMeeting(facts), week) > 0;
}

const changedLevels = ({ organisation, record, previousLevels }: MeetingFacts): LevelStep[] =>
	levelSteps(inUse(organisation.areas), (area) => previousLevels[area as AreaId]?.level, levelsIn(record.levels));

/** "Sedan v. 47: 7 nya lägesrader, 1 ny åtgärd och 2 försenade åtgärder; läget försämrades i Centrum (1→2)." */
export function sinceLastWeekText(facts: MeetingFacts): string {
	const since = sinceLastWeek(facts);
	const parts = [countsText(since), levelWords(since.levels)].filter((part) => part !== '');
	const what = parts.length > 0 ? parts.join('; ') : 'ingen ändring';
	return `Sedan ${formatWeek(lastMeeting(facts))}: ${what}.`;
}

function countsText(since: SinceLastWeek): string {
	const counts: [number, string, string][] = [
		[since.newRows, 'ny lägesrad', 'nya lägesrader'],
		[since.ceasedRows, 'lägesrad har upphört', 'lägesrader har upphört'],
		[since.newActions, 'ny åtgärd', 'nya åtgärder'],
		[since.doneActions, 'åtgärd klar', 'åtgärder klara'],
		[since.overdueActions, 'åtgärd försenad', 'åtgärder försenade']
	];
	return listed(counts.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many)));
}
