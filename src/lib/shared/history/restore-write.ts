import type * as Y from 'yjs';
import { SERVER } from '../board/origin.ts';
import {
	createRecord,
	recordsOf,
	sameValue,
	setMember,
	setValue,
	textOf,
	type RecordKind,
	type StoredRecord
} from '../board/record.ts';
import { kindAt, type DocumentKind } from '../board/schema.ts';
import { textEdit, writeTextEdit } from '../board/text-edit.ts';
import type { RecordId } from '../ids.ts';
import { initialOf, type PlainRecord, type RestoreStep } from './restore.ts';

/** Who takes away what was not there then, and when. */
type Stamp = { person: string; at: number };

/**
 * Writes the steps into the document they were planned for, as new edits: a text by what differs, so that what others
 * type in it stays. Call inside a transaction.
 */
export function writeRestore(doc: Y.Doc, document: DocumentKind, steps: readonly RestoreStep[], stamp: Stamp): void {
	for (const step of steps) {
		const kind = kindAt(document, step.root);
		if (kind) writeStep(doc, kind, step, stamp);
	}
}

function writeStep(doc: Y.Doc, kind: RecordKind, { record, field, after }: RestoreStep, stamp: Stamp): void {
	if (field !== null) return writeField(doc, kind, record, field, after);
	const stored = recordsOf(doc, kind).get(record);
	if (after === null) return void stored?.set('removed', stamp);
	if (stored) bringBack(doc, kind, stored, record, after as PlainRecord);
	else createRecord(doc, kind, record, after as never);
}

function bringBack(doc: Y.Doc, kind: RecordKind, stored: StoredRecord, record: RecordId, after: PlainRecord): void {
	stored.set('removed', null);
	for (const name of Object.keys(kind.fields)) if (name !== 'removed') writeField(doc, kind, record, name, after[name]);
}

function writeField(doc: Y.Doc, kind: RecordKind, record: RecordId, name: string, after: unknown): void {
	const field = kind.fields[name];
	const next = after ?? initialOf(kind, name);
	switch (field?.kind) {
		case 'text':
			return writeText(textOf(doc, kind, record, name as never), next as string);
		case 'set':
			return writeMembers(doc, kind, record, name, next as string[]);
		case 'value':
			return setValue(doc, kind, record, name as never, next as never);
	}
}

function writeText(text: Y.Text | undefined, next: string): void {
	const before = text?.toString() ?? '';
	if (text && before !== next) writeTextEdit(text, textEdit(before, next), SERVER);
}

function writeMembers(doc: Y.Doc, kind: RecordKind, record: RecordId, name: string, next: readonly string[]): void {
	const members = recordsOf(doc, kind).get(record)?.get(name) as Y.Map<true> | undefined;
	const before = [...(members?.keys() ?? [])];
	if (sameValue(before.toSorted(), next)) return;
	for (const member of before) if (!next.includes(member)) setMember(doc, kind, record, name as never, member, false);
	for (const member of next) setMember(doc, kind, record, name as never, member, true);
}
