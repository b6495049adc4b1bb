import { SEARCH_KINDS, type Hit, type SearchKind } from '../../shared/search/hit.ts';
import type { WeekKey } from '../../shared/week/iso-week.ts';

/** The kinds that have any, in their order; what is best stays first within them. */
export function byKind(hits: readonly Hit[]): { kind: SearchKind; hits: Hit[] }[] {
	return SEARCH_KINDS.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) })).filter(
		({ hits }) => hits.length > 0
	);
}

/** Newest week first; what is best stays first within it. */
export function byWeek(hits: readonly Hit[]): { week: WeekKey | null; hits: Hit[] }[] {
	const weeks = [...new Set(hits.map(({ week }) => week))].sort((a, b) => (b ?? '').localeCompare(a ?? ''));
	return weeks.map((week) => ({ week, hits: hits.filter((hit) => hit.week === week) }));
}
