import { permissionsOf } from '../access/policies.ts';
import type { DocumentRecord } from '../board/document-record.ts';
import type { PartyReport } from '../board/party-report.ts';
import type { FunktionId, PartyId, PersonId } from '../ids.ts';
import type { Funktion, Member, Organisation } from '../organisation.ts';
import { daysBetween, localDay, type Week } from '../week/iso-week.ts';
import type { WeekState } from '../week/lifecycle.ts';
import { timesOf, type WeekRhythm } from '../week/suggested-move.ts';

/** Which functions report, and which have not yet: pure, so that the page, the reminder and the meeting agree. */

type Staffed = Pick<Organisation, 'funktioner' | 'people'>;

const mayReport = (member: Member): boolean =>
	permissionsOf({ ...member, samverkan: '' as never, funktioner: [] }, null).report;

/** The roles whose work it is; who compiles or leads may report, and does where their party has nobody else. */
const isReporter = ({ roles }: Member): boolean => roles.includes('reporter') || roles.includes('external');

function reportersOf(people: readonly Member[]): Set<PersonId> {
	const withReporters = new Set(people.filter(isReporter).map(({ party }) => party));
	const reporters = people.filter((member) =>
		withReporters.has(member.party) ? isReporter(member) : mayReport(member)
	);
	return new Set(reporters.map(({ person }) => person));
}

/** Functions in use that are staffed by who reports for the party. A vacant one is nobody's to remind. */
export function reportingFunktioner({ funktioner, people }: Staffed): Funktion[] {
	const reporters = reportersOf(people);
	return funktioner.filter(({ archived, people }) => !archived && people.some((person) => reporters.has(person)));
}

/** What the parties' drafts of a week hold, and what they have said of themselves on its board. */
export interface WeekReports {
	drafts: ReadonlyMap<PartyId, DocumentRecord<'draft'>>;
	said: readonly Pick<PartyReport, 'id' | 'state'>[];
	/** Parties with a row of their own on the board. */
	withRows: ReadonlySet<PartyId>;
}

export interface Unheard {
	funktion: FunktionId;
	name: string;
	party: PartyId;
	people: PersonId[];
}

/**
 * The functions that have not been heard of: no report and no nollrapport, of theirs or written by somebody who staffs them,
 * and nothing from their party as a whole. A report that was taken back is none; one that was merged is one.
 */
export function notYetReported(organisation: Staffed, reports: WeekReports): Unheard[] {
	const reporters = reportersOf(organisation.people);
	return reportingFunktioner(organisation)
		.filter((funktion) => !hasReported(funktion, reports))
		.map(({ id, name, party, people }) => ({
			...{ funktion: id, name, party },
			people: people.filter((person) => reporters.has(person))
		}));
}

function hasReported({ id, party, people }: Funktion, { drafts, said, withRows }: WeekReports): boolean {
	const standing = said.find((one) => (one.id as string) === party)?.state ?? null;
	if (standing !== null || withRows.has(party)) return true;
	const draft = drafts.get(party);
	if (!draft) return false;
	const isTheirs = (funktion: FunktionId | null, by: PersonId | undefined) =>
		funktion === id || (funktion === null && by !== undefined && people.includes(by));
	const seen = draft.observations.filter(({ removed }) => removed === null);
	const nils = draft.nilReports.filter(({ removed }) => removed === null);
	return (
		seen.some(({ sourceFunktion, created }) => isTheirs(sourceFunktion, created?.person)) ||
		nils.some(({ funktion, created }) => isTheirs(funktion, created?.person))
	);
}

/** Has everybody in the party who reports said that there was nothing? Then it is the party's nollrapport. */
export function isPartyNil(party: PartyId, organisation: Staffed, draft: DocumentRecord<'draft'>): boolean {
	const nils = draft.nilReports.filter(({ removed }) => removed === null);
	if (draft.observations.some(({ removed }) => removed === null) || nils.length === 0) return false;
	if (nils.some(({ funktion, area }) => funktion === null && area === null)) return true;
	return reportingFunktioner(organisation)
		.filter((funktion) => funktion.party === party)
		.every(({ id }) => nils.some(({ funktion, area }) => funktion === id && area === null));
}

const HOUR = 3_600_000;
/** Before reports are to be in: late enough not to nag who reports on the day, early enough for a working day. */
export const REMIND_BEFORE = 20 * HOUR;

/** Is it time to remind of a week's reports? Not when the week is not open, nor when it is too late to help. */
export function isReminderTime(
	{ week, state }: { week: Week; state: WeekState },
	rhythm: WeekRhythm,
	now: number
): boolean {
	const { reportBy } = timesOf(week, rhythm);
	return state === 'reporting' && now >= reportBy - REMIND_BEFORE && now < reportBy;
}

/** Days left until reports are to be in, as one counts them: 0 is today. */
export const daysUntil = (reportBy: number, now: number): number => daysBetween(localDay(now), localDay(reportBy));
