import type { Action } from '../board/action.ts';
import { isClosed, type ActionState, type Effect } from '../board/action-status.ts';
import type { Circle } from '../board/circle.ts';
import type { DocumentRecord } from '../board/document-record.ts';
import { answersOf, type Answered } from '../board/links.ts';
import type { Observation } from '../board/observation.ts';
import type { Where } from '../board/values.ts';
import type { CategoryId, RecordId } from '../ids.ts';

/**
 * Återkoppling (domain.md §6.5): what became of a report, as its reporter may know it. They know their own words, where
 * they went and that something was done; of an åtgärd that they may not read they know that it is there and how it stands.
 */

/** What a report became a part of, without its words. */
export interface MergedWith {
	id: RecordId;
	where: Where;
	category: CategoryId | null;
	/** How many reports are told together. */
	reports: number;
}

/** An åtgärd that answers the report. `number` and `title` are null where the reporter may not read it. */
export interface Answering {
	number: number | null;
	title: string | null;
	state: ActionState;
	/** Once it is followed up. */
	effect: Effect | null;
}

export type FeedbackStep =
	| { kind: 'received'; at: number | null }
	| { kind: 'merged'; with: MergedWith }
	| { kind: 'shared'; at: number; circle: Circle }
	| { kind: 'withdrawn'; at: number; reason: string }
	| { kind: 'action'; action: Answering }
	| { kind: 'closed'; effects: Effect[] }
	| { kind: 'taken-back'; at: number };

export interface FeedbackFacts {
	draft: DocumentRecord<'draft'>;
	/** The week's priorities; none where there is no such week. */
	priorities: DocumentRecord<'week'>['priorities'];
	/** All of them: `mayRead` says which the reporter knows by name. */
	actions: readonly Action[];
	mayRead: (action: Action) => boolean;
}

/** The steps in the order they were taken; the last says how it stands now. */
export function feedbackOn(observation: Observation, facts: FeedbackFacts): FeedbackStep[] {
	const received: FeedbackStep = { kind: 'received', at: observation.created?.at ?? null };
	if (observation.removed) return [received, { kind: 'taken-back', at: observation.removed.at }];
	const told = toldAs(observation, facts.draft);
	const merged: FeedbackStep[] =
		told.id === observation.id ? [] : [{ kind: 'merged', with: mergedWith(told, facts.draft) }];
	return [received, ...merged, ...sharing(told), ...answering(told, facts)];
}

/** The row that it is told with in the end. A circle of merges, which no editor of ours makes, ends where it began. */
function toldAs(observation: Observation, { observations }: FeedbackFacts['draft']): Observation {
	const met = new Set<RecordId>();
	let told = observation;
	while (told.mergedInto !== null && !met.has(told.id)) {
		met.add(told.id);
		const next = observations.find(({ id, removed }) => id === told.mergedInto && removed === null);
		if (!next) break;
		told = next;
	}
	return told;
}

function mergedWith({ id, where, category }: Observation, draft: FeedbackFacts['draft']): MergedWith {
	const parts = draft.observations.filter((one) => one.removed === null && toldAs(one, draft).id === id);
	return { id, where, category, reports: parts.length };
}

function sharing({ shared, withdrawn }: Observation): FeedbackStep[] {
	if (!shared) return [];
	const out: FeedbackStep = { kind: 'shared', at: shared.at, circle: shared.circle };
	return withdrawn ? [out, { kind: 'withdrawn', at: withdrawn.at, reason: withdrawn.reason }] : [out];
}

/** Only what the group has decided: a proposal is nothing to wait for yet. */
function answering({ shared }: Observation, { priorities, actions, mayRead }: FeedbackFacts): FeedbackStep[] {
	if (!shared) return [];
	const raised = priorities.filter(({ entry, removed }) => entry === shared.entry && removed === null);
	const things: Answered[] = [{ kind: 'entry', id: shared.entry }, ...raised.flatMap(answersOf)];
	const found = actions.filter(
		({ answers, removed, status }) =>
			removed === null &&
			status.state !== 'proposed' &&
			things.some(({ kind, id }) => answers?.kind === kind && answers.id === id)
	);
	const steps = found.map((action): FeedbackStep => ({ kind: 'action', action: asKnown(action, mayRead(action)) }));
	const effects = found.flatMap(({ status }) => (status.state === 'followed-up' ? [status.effect] : []));
	const isOver = found.length > 0 && found.every(({ status }) => isClosed(status.state));
	return isOver ? [...steps, { kind: 'closed', effects: [...new Set(effects)] }] : steps;
}

function asKnown({ number, title, status }: Action, isKnown: boolean): Answering {
	return {
		number: isKnown ? number : null,
		title: isKnown ? title : null,
		state: status.state,
		effect: status.state === 'followed-up' ? status.effect : null
	};
}

/** May its writer still change it or take it back? */
export const isOwnStill = (steps: readonly FeedbackStep[]): boolean =>
	steps.every(({ kind }) => kind === 'received' || kind === 'withdrawn' || kind === 'shared') &&
	(steps.at(-1)?.kind === 'received' || steps.at(-1)?.kind === 'withdrawn');
