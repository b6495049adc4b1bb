import * as v from 'valibot';
import type * as Y from 'yjs';
import type { RecordId } from '../ids.ts';
import { fail, ok, type Problem, type Result } from '../result.ts';
import type { Entry } from './entry.ts';
import { text, value } from './fields.ts';
import { LOCAL } from './origin.ts';
import { defineRecord, recordsOf, type Draft, type RecordOf } from './record.ts';
import { clip } from './text-edit.ts';
import { author, flagging, orderKey, recordId, removal, where, type Author } from './values.ts';
import { addRecord, editRecord, orderAmong, orderAtEnd, type Edit, type Neighbours } from './write.ts';

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
	removed: value(removal, null),
	flagged: value(flagging, null)
});
export type Priority = RecordOf<typeof priorityKind>;

export type PriorityDraft = Omit<Draft<typeof priorityKind>, 'created' | 'removed' | 'flagged'>;
export type PrioritiesFull = Problem<'priorities-full'>;

/** Is there no room for another? Those taken away do not count. */
export const isFull = (priorities: Iterable<Pick<Priority, 'removed'>>): boolean =>
	[...priorities].filter((priority) => priority.removed === null).length >= MOST_PRIORITIES;

const living = (doc: Y.Doc) => [...recordsOf(doc, priorityKind).values()].filter((stored) => !stored.get('removed'));

/** Adds a priority last, unless the week has its five. */
export function addPriority(
	doc: Y.Doc,
	id: RecordId,
	draft: PriorityDraft,
	by: Author,
	origin = LOCAL
): Result<true, PrioritiesFull> {
	if (living(doc).length >= MOST_PRIORITIES) return fail('priorities-full');
	const order = draft.order ?? orderAtEnd(doc, priorityKind);
	addRecord(doc, priorityKind, id, { ...draft, order, created: by }, origin);
	return ok(true);
}

/** Makes a priority of a lägesrad, in its words; a row that is one already is left as it is. */
export function prioritiseEntry(
	doc: Y.Doc,
	id: RecordId,
	entry: Pick<Entry, 'id' | 'text' | 'where'>,
	by: Author,
	origin = LOCAL
): Result<true, PrioritiesFull> {
	if (living(doc).some((stored) => stored.get('entry') === entry.id)) return ok(true);
	const title = clip(entry.text.trim(), priorityKind.fields.title.max);
	return addPriority(doc, id, { title, where: entry.where, entry: entry.id }, by, origin);
}

export function editPriority(doc: Y.Doc, id: RecordId, changes: Edit<typeof priorityKind>, origin = LOCAL): void {
	editRecord(doc, priorityKind, id, changes, origin);
}

export function movePriority(doc: Y.Doc, id: RecordId, neighbours: Neighbours, origin = LOCAL): void {
	editRecord(doc, priorityKind, id, { order: orderAmong(doc, priorityKind, id, neighbours) }, origin);
}
