import type { AreaId, CategoryId, FunktionId, PartyId, PersonId, PlaceId, SamverkanId } from './ids.ts';
import type { Role } from './access/roles.ts';
import type { MeetingSettings } from './meeting/agenda.ts';

/** Who takes part, where, and in what words: the configuration of one samverkan, as pages and rooms read it. */
export interface Organisation {
	samverkan: Samverkan;
	parties: Party[];
	funktioner: Funktion[];
	areas: Area[];
	places: Place[];
	categories: Category[];
	levels: AlertLevel[];
	people: Member[];
}

/** One municipality × one lokalpolisområde and the parties around them. */
export interface Samverkan {
	id: SamverkanId;
	/** In addresses: `/v/2026-48?samverkan=lekeberg`. Lower-case ASCII letters, digits and hyphens. */
	slug: string;
	name: string;
	municipality: string;
	policeDistrict: string;
	/** Days between meetings: 7 or 14. */
	cadenceDays: 7 | 14;
	/** ISO weekday of the EST-möte, 1 = måndag … 7 = söndag. */
	meetingWeekday: number;
	/** Members' devices may keep a copy of the board, to read without a network. */
	offlineCopies: boolean;
	meeting: MeetingSettings;
	/** Made by the demo: every page says EXEMPELDATA. */
	example: boolean;
}

export type PartyKind = 'police' | 'municipality' | 'company' | 'external';

export interface Party {
	id: PartyId;
	name: string;
	kind: PartyKind;
	/** The party's own diarienummer for the samverkan, one per party; empty where there is none. */
	registryNumber: string;
	order: number;
}

/** How a function is staffed right now. Functions own åtgärder; changing the people changes no åtgärd. */
export type Staffing = 'ordinary' | 'deputy' | 'vacant';

export interface Funktion {
	id: FunktionId;
	party: PartyId;
	name: string;
	staffing: Staffing;
	/** People who staff it, ordinary first. */
	people: PersonId[];
	/** Guaranteed by the samverkansöverenskommelse. */
	guaranteed: boolean;
	archived: boolean;
	order: number;
}

export interface Area {
	id: AreaId;
	name: string;
	archived: boolean;
	order: number;
}

export interface Place {
	id: PlaceId;
	area: AreaId;
	name: string;
	/** torg, skolgård, badplats, parkering, … (domain.md §1.5); free but short. */
	kind: string;
	/** Left out or null where nobody has said; only for sorting by nearness, on the reporter's own device. */
	position?: Position | null;
	archived: boolean;
	order: number;
}

/** On the earth, in degrees (WGS 84). */
export interface Position {
	lat: number;
	lon: number;
}

/** In the order they are read. */
export const CATEGORY_GROUPS = [
	'crime',
	'traffic',
	'unsafety',
	'environment',
	'supervision',
	'ahead',
	'positive'
] as const;
export type CategoryGroup = (typeof CATEGORY_GROUPS)[number];

export interface Category {
	id: CategoryId;
	/** Stable code, e.g. B06 (domain.md §1.6). Unique in its samverkan. */
	code: string;
	name: string;
	group: CategoryGroup;
	archived: boolean;
	order: number;
}

/** Lägesnivå: 2–5 ordered steps; 1 is the calmest. Three by default (domain.md §1.7). */
export interface AlertLevel {
	number: number;
	name: string;
	meaning: string;
}

/** A person in this samverkan, and what they may do here. */
export interface Member {
	person: PersonId;
	name: string;
	party: PartyId;
	roles: Role[];
}
