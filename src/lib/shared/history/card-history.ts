import type { RecordId } from '../ids.ts';
import type { Day } from '../week/iso-week.ts';
import type { HistoryRoot } from './field-words.ts';
import type { HistoryRow } from './history-row.ts';

/** Kortets historia: the whole life of one record. */
export interface CardHistory {
	record: RecordId;
	root: HistoryRoot;
	/** "Åtgärd" */
	kind: string;
	/** "Å-17 Laga belysningen" */
	name: string;
	/** Newest first. */
	rows: HistoryRow[];
	/** There is more, older, than is told here. */
	isCut: boolean;
	today: Day;
}

export const cardPath = (record: RecordId): string => `/historik/kort/${record}`;

/** The fields that changed, each with how many times, most often first: what a reader looks for. */
export function changedFields(rows: readonly HistoryRow[]): { what: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const { what, field } of rows) if (field !== null) counts.set(what, (counts.get(what) ?? 0) + 1);
	return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count);
}
