import type { DocumentRecord } from '../board/document-record.ts';
import { sameValue, type RecordKind } from '../board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../board/schema.ts';
import type { RecordId } from '../ids.ts';

/** One field that says something else at two moments; plain values, as the record's reader gives them. */
export interface FieldChange {
	field: string;
	before: unknown;
	after: unknown;
}

/** One record at two moments. Null where it was not there, or had been taken away. */
export interface RecordDiff<R = PlainRecord> {
	id: RecordId;
	before: R | null;
	after: R | null;
	/** The fields that differ; none where it is on one side only: then all of it came or went. */
	changes: FieldChange[];
}

/** Any record of a document, read without knowing its kind. */
export type PlainRecord = Readonly<Record<string, unknown>> & { id: RecordId };

/** A kind of record at two moments. */
export interface ListDiff<R = PlainRecord> {
	added: RecordDiff<R>[];
	gone: RecordDiff<R>[];
	changed: RecordDiff<R>[];
	/** As it was. */
	same: RecordDiff<R>[];
}

/** Fields that differ, in the order the record has them. What only one side has is undefined on the other. */
export function diffRecords(
	before: object,
	after: object,
	names: Iterable<string> = contentFields(before, after)
): FieldChange[] {
	const [old, now] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>];
	const changes: FieldChange[] = [];
	for (const field of names)
		if (!sameValue(old[field], now[field])) changes.push({ field, before: old[field], after: now[field] });
	return changes;
}

/** Not what a record says: its name, who made it, that it waits to be judged, and where it stands among its siblings. */
const BESIDES: ReadonlySet<string> = new Set(['id', 'created', 'flagged', 'order']);

const contentFields = (before: object, after: object): Set<string> =>
	new Set([...Object.keys(before), ...Object.keys(after)].filter((name) => !BESIDES.has(name)));

/** On the board: not taken away, and not taken back by the party that had shared it. */
export const stands = (record: object): boolean =>
	(!('removed' in record) || record.removed === null) && (!('withdrawn' in record) || record.withdrawn === null);

/** Two records that are one thing, where its id does not say so: pairs of ids, before → after. */
export type Pairs = ReadonlyMap<RecordId, RecordId>;

/** What counts as another way. */
export type ChangesOf<R> = (before: R, after: R) => FieldChange[];

/** A list at two moments, matched by id or, where `pairs` says so, by what they are. Records that were taken away are not there. */
export function diffLists<R extends { id: RecordId }>(
	before: readonly R[],
	after: readonly R[],
	{ pairs = new Map(), changesOf = diffRecords }: { pairs?: Pairs; changesOf?: ChangesOf<R> } = {}
): ListDiff<R> {
	const now = new Map(after.filter(stands).map((record) => [record.id, record]));
	const diff: ListDiff<R> = { added: [], gone: [], changed: [], same: [] };
	for (const record of before.filter(stands)) {
		const match = pairs.get(record.id) ?? record.id;
		const next = now.get(match);
		now.delete(match);
		if (!next) diff.gone.push({ id: record.id, before: record, after: null, changes: [] });
		else sort(diff, { id: next.id, before: record, after: next, changes: changesOf(record, next) });
	}
	for (const record of now.values()) diff.added.push({ id: record.id, before: null, after: record, changes: [] });
	return diff;
}

const sort = <R>(diff: ListDiff<R>, both: RecordDiff<R>): void => {
	(both.changes.length > 0 ? diff.changed : diff.same).push(both);
};

/** What a whole document says differently, by root: all that bringing it back would change. */
export function diffDocuments<D extends DocumentKind>(
	kind: D,
	before: DocumentRecord<D>,
	after: DocumentRecord<D>
): { root: string; diff: ListDiff }[] {
	const lists = (record: DocumentRecord<D>, root: string) => (record as Record<string, PlainRecord[]>)[root] ?? [];
	return Object.keys(DOCUMENT_KINDS[kind] as Record<string, RecordKind>).map((root) => ({
		root,
		diff: diffLists(lists(before, root), lists(after, root))
	}));
}
