import { isOverdue, type Action } from '../board/action.ts';
import { isClosed } from '../board/action-status.ts';
import type { BoardMoment } from './board-moment.ts';
import { diffLists, diffRecords, type FieldChange, type RecordDiff } from './record-diff.ts';

/** Åtgärder by what became of them. One may be in several groups: what is new may be done already, or late. */
export interface ActionsDiff {
	added: RecordDiff<Action>[];
	/** Genomförda, and those followed up, that were not. */
	done: RecordDiff<Action>[];
	/** Försenade now and not before, each counted from its own moment's day. */
	late: RecordDiff<Action>[];
	/** Hinder that was not there. */
	blocked: RecordDiff<Action>[];
	/** One ansvarig in place of another. */
	reassigned: RecordDiff<Action>[];
	cancelled: RecordDiff<Action>[];
	/** Taken away from the board. */
	gone: RecordDiff<Action>[];
	/** Changed, and in none of the groups above. */
	changed: RecordDiff<Action>[];
	/** Open at both moments. */
	continuing: RecordDiff<Action>[];
}

type Side = Pick<BoardMoment, 'actions' | 'day'>;
type Is = (action: Action) => boolean;

const isDone: Is = ({ status }) => status.state === 'done' || status.state === 'followed-up';
const isCancelled: Is = ({ status }) => status.state === 'cancelled';
const isBlocked: Is = ({ status }) => status.state === 'blocked';
const isOpen: Is = (action) => !isDone(action) && !isClosed(action.status.state);

/** What follows from other fields, or is the server's to give. */
const FOLLOWS: ReadonlySet<string> = new Set(['number', 'closedOn', 'decidedIn', 'proposedIn']);

const actionChanges = (before: Action, after: Action): FieldChange[] =>
	diffRecords(before, after).filter(({ field }) => !FOLLOWS.has(field));

export function diffActions(before: Side, after: Side): ActionsDiff {
	const lists = diffLists(before.actions.actions, after.actions.actions, { changesOf: actionChanges });
	const there = [...lists.added, ...lists.changed, ...lists.same];
	const became = (is: Is, was = is) =>
		there.filter(({ before, after }) => after && is(after) && !(before && was(before)));
	const groups = {
		added: lists.added,
		done: became(isDone),
		late: became(
			(action) => isOverdue(action, after.day),
			(action) => isOverdue(action, before.day)
		),
		blocked: became(isBlocked),
		reassigned: lists.changed.filter(isReassigned),
		cancelled: became(isCancelled),
		gone: lists.gone
	};
	const told = new Set(Object.values(groups).flat());
	return {
		...groups,
		changed: lists.changed.filter((diff) => !told.has(diff)),
		continuing: [...lists.changed, ...lists.same].filter(
			({ before, after }) => before && after && isOpen(before) && isOpen(after)
		)
	};
}

/** Who gets an åtgärd that nobody had is no change of ansvarig. */
const isReassigned = ({ before, after }: RecordDiff<Action>): boolean =>
	!!before?.owner && !!after?.owner && before.owner !== after.owner;
