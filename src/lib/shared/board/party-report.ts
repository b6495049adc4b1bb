import * as v from 'valibot';
import { value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author } from './values.ts';

/**
 * That a party has reported this week. The record's id is the party's. `nil` is a nollrapport ("inget att rapportera"),
 * which is a report; no record, or `state: null`, is *ej rapporterat*. Missing is missing.
 */
export const partyReportKind = defineRecord('report', 'reports', {
	state: value(v.nullable(v.picklist(['reported', 'nil'])), null),
	by: value(v.nullable(author), null)
});
export type PartyReport = RecordOf<typeof partyReportKind>;
