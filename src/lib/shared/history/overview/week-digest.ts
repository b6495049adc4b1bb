import type { ActionStatus } from '../../board/action-status.ts';
import type { AreaTrend } from '../../board/area-level.ts';
import type { PartyCoverage } from '../../board/coverage.ts';
import type { AlertLevel, CategoryGroup } from '../../organisation.ts';
import { readable } from '../../redaction/mask.ts';
import type { SealedAction, SealedEntry, SealedRecord } from '../../seal/sealed-record.ts';
import type { Day, WeekKey } from '../../week/iso-week.ts';
import type { WeekState } from '../../week/lifecycle.ts';

/**
 * What the overview counts of one week: of a sealed one as it was sealed, of an open one as it would be sealed now. Small,
 * so that five years of weeks fit in memory.
 */
export interface WeekDigest {
	key: WeekKey;
	state: WeekState;
	/** Milliseconds; null while it is open. */
	sealedAt: number | null;
	levels: AlertLevel[];
	areas: DigestArea[];
	rows: DigestRow[];
	parties: { id: string; name: string; coverage: PartyCoverage }[];
	actions: DigestAction[];
}

export interface DigestArea {
	id: string;
	name: string;
	/** Null is *ej bedömt*. */
	level: { number: number; name: string; motive: string | null; confirmed: boolean } | null;
	/** The level before this week; null where there was none. */
	previous: number | null;
	trend: AreaTrend | null;
}

/** A lägesrad as it stood in that week. */
export interface DigestRow {
	id: string;
	week: WeekKey;
	/** Null concerns the whole municipality. */
	area: string | null;
	areaName: string | null;
	place: string | null;
	category: { code: string; name: string; group: CategoryGroup } | null;
	text: string;
	carried: boolean;
	/** Has somebody said of it that it has stopped? */
	ceased: boolean;
	/** Written this week, or carried and looked at. A carried row that nobody has assessed says nothing new. */
	said: boolean;
}

export interface DigestAction {
	id: string;
	number: number | null;
	title: string;
	area: string | null;
	place: string | null;
	owner: string | null;
	due: Day | null;
	state: ActionStatus['state'];
	effect: Extract<ActionStatus, { state: 'followed-up' }>['effect'] | null;
	overdue: boolean;
	decidedIn: WeekKey | null;
}

export function digestOf(record: SealedRecord, { state }: { state: WeekState }): WeekDigest {
	const key = record.week.key;
	return {
		key,
		state,
		sealedAt: state === 'sealed' ? Date.parse(record.sealedAt) : null,
		levels: record.levels,
		areas: record.areas.map(({ id, name, level, previousLevel, trend }) => ({
			...{ id, name, previous: previousLevel, trend },
			level: level && { ...level, motive: level.motive && readable(level.motive) }
		})),
		rows: [
			...record.areas.flatMap((area) => area.entries.map((entry) => rowOf(key, area, entry))),
			...record.municipality.map((entry) => rowOf(key, null, entry))
		],
		parties: record.parties.map(({ id, name, coverage }) => ({ id, name, coverage })),
		actions: record.actions.map(actionOf)
	};
}

const rowOf = (week: WeekKey, area: { id: string; name: string } | null, entry: SealedEntry): DigestRow => ({
	...{ id: entry.id, week, category: entry.category, place: entry.place },
	area: area?.id ?? null,
	areaName: area?.name ?? null,
	text: readable(entry.carried?.text || entry.text),
	carried: entry.carried !== null,
	ceased: entry.assessment?.kind === 'trend' && entry.assessment.trend === 'ceased',
	said: entry.carried === null || entry.assessment !== null
});

const actionOf = ({ status, where, ...action }: SealedAction): DigestAction => ({
	...{ id: action.id, number: action.number, title: readable(action.title), owner: action.owner, due: action.due },
	area: where?.area ?? null,
	place: where?.place ?? null,
	state: status.state,
	effect: status.state === 'followed-up' ? status.effect : null,
	overdue: action.overdue,
	decidedIn: action.decidedIn
});

/** Rows that say something in their week: what is counted, and what is listed. */
export const saidRows = (weeks: readonly WeekDigest[]): DigestRow[] =>
	weeks.flatMap(({ rows }) => rows.filter(({ said }) => said));

/** A fastställd week that is gallrad: it keeps its place in the chain, and is counted no more. */
export interface RemovedWeek {
	week: WeekKey;
	decision: string;
}
