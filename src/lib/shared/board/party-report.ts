import * as v from 'valibot';
import type * as Y from 'yjs';
import type { PartyId } from '../ids.ts';
import { value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, readStored, type RecordOf } from './record.ts';
import { author, type Author } from './values.ts';
import { putRecord } from './write.ts';
export const REPORT_STATES = ['reported', 'nil'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/**
 * That a party has reported this week. The record's id is the party's. `nil` is a nollrapport ("inget att rapportera"),
 * which is a report; no record, or `state: null`, is *ej rapporterat*. Missing is missing.
 */
export const partyReportKind = defineRecord('report', 'reports', {
	state: value(v.nullable(v.picklist(REPORT_STATES)), null),
	by: value(v.nullable(author), null)
});
export type PartyReport = RecordOf<typeof partyReportKind>;

/** Says that a party has reported, or has nothing to report; null takes it back. Saying it again writes nothing. */
export function setReport(doc: Y.Doc, party: PartyId, state: ReportState | null, by: Author, origin = LOCAL): void {
	const said = readStored(doc, partyReportKind, party)?.state ?? null;
	if (said === state) return;
	putRecord(doc, partyReportKind, party, { state, by }, origin);
}
