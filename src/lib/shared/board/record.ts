import * as v from 'valibot';
import * as Y from 'yjs';
import { fail, ok, type Problem, type Result } from '../result.ts';
import type { RecordId } from '../ids.ts';
import type { Field, FieldValue } from './fields.ts';

/** A record as Yjs keeps it: one nested map under the root map of its kind. */
export type StoredRecord = Y.Map<unknown>;

export type Fields = Record<string, Field>;

/** A kind of record: one noun, its root map and its fields. */
export interface RecordKind<F extends Fields = Fields, Name extends string = string> {
	/** Singular, as in messages: `entry`. */
	name: Name;
	/** The root map's name in the document: `entries`. Never changes once a document has been stored. */
	root: string;
	fields: F;
}

export type RecordOf<K> =
	K extends RecordKind<infer F> ? { id: RecordId } & { [P in keyof F]: FieldValue<F[P]> } : never;
/** What a new record is given; what is left out takes the field's initial value. */
export type Draft<K> = Partial<Omit<RecordOf<K>, 'id'>>;

export type ReadProblem = Problem<'not-a-record' | 'unknown-field' | 'bad-field' | 'too-long'>;

export const defineRecord = <F extends Fields, Name extends string>(
	name: Name,
	root: string,
	fields: F
): RecordKind<F, Name> => ({
	name,
	root,
	fields
});

export const recordsOf = (doc: Y.Doc, kind: RecordKind): Y.Map<StoredRecord> => doc.getMap<StoredRecord>(kind.root);

/** The record, checked whole. The problem's path names it: `entry(x1).severity`. */
export function readRecord<K extends RecordKind>(
	kind: K,
	id: string,
	stored: unknown
): Result<RecordOf<K>, ReadProblem> {
	const path = `${kind.name}(${id})`;
	if (!(stored instanceof Y.Map)) return fail('not-a-record', path);
	for (const key of stored.keys()) if (!Object.hasOwn(kind.fields, key)) return fail('unknown-field', `${path}.${key}`);
	const record: Record<string, unknown> = { id };
	for (const [name, field] of Object.entries(kind.fields)) {
		const read = readField(field, stored.get(name), `${path}.${name}`);
		if (!read.ok) return read;
		record[name] = read.value;
	}
	return ok(record as RecordOf<K>);
}

/** The record of that id; null where there is none, or none that the schema knows. */
export function readStored<K extends RecordKind>(doc: Y.Doc, kind: K, id: string): RecordOf<K> | null {
	const stored = recordsOf(doc, kind).get(id);
	const read = stored && readRecord(kind, id, stored);
	return read?.ok ? read.value : null;
}

/** One field's plain value, checked. A value that is not there reads as the initial one. */
export function readField(field: Field, raw: unknown, path: string): Result<unknown, ReadProblem> {
	switch (field.kind) {
		case 'text':
			return readText(raw, field.max, path);
		case 'set':
			return readSet(field, raw, path);
		case 'value': {
			if (raw === undefined) return ok(field.initial);
			const parsed = v.safeParse(field.schema, raw);
			return parsed.success ? ok(parsed.output) : fail('bad-field', path);
		}
	}
}

function readText(raw: unknown, max: number, path: string): Result<string, ReadProblem> {
	if (!(raw instanceof Y.Text)) return fail('bad-field', path);
	if (raw.length > max) return fail('too-long', path);
	const plain = raw
		.toDelta()
		.every((part: { insert: unknown; attributes?: object }) => typeof part.insert === 'string' && !part.attributes);
	return plain ? ok(raw.toString()) : fail('bad-field', path);
}

function readSet(field: Extract<Field, { kind: 'set' }>, raw: unknown, path: string): Result<string[], ReadProblem> {
	if (!(raw instanceof Y.Map)) return fail('bad-field', path);
	if (raw.size > field.max) return fail('too-long', path);
	const members = [...raw.entries()];
	const good = members.every(([member, there]) => there === true && v.is(field.member, member));
	return good ? ok(members.map(([member]) => member).sort()) : fail('bad-field', path);
}

/** Writes a new record whole. Call inside a transaction with the origin that does it. */
export function createRecord<K extends RecordKind>(doc: Y.Doc, kind: K, id: RecordId, draft: Draft<K>): void {
	const stored: StoredRecord = new Y.Map();
	const given = draft as Record<string, unknown>;
	for (const [name, field] of Object.entries(kind.fields)) {
		const content = storedContent(field, given[name]);
		if (content !== undefined) stored.set(name, content);
	}
	recordsOf(doc, kind).set(id, stored);
}

function storedContent(field: Field, given: unknown): unknown {
	switch (field.kind) {
		case 'text':
			return new Y.Text((given as string | undefined) ?? '');
		case 'set':
			return new Y.Map(((given as string[] | undefined) ?? []).map((member) => [member, true]));
		case 'value':
			return given ?? undefined; // the initial value is not written: it costs no bytes and reads the same
	}
}

type ValueName<K> =
	K extends RecordKind<infer F>
		? { [P in keyof F]: F[P] extends { kind: 'value' } ? P & string : never }[keyof F]
		: never;
type TextName<K> =
	K extends RecordKind<infer F>
		? { [P in keyof F]: F[P] extends { kind: 'text' } ? P & string : never }[keyof F]
		: never;
type SetName<K> =
	K extends RecordKind<infer F>
		? { [P in keyof F]: F[P] extends { kind: 'set' } ? P & string : never }[keyof F]
		: never;

export type { ValueName, TextName, SetName };

/** Writes a value, unless it is there already: an edit that changes nothing leaves no trace. */
export function setValue<K extends RecordKind, N extends ValueName<K>>(
	doc: Y.Doc,
	kind: K,
	id: RecordId,
	name: N,
	next: RecordOf<K>[N & keyof RecordOf<K>]
): void {
	const stored = recordsOf(doc, kind).get(id);
	if (!stored || sameValue(stored.get(name) ?? initialOf(kind, name), next)) return;
	stored.set(name, next);
}

/** What a value reads as while it is not there: writing it would change nothing. */
function initialOf(kind: RecordKind, name: string): unknown {
	const field = kind.fields[name];
	return field?.kind === 'value' ? field.initial : undefined;
}

/** The live text of a field, for a text box to bind to; undefined where the record is gone. */
export function textOf<K extends RecordKind, N extends TextName<K>>(
	doc: Y.Doc,
	kind: K,
	id: RecordId,
	name: N
): Y.Text | undefined {
	const found = recordsOf(doc, kind).get(id)?.get(name);
	return found instanceof Y.Text ? found : undefined;
}

export function setMember<K extends RecordKind, N extends SetName<K>>(
	doc: Y.Doc,
	kind: K,
	id: RecordId,
	name: N,
	member: string,
	there: boolean
): void {
	const members = recordsOf(doc, kind).get(id)?.get(name);
	if (!(members instanceof Y.Map) || members.has(member) === there) return;
	if (there) members.set(member, true);
	else members.delete(member);
}

/** Plain values are JSON: equal when they are written alike. */
export const sameValue = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
