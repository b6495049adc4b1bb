import type { Role } from '../access/roles.ts';
import type { CategoryGroup, PartyKind, Staffing } from '../organisation.ts';
import type { ActionState, Effect } from './action-status.ts';
import type { ActionType, Horizon, PreventionLevel } from './action.ts';
import type { AreaTrend } from './area-level.ts';
import type { AttendanceState } from './attendance.ts';
import type { PartyCoverage } from './coverage.ts';
import type { Circle } from './circle.ts';
import type { Basis, Reliability, Severity, TimeBlock, Trend } from './entry.ts';
import type { UpcomingKind } from './upcoming.ts';

/** The Swedish words of the board, one table for each list of the schema (domain.md §8). */

/** A word that needs a line beside it to be used alike by everybody. */
export interface Term {
	word: string;
	meaning: string;
}

export const STATE_WORDS: Record<ActionState, string> = {
	proposed: 'Föreslagen',
	decided: 'Beslutad',
	ongoing: 'Pågår',
	blocked: 'Hinder',
	done: 'Genomförd',
	'followed-up': 'Uppföljd',
	cancelled: 'Avbruten'
};

export const EFFECT_WORDS: Record<Effect, string> = {
	decreased: 'Minskat',
	unchanged: 'Oförändrat',
	increased: 'Ökat',
	'not-assessable': 'Kan ej bedömas'
};

export const TREND_WORDS: Record<Trend, string> = {
	new: 'Ny',
	rising: 'Ökar',
	unchanged: 'Oförändrat',
	falling: 'Minskar',
	ceased: 'Upphört'
};

/** Not trends, and never to be taken for one or for each other. */
export const CONFIRMED_WORD = 'Bekräftad oförändrad';
export const NOT_ASSESSED_WORD = 'Ej bedömd';

export const AREA_TREND_WORDS: Record<AreaTrend, string> = { up: 'Försämras', level: 'Oförändrat', down: 'Förbättras' };

export const BASIS_WORDS: Record<Basis, string> = {
	'own-observation': 'Egen iakttagelse',
	staff: 'Rapport från personal',
	public: 'Allmänheten',
	'alarm-statistics': 'Larmstatistik',
	'police-report': 'Polisanmälan finns',
	'social-media': 'Sociala medier'
};

export const RELIABILITY_WORDS: Record<Reliability, string> = {
	confirmed: 'Bekräftad',
	likely: 'Trolig',
	unconfirmed: 'Obekräftad'
};

export const SEVERITY_WORDS: Record<Severity, string> = { 1: 'Låg', 2: 'Medel', 3: 'Hög' };

export const TIME_BLOCK_WORDS: Record<TimeBlock, string> = {
	morning: 'Förmiddag',
	afternoon: 'Eftermiddag',
	evening: 'Kväll',
	night: 'Natt'
};

export const ACTION_TYPE_WORDS: Record<ActionType, string> = {
	presence: 'Ökad närvaro',
	targeted: 'Riktad insats',
	situational: 'Situationell, fysisk',
	social: 'Social',
	supervision: 'Tillsyn',
	communication: 'Kommunikation',
	survey: 'Kartläggning'
};

export const PREVENTION_WORDS: Record<PreventionLevel, Term> = {
	universal: { word: 'Universell', meaning: 'Riktar sig till alla, innan problemet finns.' },
	selective: { word: 'Selektiv', meaning: 'Riktar sig till grupper eller platser där risken är högre.' },
	indicated: { word: 'Indikerad', meaning: 'Riktar sig till grupper där problemet redan finns.' },
	situational: { word: 'Situationell', meaning: 'Ändrar platsen eller situationen så att brott blir svårare.' }
};

export const HORIZON_WORDS: Record<Horizon, Term> = {
	acute: { word: 'Akut', meaning: 'Inom en vecka.' },
	short: { word: 'Kort sikt', meaning: 'Effekten väntas inom veckor eller månader.' },
	long: { word: 'Lång sikt', meaning: 'Effekten väntas först efter ett år eller mer.' }
};

export const ATTENDANCE_WORDS: Record<AttendanceState, string> = {
	ordinary: 'Ordinarie',
	deputy: 'Ersättare',
	vacant: 'Vakant',
	absent: 'Frånvarande'
};

export const STAFFING_WORDS: Record<Staffing, string> = {
	ordinary: 'Ordinarie',
	deputy: 'Ersättare',
	vacant: 'Vakant'
};

export const UPCOMING_WORDS: Record<UpcomingKind, string> = { event: 'Evenemang', 'risk-date': 'Riskdatum' };

export const COVERAGE_WORDS: Record<PartyCoverage, Term> = {
	reported: { word: 'Har rapporterat', meaning: 'Parten har rapporterat eller har rader på tavlan.' },
	nil: { word: 'Nollrapport', meaning: 'Parten har inget att rapportera.' },
	missing: { word: 'Ej rapporterat', meaning: 'Parten har inte hörts av.' }
};

export const CATEGORY_GROUP_WORDS: Record<CategoryGroup, string> = {
	crime: 'Brott',
	traffic: 'Trafik',
	unsafety: 'Otrygghet',
	environment: 'Miljö',
	supervision: 'Tillsyn',
	ahead: 'Framåtblick',
	positive: 'Positivt'
};

/** Delningskrets (domain.md §4.1). */
export const CIRCLE_WORDS: Record<Circle, Term> = {
	group: { word: 'EST-gruppen', meaning: 'Läses av dem som arbetar med veckan.' },
	reporters: { word: 'Alla rapporterande parter', meaning: 'Externa parter läser raden när veckan är fastställd.' },
	public: {
		word: 'Publik sammanfattning',
		meaning: 'Som ovan, och räknas med i förslaget till publik sammanfattning.'
	}
};

export const PARTY_KIND_WORDS: Record<PartyKind, string> = {
	police: 'Polis',
	municipality: 'Kommun',
	company: 'Kommunalt bolag',
	external: 'Extern part'
};

export const ROLE_WORDS: Record<Role, Term> = {
	reporter: { word: 'Rapportör', meaning: 'Läser veckan och rapporterar för sin part.' },
	coordinator: { word: 'Partssamordnare', meaning: 'Skriver i veckan, prioriterar och tilldelar åtgärder.' },
	convener: { word: 'Sammankallande', meaning: 'Leder mötet, sätter nivå, beslutar åtgärder och fastställer veckan.' },
	performer: { word: 'Utförare', meaning: 'Läser veckan och uppdaterar sina egna åtgärder.' },
	leader: { word: 'Ledning', meaning: 'Läser fastställda veckor.' },
	external: { word: 'Extern part', meaning: 'Läser fastställda veckor.' },
	registrar: { word: 'Registrator', meaning: 'Läser fastställda veckor för diarium och arkiv.' },
	admin: { word: 'Administratör', meaning: 'Sköter inställningar och konton, inte innehåll.' }
};
