import * as v from 'valibot';
import type * as Y from 'yjs';
import type { AreaId, FunktionId, RecordId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { areaId, author, funktionId, removal, type Author } from './values.ts';
import { addRecord } from './write.ts';

/**
 * Nollrapport of somebody in a party: there was nothing to report this week. For a function, an area, both, or with
 * both null for the whole party. It is a report: missing is something else.
 */
export const nilReportKind = defineRecord('nilReport', 'nilReports', {
	funktion: value(v.nullable(funktionId), null),
	area: value(v.nullable(areaId), null),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type NilReport = RecordOf<typeof nilReportKind>;

/** Says that there is nothing to report. Sent twice with the same id it is there once. */
export function addNilReport(
	doc: Y.Doc,
	id: RecordId,
	about: { funktion: FunktionId | null; area: AreaId | null },
	by: Author,
	origin = LOCAL
): void {
	addRecord(doc, nilReportKind, id, { ...about, created: by }, origin);
}
