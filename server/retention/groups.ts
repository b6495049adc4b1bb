import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { RetentionItem, RetentionKind } from '../../src/lib/shared/retention/retention.ts';

/** How many go in one transaction: none holds the database for more than a moment, and a sealed week is replayed. */
const AT_ONCE: Record<RetentionKind, number> = { drafts: 20, journal: 8, weeks: 8, notices: 1, log: 1 };

/** The next items that go together: all of them, or none. */
export function nextGroup(items: readonly RetentionItem[], done: number): RetentionItem[] {
	const [first, ...rest] = items.slice(done);
	if (!first) return [];
	const other = rest.findIndex(({ kind }) => kind !== first.kind);
	return [first, ...(other === -1 ? rest : rest.slice(0, other))].slice(0, AT_ONCE[first.kind]);
}

export const documentsOf = (items: readonly RetentionItem[]): DocumentId[] =>
	items.flatMap((item) => ('document' in item ? [item.document] : []));
