import { actionLabel, isOverdue, type Action } from '../board/action.ts';
import { asksNewDue, waitsForAnswer } from '../board/action-answers.ts';
import { isUnderWay } from '../board/action-status.ts';
import type { Disposition } from '../board/follow-up.ts';
import { DISPOSITION_WORDS } from '../seal/disposition-words.ts';
import { addDays, daysBetween } from '../week/iso-week.ts';
import { formatDay } from '../week/format.ts';
import { counted } from './counted.ts';
import type { MeetingFacts } from './facts.ts';
import type { Names } from './names.ts';
import { actionRow, isOfThisWeek, shownActions } from './rows.ts';
import { block, emptyLine, line, type Mark, type Scene, type SceneRow } from './scene.ts';

/** 1 Uppföljning: late ones first, then hinder, then what is due before the next meeting. */
export function followUpScenes(facts: MeetingFacts, names: Names): Scene[] {
	const { taken, done, rest } = sortOut(facts);
	const rows = taken.map(({ action, disposition }) =>
		actionRow(action, facts, names, [...saidMarks(action, facts), ...dispositionMarks(disposition)])
	);
	const sums = [...doneLine(done), ...restLine(rest)];
	const blocks = [block('actions', null, rows), block('sums', null, sums)].filter(({ rows }) => rows.length > 0);
	const empty = [block('actions', null, [emptyLine('Inga åtgärder att följa upp.')])];
	return [{ key: 'follow-up', step: 'follow-up', title: 'Uppföljning', blocks: blocks.length > 0 ? blocks : empty }];
}

interface Taken {
	action: Action;
	disposition: Disposition | null;
	rank: number;
}

/** Åtgärder of earlier weeks: those that are taken one by one, those that are done, and those that go on as planned. */
function sortOut(facts: MeetingFacts): { taken: Taken[]; done: Action[]; rest: Action[] } {
	const said = new Map<string, Disposition | null>(
		facts.record.followUps.map(({ id, disposition }) => [id, disposition])
	);
	const taken: Taken[] = [];
	const [done, rest]: [Action[], Action[]] = [[], []];
	for (const action of shownActions(facts).filter((one) => !isOfThisWeek(one, facts))) {
		const disposition = said.get(action.id) ?? null;
		const rank = rankOf(action, disposition, facts);
		if (rank !== null) taken.push({ action, disposition, rank });
		else if (isUnderWay(action.status.state)) rest.push(action);
		else if (action.status.state === 'done' || action.status.state === 'followed-up') done.push(action);
	}
	taken.sort((a, b) => a.rank - b.rank || (a.action.due ?? '~').localeCompare(b.action.due ?? '~'));
	return { taken, done, rest };
}

/** What the meeting has spoken of keeps its row, though its status says that it is done now. */
function rankOf(action: Action, disposition: Disposition | null, facts: MeetingFacts): number | null {
	const { status, due } = action;
	if (disposition === null && !isUnderWay(status.state)) return null;
	const wasLate = disposition !== null && due !== null && daysBetween(due, facts.today) > 0;
	if (wasLate || isOverdue(action, facts.today)) return 0;
	if (status.state === 'blocked') return 1;
	const nextMeeting = addDays(facts.today, facts.organisation.samverkan.cadenceDays);
	const isDue = due !== null && daysBetween(due, nextMeeting) >= 0;
	return isDue || disposition !== null ? 2 : null;
}

const dispositionMarks = (disposition: Disposition | null) =>
	disposition === null ? [] : [{ kind: 'disposition' as const, disposition, text: DISPOSITION_WORDS[disposition] }];

/** What those who have it answered: the meeting is where an åtgärd finds another taker or another date. */
function saidMarks(action: Action, { today }: MeetingFacts): Mark[] {
	const said: string[] = [];
	if (action.handedBack) said.push('Lämnad tillbaka');
	else if (waitsForAnswer(action)) said.push('Inte kvitterad');
	if (asksNewDue(action)) said.push(`Begär ny tid: ${formatDay(action.newDue!.due, today)}`);
	return said.map((text) => ({ kind: 'said', text }));
}

const labels = (actions: readonly Action[]): string => actions.map(actionLabel).join(', ');

const doneLine = (actions: readonly Action[]): SceneRow[] =>
	actions.length === 0
		? []
		: [line('done', 'summary', `${counted(actions.length, 'klar', 'klara')}: ${labels(actions)}`)];

const restLine = (actions: readonly Action[]): SceneRow[] =>
	actions.length === 0
		? []
		: [
				line(
					'rest',
					'summary',
					`${counted(actions.length, 'fortsätter', 'fortsätter')} enligt plan: ${labels(actions)}`
				)
			];
