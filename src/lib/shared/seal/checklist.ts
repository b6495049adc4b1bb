import { actionLabel, homeWeek, isOverdue, shownIn, type Action } from '../board/action.ts';
import { coverageOf } from '../board/coverage.ts';
import { lacksAction } from '../board/links.ts';
import { DOCUMENT_KINDS } from '../board/schema.ts';
import { textsOf, unansweredWarnings } from '../privacy/answers.ts';
import { FINDING_NAMES } from '../privacy/words.ts';
import { weekKey } from '../week/iso-week.ts';
import { isSealable } from '../week/lifecycle.ts';
import type { SealFacts } from './facts.ts';

/** What is looked at: everything but what only the record tells. */
export type ChecklistFacts = Omit<SealFacts, 'previousLevels' | 'meeting'>;

export type ChecklistCode =
	| 'week-not-in-meeting'
	| 'nothing-on-board'
	| 'area-not-assessed'
	| 'carried-not-assessed'
	| 'priority-without-action'
	| 'action-incomplete'
	| 'overdue-not-followed-up'
	| 'party-not-reported'
	| 'attendance-not-noted'
	| 'text-empty'
	| 'personal-data-unanswered'
	| 'flag-not-judged';

/** The part of the week where it is put right. */
export type ChecklistPlace = 'week' | 'areas' | 'priorities' | 'actions' | 'coverage' | 'attendance';

export interface ChecklistItem {
	code: ChecklistCode;
	/** One sentence in Swedish. */
	text: string;
	place: ChecklistPlace;
	/** Only what would make the record wrong blocks; what is merely missing is noted in it. */
	kind: 'blocking' | 'warning';
}

/** What is missing before the week is sealed, in the order of the meeting. Empty: nothing is. */
export function checklist(facts: ChecklistFacts): ChecklistItem[] {
	return CHECKS.flatMap(({ code, place, kind = 'warning', find }) =>
		find(facts).map((text): ChecklistItem => ({ code, text, place, kind }))
	);
}

export const isBlocked = (items: readonly ChecklistItem[]): boolean => items.some(({ kind }) => kind === 'blocking');

interface Check extends Pick<ChecklistItem, 'code' | 'place'> {
	kind?: ChecklistItem['kind'];
	find(facts: ChecklistFacts): string[];
}

/** "A", "A och B", "A, B och C" */
const list = (names: readonly string[]): string =>
	names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} och ${names.at(-1) ?? ''}`;

/** One sentence for all of them, or none. */
const said = (names: readonly string[], one: string, many: string): string[] =>
	names.length === 0 ? [] : [`${list(names)} ${names.length === 1 ? one : many}.`];

const living = <T extends { removed: unknown }>(things: readonly T[]): T[] =>
	things.filter(({ removed }) => removed === null);

const CHECKS: readonly Check[] = [
	{ code: 'week-not-in-meeting', place: 'week', kind: 'blocking', find: notInMeeting },
	{ code: 'nothing-on-board', place: 'week', kind: 'blocking', find: nothingOnBoard },
	{ code: 'flag-not-judged', place: 'week', kind: 'blocking', find: flagsNotJudged },
	{ code: 'attendance-not-noted', place: 'attendance', find: attendanceNotNoted },
	{ code: 'party-not-reported', place: 'coverage', find: notReported },
	{ code: 'overdue-not-followed-up', place: 'actions', find: overdueNotFollowedUp },
	{ code: 'area-not-assessed', place: 'areas', find: areasNotAssessed },
	{ code: 'carried-not-assessed', place: 'areas', find: carriedNotAssessed },
	{ code: 'text-empty', place: 'areas', find: emptyTexts },
	{ code: 'personal-data-unanswered', place: 'areas', find: unansweredPersonalData },
	{ code: 'priority-without-action', place: 'priorities', find: prioritiesWithoutAction },
	{ code: 'action-incomplete', place: 'actions', find: incompleteActions }
];

function notInMeeting({ state }: ChecklistFacts): string[] {
	return isSealable(state) ? [] : ['Veckan kan fastställas när mötet pågår eller är avslutat.'];
}

function nothingOnBoard({ record, carried, actions, week }: ChecklistFacts): string[] {
	const things = [record.entries, record.priorities, record.decisions, record.notes, record.slots, record.upcoming];
	const isEmpty =
		things.every((list: readonly { removed: unknown }[]) => living(list).length === 0) &&
		carried.every(({ carried }) => carried.removed !== null) &&
		record.levels.every(({ assessment }) => assessment === null) &&
		record.reports.every(({ state }) => state === null) &&
		!actions.actions.some(shownIn(week));
	return isEmpty ? ['Tavlan är tom. Det finns ingen lägesbild att fastställa.'] : [];
}

/** What is hidden would be sealed without its words, and the seal would not get them back. */
function flagsNotJudged({ record, carried, actions, week }: ChecklistFacts): string[] {
	const records = [
		...(Object.values(record) as readonly (readonly object[])[]).flat(),
		...carried.map(({ entry }) => entry),
		...actions.actions.filter(shownIn(week))
	] as readonly { id: string; flagged?: unknown; removed?: unknown }[];
	const ids = new Set(records.filter(({ flagged, removed }) => flagged && !removed).map(({ id }) => id));
	if (ids.size === 0) return [];
	const count = ids.size === 1 ? 'En flaggad rad väntar' : `${ids.size} flaggade rader väntar`;
	return [`${count} på granskning. Granska först: annars fastställs den dolda texten.`];
}

function attendanceNotNoted({ organisation, record }: ChecklistFacts): string[] {
	const noted = new Set<string>(record.attendance.filter(({ state }) => state !== null).map(({ id }) => id));
	const missing = organisation.funktioner.filter(({ id, archived }) => !archived && !noted.has(id));
	if (missing.length === 0) return [];
	return missing.length > 3
		? [`Närvaro är inte noterad för ${missing.length} funktioner.`]
		: [`Närvaro är inte noterad för ${list(missing.map(({ name }) => name))}.`];
}

function notReported({ organisation, record, carried }: ChecklistFacts): string[] {
	const { missing } = coverageOf(organisation.parties, record.reports, record.entries, carried);
	const names = organisation.parties.filter(({ id }) => missing.includes(id)).map(({ name }) => name);
	return said(names, 'har inte rapporterat', 'har inte rapporterat');
}

function overdueNotFollowedUp({ record, actions, week, today }: ChecklistFacts): string[] {
	const done = new Set(record.followUps.filter(({ disposition }) => disposition !== null).map(({ id }) => id));
	const late = actions.actions.filter(shownIn(week)).filter((action) => isOverdue(action, today));
	const names = late.filter(({ id }) => !done.has(id)).map(actionLabel);
	return said(names, 'är försenad och har inte följts upp', 'är försenade och har inte följts upp');
}

function areasNotAssessed({ organisation, record }: ChecklistFacts): string[] {
	const assessed = new Set<string>(record.levels.filter(({ assessment }) => assessment).map(({ id }) => id));
	const names = organisation.areas.filter(({ id, archived }) => !archived && !assessed.has(id)).map(({ name }) => name);
	return said(names, 'är inte bedömt', 'är inte bedömda');
}

function carriedNotAssessed({ carried }: ChecklistFacts): string[] {
	const open = carried.filter(({ carried }) => carried.removed === null && carried.assessment === null);
	if (open.length === 0) return [];
	return [
		open.length === 1
			? 'En rad från en tidigare vecka är inte bedömd.'
			: `${open.length} rader från tidigare veckor är inte bedömda.`
	];
}

function emptyTexts({ record }: ChecklistFacts): string[] {
	const texts = [
		...living(record.entries).map(({ text }) => text),
		...living(record.decisions).map(({ text }) => text),
		...living(record.notes).map(({ text }) => text),
		...living(record.priorities).map(({ title }) => title)
	];
	const empty = texts.filter((text) => text.trim() === '').length;
	if (empty === 0) return [];
	return [empty === 1 ? 'En rad saknar text.' : `${empty} rader saknar text.`];
}

/** Kinds and places, never the words: the sentence is kept in the record. */
function unansweredPersonalData({ record, carried, actions, week, today, privacy }: ChecklistFacts): string[] {
	if (!privacy) return [];
	const ofWeek = (Object.keys(DOCUMENT_KINDS.week) as (keyof typeof DOCUMENT_KINDS.week)[])
		.filter((root) => root !== 'carried')
		.flatMap((root) => living(asRecords(record[root])).flatMap((one) => textsOf(DOCUMENT_KINDS.week[root], one)));
	const ofCarried = asRecords(carried.map((one) => one.carried)).flatMap((one) =>
		textsOf(DOCUMENT_KINDS.week.carried, one)
	);
	const shown = actions.actions.filter(shownIn(week));
	const ofActions = asRecords(shown).flatMap((one) => textsOf(DOCUMENT_KINDS.actions.actions, one));
	const open = unansweredWarnings([...ofWeek, ...ofCarried, ...ofActions], privacy, today);
	if (open.length === 0) return [];
	const names = [...new Set(open.map(({ kind }) => FINDING_NAMES[kind].toLowerCase()))];
	const records = new Set(open.map((one) => one.record)).size;
	return [`${records === 1 ? 'En text' : `${records} texter`} kan innehålla personuppgifter: ${list(names)}.`];
}

type AnyRecord = { id: string; removed?: unknown } & Record<string, unknown>;
const asRecords = (records: readonly object[]): (AnyRecord & { removed: unknown })[] =>
	(records as readonly AnyRecord[]).map((one) => ({ ...one, removed: one.removed ?? null }));

function prioritiesWithoutAction({ record, actions }: ChecklistFacts): string[] {
	return living(record.priorities)
		.filter((priority) => lacksAction(priority, actions.actions))
		.map(({ title }) => `Prioriteringen ”${title.trim() || 'utan text'}” saknar åtgärd.`);
}

/** What this week's meeting took up and did not finish; a decided åtgärd always has who and when. */
function incompleteActions({ actions, week }: ChecklistFacts): string[] {
	const ofThisWeek = actions.actions.filter(shownIn(week)).filter((action) => homeWeek(action) === weekKey(week));
	return ofThisWeek.flatMap((action) => {
		const missing = missingIn(action);
		return missing.length === 0 ? [] : [`${actionLabel(action)} saknar ${list(missing)}.`];
	});
}

const missingIn = ({ owner, performers, due }: Action): string[] => [
	...(owner === null ? ['ansvarig'] : []),
	...(performers.length === 0 ? ['utförare'] : []),
	...(due === null ? ['datum'] : [])
];
