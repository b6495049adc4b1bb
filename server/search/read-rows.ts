import type { SealedWeek } from '../boards/read-seals.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import type { SearchRow } from '../storage/search.ts';
import type { DocumentInfo } from '../storage/store.ts';
import type { Names } from './names.ts';
import { rowOf } from './record-rows.ts';
import { sealedRows } from './sealed-rows.ts';

export interface ReadParts {
	read<D extends DocumentKind>(id: DocumentId, kind: D): Promise<DocumentRecord<D>>;
	readSeals(week: DocumentId): Promise<SealedWeek | 'damaged' | null>;
}

/** The week that a document's records stand in; åtgärder stand in their own. */
export const weekOfDocument = (info: DocumentInfo): WeekKey | null => (info.kind === 'actions' ? null : info.week);

/** All rows of a document, as it is stored now; of a sealed week as its record tells them. */
export async function readRows(parts: ReadParts, info: DocumentInfo, names: Names): Promise<SearchRow[]> {
	const record: Record<string, readonly Readonly<Record<string, unknown>>[]> = await parts.read(info.id, info.kind);
	const rows = Object.entries(record).flatMap(([root, records]) =>
		records.flatMap((one) => rowOf(root, one, weekOfDocument(info), names) ?? [])
	);
	const sealed = info.kind === 'week' ? await parts.readSeals(info.id) : null;
	if (sealed === null || sealed === 'damaged') return rows;
	return sealedRows(rows, {
		record: sealed.record,
		corrections: sealed.corrections.map(({ correction }) => correction)
	});
}
