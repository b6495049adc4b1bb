import { permissionsOf } from '#lib/shared/access/policies.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import { visibleActions } from '#lib/shared/access/visible-actions.ts';
import type { ActionsRecord, WeekRecord } from '#lib/shared/board/document-record.ts';
import type { Change } from '#lib/shared/history/change.ts';
import { endOfSecond } from '#lib/shared/history/moment.ts';
import type { TimelineWeek, Volume } from '#lib/shared/history/timeline.ts';
import { parseWeekKey, type WeekKey } from '#lib/shared/week/iso-week.ts';
import { isSealed, type WeekState } from '#lib/shared/week/lifecycle.ts';
import { endOfWeek } from '#lib/shared/week/local-time.ts';
import type { Services } from '../../../server/services.ts';

/** Stands in for `services.history` until it is here. */
export interface PastSource {
	weekAt(
		actor: Actor,
		week: WeekKey,
		at: number
	): Promise<{ week: WeekRecord; actions: ActionsRecord; state: WeekState } | null>;
	ticks(actor: Actor, week: WeekKey): Promise<Volume[]>;
	weeks(actor: Actor): Promise<TimelineWeek[]>;
	changes(actor: Actor, week: WeekKey): Promise<Change[] | null>;
}

export function pastSource({ store, rooms }: Services): PastSource {
	return {
		async weekAt(actor, key, at) {
			const document = await store.documents.findWeek(actor.samverkan, key);
			if (!document || !permissionsOf(actor, document.state).readBoard) return null;
			const actions = await store.documents.actionsDocument(actor.samverkan);
			const end = endOfWeek(parseWeekKey(key)!) - 1;
			const log = await store.documents.weekStateLog(document.id);
			return {
				week: await rooms.readAsOf(document.id, 'week', at),
				actions: visibleActions(actor, await rooms.readAsOf(actions.id, 'actions', Math.min(at, end))),
				state: log.findLast((move) => move.at <= at)?.state ?? 'reporting'
			};
		},
		async ticks(actor, key) {
			const document = await store.documents.findWeek(actor.samverkan, key);
			if (!document || !permissionsOf(actor, document.state).readBoard) return [];
			const rows = await store.journal.history(document.id);
			const seconds = Map.groupBy(rows, (row) => endOfSecond(row.at));
			return [...seconds].map(([at, { length }]) => ({ at, changes: length })).sort((a, b) => a.at - b.at);
		},
		async weeks(actor) {
			const weeks = await store.documents.weeks(actor.samverkan);
			return weeks
				.filter(({ state }) => permissionsOf(actor, state).readBoard)
				.map(({ week, state }) => ({ week, sealed: isSealed(state), changes: 0 }));
		},
		changes: () => Promise.resolve(null)
	};
}
