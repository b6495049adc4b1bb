import { isOwnAction, mayAnswerNewDue } from '../access/action-rules.ts';
import { permissionsOf } from '../access/policies.ts';
import type { Actor } from '../access/roles.ts';
import { asksNewDue, holdersOf, waitsForAnswer } from '../board/action-answers.ts';
import { isClosed, isUnderWay, type ActionStatus } from '../board/action-status.ts';
import { isOverdue, type Action } from '../board/action.ts';
import type { Comment } from '../board/comment.ts';
import type { ActionsRecord } from '../board/document-record.ts';
import type { FunktionId, PersonId, RecordId } from '../ids.ts';
import type { Funktion, Organisation } from '../organisation.ts';
import { daysBetween, sundayOf, weekOf, type Day } from '../week/iso-week.ts';
import { changeWords } from './change-words.ts';
import type { ChangedPart } from './changed-parts.ts';
import { WORK_STATES } from './desk-move.ts';

/** In the order of the page. */
export const BANDS = ['answer', 'late', 'this-week', 'later', 'waiting', 'done'] as const;
export type Band = (typeof BANDS)[number];

/** What somebody may do with a row; asked again of the wire's rules when they do it. */
export interface DeskRights {
	work: boolean;
	comment: boolean;
	accept: boolean;
	handBack: boolean;
	askDue: boolean;
	answerDue: boolean;
	giveOn: boolean;
}

/** One åtgärd on a person's own page, with names for ids: the page knows no more than this. */
export interface DeskRow {
	id: RecordId;
	number: number | null;
	title: string;
	/** Hidden until somebody has judged it. */
	isFlagged: boolean;
	/** "Busstationen, Centrum"; empty for the whole municipality. */
	where: string;
	due: Day | null;
	isLate: boolean;
	status: ActionStatus;
	owner: string;
	performers: string[];
	band: Band;
	/** Nobody else of the function has it, or this person has taken it. */
	isMine: boolean;
	/** The person's function that it is for; null where they see to it for others. */
	funktion: { id: FunktionId; name: string; isShared: boolean } | null;
	/** A function that has it and that nobody staffs. */
	vacant: { id: FunktionId; name: string } | null;
	accepted: { who: string; isMe: boolean; at: number } | null;
	handedBack: { who: string; funktion: { id: FunktionId; name: string }; reason: string } | null;
	newDue: {
		due: Day;
		reason: string;
		who: string;
		isMe: boolean;
		refused: { who: string; reason: string } | null;
	} | null;
	comment: { who: string; at: number; text: string } | null;
	/** What others have changed since the person last looked, in words. */
	changes: string[];
	may: DeskRights;
}

export interface DeskFacts {
	actor: Actor;
	organisation: Organisation;
	actions: ActionsRecord;
	today: Day;
	/** When the person last looked, in milliseconds; null for never. */
	since: number | null;
	changes: readonly { action: RecordId; what: ChangedPart; person: PersonId | null; at: number }[];
}

/** Days that what is closed stays on the page. */
const RECENT_DAYS = 14;

/** The åtgärder of somebody's functions, and those that wait for them to see to; what is due first comes first. */
export function deskRows(facts: DeskFacts): DeskRow[] {
	const rows = facts.actions.actions
		.filter((action) => isConcern(action, facts))
		.map((action) => rowOf(action, facts))
		.filter((row) => row.funktion !== null || row.band === 'answer');
	return rows.sort((a, b) => (a.due ?? '~').localeCompare(b.due ?? '~') || (a.number ?? 0) - (b.number ?? 0));
}

function isConcern(action: Action, { today }: DeskFacts): boolean {
	if (action.removed || action.status.state === 'proposed') return false;
	return action.closedOn === null || daysBetween(action.closedOn, today) <= RECENT_DAYS;
}

function rowOf(action: Action, facts: DeskFacts): DeskRow {
	const names = namesIn(facts);
	const { actor, organisation } = facts;
	const funktion = funktionOf(action, facts);
	const vacant = holders(action, organisation).find((one) => isVacant(one, organisation)) ?? null;
	const may = rightsOn(action, facts, funktion, vacant);
	const { accepted, handedBack, newDue } = action;
	const row = {
		id: action.id,
		number: action.number,
		title: action.title,
		isFlagged: action.flagged !== null,
		where: names.where(action.where),
		due: action.due,
		isLate: isOverdue(action, facts.today),
		status: action.status,
		owner: names.funktion(action.owner),
		performers: action.performers.map(names.funktion),
		isMine: funktion !== null && (!isShared(funktion) || accepted?.by.person === actor.person),
		funktion: funktion && { id: funktion.id, name: funktion.name, isShared: isShared(funktion) },
		vacant: vacant && { id: vacant.id, name: vacant.name },
		accepted: accepted && {
			who: names.person(accepted.by.person),
			isMe: accepted.by.person === actor.person,
			at: accepted.by.at
		},
		handedBack: handedBack && {
			who: names.person(handedBack.by.person),
			funktion: { id: handedBack.funktion, name: names.funktion(handedBack.funktion) },
			reason: handedBack.reason
		},
		newDue: newDue && {
			due: newDue.due,
			reason: newDue.reason,
			who: names.person(newDue.by.person),
			isMe: newDue.by.person === actor.person,
			refused: newDue.answer && { who: names.person(newDue.answer.by.person), reason: newDue.answer.reason }
		},
		comment: latestComment(action, facts.actions.comments, names.person),
		changes: changesOf(action, facts, names.person),
		may
	};
	return { ...row, band: bandOf(action, facts, may, funktion) };
}

/** The person's own function that has it: one that is to do it before one that answers for it. */
function funktionOf({ performers, owner }: Action, { actor, organisation }: DeskFacts): Funktion | null {
	const own = [...performers, owner].find((id) => id !== null && actor.funktioner.includes(id));
	return organisation.funktioner.find(({ id }) => id === own) ?? null;
}

const holders = (action: Action, { funktioner }: Organisation): Funktion[] =>
	funktioner.filter(({ id }) => holdersOf(action).includes(id));

const isShared = ({ people }: Funktion): boolean => people.length > 1;

/** Nobody of this samverkan staffs it. */
const isVacant = ({ staffing, people }: Funktion, organisation: Organisation): boolean =>
	staffing === 'vacant' || !people.some((person) => organisation.people.some((member) => member.person === person));

function rightsOn(
	action: Action,
	{ actor, organisation }: DeskFacts,
	own: Funktion | null,
	vacant: Funktion | null
): DeskRights {
	const { editActions, updateOwnActions } = permissionsOf(actor, null);
	const isWork = (WORK_STATES as readonly string[]).includes(action.status.state);
	const isOpen = isUnderWay(action.status.state);
	const work = editActions || (updateOwnActions && isOwnAction(action, actor));
	const mayDo = work && own !== null && isOpen;
	const asks = asksNewDue(action);
	const seesTo = vacant !== null && vacant.party === actor.party && isOpen;
	const isFree = action.accepted === null ? action.status.state === 'decided' || isSharedHere(own) : false;
	const isColleagues =
		isSharedHere(own) && action.accepted?.funktion === own?.id && action.accepted?.by.person !== actor.person;
	return {
		work: work && isWork,
		comment: work,
		accept: mayDo && action.performers.includes(own.id) && (isFree || isColleagues),
		handBack: mayDo && action.performers.includes(own.id) && action.handedBack === null,
		askDue: mayDo && !asks,
		answerDue:
			asks &&
			(editActions ||
				(work && action.newDue!.by.person !== actor.person && mayAnswerNewDue(action, actor, { editActions }))),
		giveOn:
			editActions && isOpen && (seesTo || (action.handedBack !== null && seesToHandedBack(action, actor, organisation)))
	};
}

const isSharedHere = (funktion: Funktion | null): boolean => funktion !== null && isShared(funktion);

/** Of one's own party, or of one that has nobody to see to it; the sammankallande sees to all. */
function seesToHandedBack({ handedBack }: Action, actor: Actor, { funktioner, people }: Organisation): boolean {
	const party = funktioner.find(({ id }) => id === handedBack?.funktion)?.party;
	if (actor.roles.includes('convener') || party === actor.party) return true;
	return !people.some((member) => member.party === party && member.roles.includes('coordinator'));
}

function bandOf(action: Action, facts: DeskFacts, may: DeskRights, own: Funktion | null): Band {
	const { state } = action.status;
	if (isAnsweredByMe(action, facts, may)) return 'answer';
	if (state === 'done' || isClosed(state)) return 'done';
	if (isOverdue(action, facts.today)) return 'late';
	const waits = waitsForAnswer(action) && own !== null && action.performers.includes(own.id);
	if (waits || action.handedBack !== null) return 'waiting';
	const isSoon = action.due !== null && daysBetween(action.due, sundayOf(weekOf(facts.today))) >= 0;
	return isSoon ? 'this-week' : 'later';
}

/** It waits for this person's word: a date that is asked for, an åtgärd that nobody does. */
function isAnsweredByMe(action: Action, { actor, organisation }: DeskFacts, may: DeskRights): boolean {
	if (may.giveOn) return true;
	if (!may.answerDue) return false;
	const isOwners = action.owner !== null && actor.funktioner.includes(action.owner);
	const owner = organisation.funktioner.find(({ id }) => id === action.owner);
	const isOurs = permissionsOf(actor, null).editActions && owner?.party === actor.party;
	return isOwners || isOurs || (owner !== undefined && isVacant(owner, organisation));
}

function latestComment(
	{ id }: Action,
	comments: readonly Comment[],
	person: (id: PersonId | undefined) => string
): DeskRow['comment'] {
	let latest: Comment | null = null;
	for (const comment of comments)
		if (comment.action === id && comment.removed === null && (comment.created?.at ?? 0) > (latest?.created?.at ?? -1))
			latest = comment;
	return latest && { who: person(latest.created?.person), at: latest.created?.at ?? 0, text: latest.text };
}

function changesOf(action: Action, { changes, actor, since }: DeskFacts, person: (id: PersonId) => string): string[] {
	if (since === null) return [];
	return changes
		.filter((change) => change.action === action.id && change.at > since && change.person !== actor.person)
		.flatMap(({ what, person: by }) => {
			const words = changeWords(what, action);
			return words === null ? [] : [by === null ? words : `${words} (${person(by)})`];
		});
}

function namesIn({ organisation }: Pick<DeskFacts, 'organisation'>) {
	const { funktioner, people, areas, places } = organisation;
	return {
		funktion: (id: FunktionId | null) => funktioner.find((one) => one.id === id)?.name ?? '',
		person: (id: PersonId | undefined) => people.find(({ person }) => person === id)?.name ?? 'någon som har slutat',
		where(where: Action['where']) {
			const place = places.find(({ id }) => id === where?.place)?.name;
			return [place, areas.find(({ id }) => id === where?.area)?.name].filter(Boolean).join(', ');
		}
	};
}
