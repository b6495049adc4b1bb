import * as v from 'valibot';
import { text, value } from './fields.ts';
import { defineRecord, type RecordOf } from './record.ts';
import { author, orderKey, recordId, removal, where } from './values.ts';

/** Most priorities in one week (product.md §1: Prioritering ≤ 5). */
export const MOST_PRIORITIES = 5;

/** Prioritering: what the group puts its strength into until next meeting; made from a lägesrad or on its own. */
export const priorityKind = defineRecord('priority', 'priorities', {
	title: text(160),
	where: value(where, null),
	/** The lägesrad it came from. */
	entry: value(v.nullable(recordId), null),
	order: value(orderKey, 'U'),
	created: value(v.nullable(author), null),
	removed: value(removal, null)
});
export type Priority = RecordOf<typeof priorityKind>;
