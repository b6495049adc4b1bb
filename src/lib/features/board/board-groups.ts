import type { Entry } from '../../shared/board/entry.ts';
import type { Where } from '../../shared/board/values.ts';
import type { AreaId } from '../../shared/ids.ts';
import type { Area } from '../../shared/organisation.ts';

/** One part of the lägesbild: an area, or null for the whole municipality. */
export interface EntryGroup {
	area: Area | null;
	entries: Entry[];
	/** Upphört this week: shown folded. */
	ceased: Entry[];
}

export const isCeased = ({ assessment }: Pick<Entry, 'assessment'>): boolean =>
	assessment?.kind === 'trend' && assessment.trend === 'ceased';

/** The areas in their order with their rows; an archived area is there only while something stands in it. */
export function groupEntries(areas: readonly Area[], entries: Iterable<Entry>): EntryGroup[] {
	const groups = new Map<AreaId | null, EntryGroup>();
	for (const area of [...areas].sort((a, b) => a.order - b.order)) groups.set(area.id, emptyGroup(area));
	groups.set(null, emptyGroup(null));
	for (const entry of entries) {
		const group = groups.get(areaOf(entry.where)) ?? groups.get(null);
		(isCeased(entry) ? group?.ceased : group?.entries)?.push(entry);
	}
	return [...groups.values()].filter(
		({ area, entries, ceased }) => !area?.archived || entries.length + ceased.length > 0
	);
}

const emptyGroup = (area: Area | null): EntryGroup => ({ area, entries: [], ceased: [] });

export const areaOf = (where: Where): AreaId | null => where?.area ?? null;
