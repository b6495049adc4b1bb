import type { Actor } from '#lib/shared/access/roles.ts';
import type { RemovedWeek } from '#lib/shared/history/overview/week-digest.ts';
import type { WeekKey } from '#lib/shared/week/iso-week.ts';
import type { Store } from '../../../server/storage/store.ts';

type Asked = { documents: Pick<Store['documents'], 'findWeek'>; retention: Pick<Store['retention'], 'removedWeek'> };

/** Those of the weeks that were taken away by a decision: they are not unreadable, but gallrade. */
export async function removedWeeks(
	{ documents, retention }: Asked,
	{ samverkan }: Pick<Actor, 'samverkan'>,
	weeks: readonly WeekKey[]
): Promise<RemovedWeek[]> {
	const removed: RemovedWeek[] = [];
	for (const week of weeks) {
		const document = await documents.findWeek(samverkan, week);
		const by = document && (await retention.removedWeek(document.id));
		if (by) removed.push({ week, decision: by.decision });
	}
	return removed;
}
