import type { CarriedEntry } from '../../shared/board/carried.ts';
import type { Entry } from '../../shared/board/entry.ts';
import type { Where } from '../../shared/board/values.ts';
import type { AreaId } from '../../shared/ids.ts';
import type { Area } from '../../shared/organisation.ts';

/** One part of the lägesbild: an area, or null for the whole municipality. */
export interface EntryGroup {
	area: Area | null;
	entries: Entry[];
	/** Rows of earlier weeks that still stand. */
	carried: CarriedEntry[];
	/** Upphört this week: shown folded. */
	ceased: Entry[];
	ceasedCarried: CarriedEntry[];
}

/** Rows that are shown open. */
export const countShown = ({ entries, carried }: EntryGroup): number => entries.length + carried.length;
const countAll = (group: EntryGroup): number => countShown(group) + group.ceased.length + group.ceasedCarried.length;

export const isCeased = ({ assessment }: Pick<Entry, 'assessment'>): boolean =>
	assessment?.kind === 'trend' && assessment.trend === 'ceased';

/** The areas in their order with their rows; an archived area is there only while something stands in it. */
export function groupEntries(
	areas: readonly Area[],
	entries: Iterable<Entry>,
	carried: Iterable<CarriedEntry> = []
): EntryGroup[] {
	const groups = new Map<AreaId | null, EntryGroup>();
	for (const area of [...areas].sort((a, b) => a.order - b.order)) groups.set(area.id, emptyGroup(area));
	groups.set(null, emptyGroup(null));
	const groupOf = ({ where }: Entry) => groups.get(areaOf(where)) ?? groups.get(null)!;
	for (const entry of entries) groupOf(entry)[isCeased(entry) ? 'ceased' : 'entries'].push(entry);
	for (const one of carried) groupOf(one.entry)[isCeased(one.carried) ? 'ceasedCarried' : 'carried'].push(one);
	return [...groups.values()].filter((group) => !group.area?.archived || countAll(group) > 0);
}

const emptyGroup = (area: Area | null): EntryGroup => ({
	...{ area, entries: [], carried: [], ceased: [], ceasedCarried: [] }
});

export const areaOf = (where: Where): AreaId | null => where?.area ?? null;
