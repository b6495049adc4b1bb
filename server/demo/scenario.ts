import type { Role } from '../../src/lib/shared/access/roles.ts';
import type { ActionType, Horizon, PreventionLevel } from '../../src/lib/shared/board/action.ts';
import type { ActionStatus } from '../../src/lib/shared/board/action-status.ts';
import type { Circle } from '../../src/lib/shared/board/circle.ts';
import type { AreaTrend, LevelAssessment } from '../../src/lib/shared/board/area-level.ts';
import type { Basis, Reliability, Severity, TimeBlock, Trend } from '../../src/lib/shared/board/entry.ts';
import type { UpcomingKind } from '../../src/lib/shared/board/upcoming.ts';
import type { PartyKind, Position, Staffing } from '../../src/lib/shared/organisation.ts';
import type { StoryDay, StoryTime } from './calendar.ts';

/** An invented samverkan and some weeks of its life, as data. Things name each other by key. */
export interface Scenario {
	slug: string;
	name: string;
	municipality: string;
	policeDistrict: string;
	parties: Record<string, { name: string; kind: PartyKind; registryNumber: string }>;
	funktioner: Record<string, StoryFunktion>;
	areas: Record<string, { name: string; places: Record<string, StoryPlace> }>;
	members: StoryMember[];
	weeks: StoryWeek[];
	/** What reporters have sent, and what became of it; left out, nobody has. */
	reports?: StoryReport[];
	actions: StoryAction[];
	agreement: { title: string; from: string; to: string; followUps: StoryFollowUp[] };
}

export interface StoryFollowUp {
	when: string;
	what: string;
	responsible: string;
}

export interface StoryFunktion {
	party: string;
	name: string;
	guaranteed?: boolean;
	staffing: Staffing;
	/** Keys of the cast. */
	people: string[];
}

export interface StoryMember {
	person: string;
	party: string;
	roles: Role[];
}

export interface StoryPlace {
	name: string;
	kind: string;
	position?: Position;
}

/** What somebody reported into their party's draft of a week. */
export type StoryReport =
	| { week: number; by: string; at: StoryTime; funktion: string; nil: true }
	| ({ week: number; by: string; at: StoryTime; funktion: string; key?: string } & StoryReported);

/** A row of the week as it was reported, by its key; or words of its own that are no row there. */
type StoryReported =
	| { entry: string; sharedBy: string; circle: Circle }
	| {
			text: string;
			where: StoryWhere;
			category: string;
			severity: Severity;
			from: StoryDay;
			block?: TimeBlock;
			/** The key of another report of the same week that it is told with. */
			mergedInto?: string;
			/** Shared, and taken back by this person with this reason. */
			withdrawn?: { by: string; reason: string };
	  };

/** `area` or `area/place`; null is the whole municipality. */
export type StoryWhere = string | null;

export interface StoryWeek {
	/** Weeks from this one. */
	offset: number;
	entries: StoryEntry[];
	/** By area; an area that is left out is *ej bedömd*. */
	levels: Record<string, StoryLevel>;
	priorities: { title: string; where: StoryWhere; entry?: string }[];
	slots: StorySlot[];
	upcoming: { title: string; kind: UpcomingKind; from: StoryDay; to?: StoryDay; where: StoryWhere }[];
	decisions: string[];
	notes: (string | StoryParked)[];
	/** Parties that said so themselves; those with a row have reported anyway. */
	reports: Record<string, 'reported' | 'nil'>;
	/** Functions that were not there with their ordinary; all others were. */
	attendance: Record<string, 'deputy' | 'vacant' | 'absent'>;
}

/** A notering that came back. */
export interface StoryParked {
	parked: string;
	/** Weeks later that it was handled; left out, it still comes back. */
	handledAfter?: number;
}

/** How a row stood in one of the weeks after its own. */
export interface StoryStanding {
	assessment: Trend | 'confirmed' | null;
	news?: string;
}

export interface StoryEntry {
	key?: string;
	where: StoryWhere;
	category: string;
	text: string;
	severity: Severity | null;
	assessment: Trend | 'confirmed' | null;
	/** The weeks after, one by one; then it was taken away, because a new row told of it or it was not relevant. */
	stands?: StoryStanding[];
	/** Function that it comes from, and who of the cast wrote it. */
	source: string;
	by: string;
	basis: Basis | null;
	reliability?: Reliability;
	count?: number;
	/** When it happened. */
	from?: StoryDay;
	block?: 'morning' | 'afternoon' | 'evening' | 'night';
	recurring?: boolean;
	reported: StoryTime;
}

export type StoryLevel = { assessment: NonNullable<LevelAssessment>; trend: AreaTrend };

export interface StorySlot {
	funktion: string;
	where: StoryWhere;
	day: StoryDay;
	hours: [from: string, to: string];
	note?: string;
}

export interface StoryAction {
	title: string;
	description?: string;
	goal?: string;
	where: StoryWhere;
	type: ActionType;
	prevention: PreventionLevel;
	horizon: Horizon;
	performers: string[];
	owner: string;
	due: StoryDay;
	followUp: StoryDay;
	proposed: StoryTime;
	by: string;
	/** The lägesrad that it answers, by key, and the week it stands in. */
	answers?: { week: number; entry: string };
	/** This week's lägesrad, which it is linked to once that has been reported. */
	answersNow?: string;
	steps: { at: StoryTime; by: string; status: ActionStatus }[];
	comments?: { at: StoryTime; by: string; text: string }[];
	/** What the functions answered to having been given it. */
	said?: StoryAnswers;
}

export interface StoryAnswers {
	accepted?: { at: StoryTime; by: string; funktion: string };
	handedBack?: { at: StoryTime; by: string; funktion: string; reason: string };
	newDue?: { at: StoryTime; by: string; due: StoryDay; reason: string };
}
