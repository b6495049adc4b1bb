import type { DatabaseSync } from 'node:sqlite';
import { ownActions } from '../../../src/lib/shared/access/visible-actions.ts';
import { concerns, type Action } from '../../../src/lib/shared/board/action.ts';
import { diffActions } from '../../../src/lib/shared/history/action-diff.ts';
import { withHidden } from '../../../src/lib/shared/history/hidden-rows.ts';
import { toldActions } from '../../../src/lib/shared/history/told.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { parseWeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { ActionsQuery, ComparedActions } from '../history.ts';
import { laterIn, withLater, type ChangeRow, type Stretch } from './history-part.ts';
import type { Standing } from './history-moment.ts';
import type { Plain } from './history-replay.ts';

type Actions = ReadonlyMap<string, Action>;

/**
 * Åtgärder at two moments, and what became of them: of the thousands that a year has changed only those are handed out that
 * are told one by one. What was decided and closed in between is on neither board and is counted too.
 */
export function compareActions(
	database: DatabaseSync,
	before: Standing,
	after: Standing,
	query: ActionsQuery
): ComparedActions {
	const [old, now] = [standingActions(database, before), standingActions(database, after)];
	const told = new Set([
		...changedBetween(database, before.stretch, after.stretch),
		...concerned(old, query.before),
		...concerned(now, query.after)
	]);
	const shown = shownTo(query);
	const sideOf = (actions: Actions, { day }: ActionsQuery['before']) => {
		const own = [...told].flatMap((id) => actions.get(id) ?? []);
		return { day, actions: { actions: shown(own), comments: [] } };
	};
	const [first, second] = [sideOf(old, query.before), sideOf(now, query.after)];
	return {
		groups: toldActions(diffActions(first, second), query.how),
		named: shown(query.named.flatMap((id) => now.get(id) ?? old.get(id) ?? []))
	};
}

/** No comments: nobody compares them. */
function standingActions(database: DatabaseSync, { base, stretch }: Standing): Actions {
	const query = database.prepare(
		`SELECT r.root, r.record, c.field, c.after FROM history_changes c CROSS JOIN history_records r ON r.id = c.record
		WHERE c.document = ? AND c.id > ? AND c.id <= ? AND r.root = 'actions' ORDER BY c.id`
	);
	query.setReturnArrays(true);
	const rows = query.all(stretch.document, stretch.after, stretch.until) as unknown as ChangeRow[];
	const actions = withLater(base.get('actions') ?? new Map<string, Plain>(), laterIn(rows));
	return new Map(actions.map((one) => [one.id, one as unknown as Action]));
}

/** Whichever of the two moments is the later one: a week may be sealed after the next has begun. */
function changedBetween(database: DatabaseSync, before: Stretch, after: Stretch): string[] {
	const query = database.prepare(
		`SELECT record FROM history_records WHERE root = 'actions' AND id IN
			(SELECT record FROM history_changes WHERE document = ? AND id > ? AND id <= ?)`
	);
	query.setReturnArrays(true);
	const [from, until] = [before.until, after.until].sort((a, b) => a - b) as [number, number];
	return (query.all(after.document, from, until) as unknown as [string][]).map(([record]) => record);
}

const concerned = (actions: Actions, { week }: ActionsQuery['before']): RecordId[] => {
	const ofWeek = concerns(parseWeekKey(week)!);
	return [...actions.values()].filter(ofWeek).map(({ id }) => id);
};

/** As whoever asks may see them, and without the words that are flagged. */
function shownTo({ view: { own, hidden }, document }: ActionsQuery): (actions: Action[]) => Action[] {
	const flagged = hidden.filter((row) => row.document === document);
	return (actions) => {
		const record = withHidden({ actions, comments: [] }, 'actions', flagged);
		return (own ? ownActions({ funktioner: own }, record) : record).actions;
	};
}
