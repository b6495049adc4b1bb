import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, clock, day, funktionId, removal, where } from './values.ts';

/** Närvaropass: which function is where, on which day and between which hours. `to` before `from` is past midnight. */
export const slotKind = defineRecord('slot', 'slots', {
	funktion: value(v.nullable(funktionId), null),
	where: value(where, null),
	day: value(v.nullable(day), null),
	hours: value(v.nullable(v.strictObject({ from: clock, to: clock })), null),
	note: text(160),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Slot = RecordOf<typeof slotKind>;
