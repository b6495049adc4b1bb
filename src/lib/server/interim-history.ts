import { visibleActions } from '#lib/shared/access/visible-actions.ts';
import type { Actor } from '#lib/shared/access/roles.ts';
import type { ActionsRecord, WeekRecord } from '#lib/shared/board/document-record.ts';
import type { ChangeFilter, ChangePage } from '#lib/shared/history/change.ts';
import type { PersonId, SamverkanId } from '#lib/shared/ids.ts';
import type { WeekKey } from '#lib/shared/week/iso-week.ts';
import type { Services } from '../../../server/services.ts';

/** Until the list of changes is there: boards by replay, and nobody named. */
export interface HistoryReads {
	weekAt(actor: Actor, week: WeekKey, at: number): Promise<{ week: WeekRecord; actions: ActionsRecord } | null>;
	changes(actor: Actor, filter: ChangeFilter, page?: { before?: number; limit?: number }): Promise<ChangePage>;
	who(samverkan: SamverkanId): Promise<Map<PersonId, { name: string }>>;
}

export const interimHistory = ({ store, rooms }: Pick<Services, 'store' | 'rooms'>): HistoryReads => ({
	async weekAt(actor, key, at) {
		const week = await store.documents.findWeek(actor.samverkan, key);
		const actions = await store.documents.actionsDocument(actor.samverkan);
		if (!week) return null;
		const read = await Promise.all([rooms.readAsOf(week.id, 'week', at), rooms.readAsOf(actions.id, 'actions', at)]);
		return { week: read[0], actions: visibleActions(actor, read[1]) };
	},
	changes: () => Promise.resolve({ changes: [], next: null, total: null }),
	async who(samverkan) {
		const { people } = await store.organisation.read(samverkan);
		return new Map(people.map(({ person, name }) => [person, { name }]));
	}
});
