import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, orderKey, removal } from './values.ts';

/** Beslut of the meeting that is no åtgärd. */
export const decisionKind = defineRecord('decision', 'decisions', {
	text: text(1000),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Decision = RecordOf<typeof decisionKind>;
