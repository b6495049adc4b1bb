import * as Y from 'yjs';
import { recordsOf, sameValue, type RecordKind, type StoredRecord } from './record.ts';

/**
 * Where a record keeps words that people wrote: its texts, and inside its values what stands under these names (a
 * motive, a reason, the words of an agreement). `tests/shared/free-text.test.ts` fails when a schema takes free words
 * that are not found here.
 */
const WORDS: ReadonlySet<string> = new Set([
	...['motive', 'reason', 'sentence', 'text', 'note', 'answer', 'words'],
	...['document', 'section', 'performer', 'accountable', 'followUp']
]);

/** Values that are words themselves. */
const WHOLE: Readonly<Record<string, readonly string[]>> = { comment: ['text'] };

/** What is done with each text: who calls says what it becomes. */
export type Rewrite = (words: string) => string;

/** May the field hold words that somebody wrote? */
export function holdsWords(kind: RecordKind, name: string, value: unknown): boolean {
	return wordsIn(kind, name, value).length > 0;
}

/** The words of one field, in the order they stand; empty ones are none. */
export function wordsIn(kind: RecordKind, name: string, value: unknown): string[] {
	const found: string[] = [];
	rewriteValue(kind, name, value, (words) => {
		found.push(words);
		return words;
	});
	return found.filter((words) => words !== '');
}

/** The field's plain value with its words rewritten, and everything else as it was. */
export function rewriteValue(kind: RecordKind, name: string, value: unknown, rewrite: Rewrite): unknown {
	const isWords = kind.fields[name]?.kind === 'text' || WHOLE[kind.name]?.includes(name) === true;
	if (isWords) return typeof value === 'string' && value !== '' ? rewrite(value) : value;
	return kind.fields[name]?.kind === 'set' ? value : rewriteInside(value, rewrite);
}

function rewriteInside(value: unknown, rewrite: Rewrite): unknown {
	if (Array.isArray(value)) return value.map((item) => rewriteInside(item, rewrite));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) =>
			WORDS.has(name) && typeof inner === 'string'
				? [name, inner === '' ? inner : rewrite(inner)]
				: [name, rewriteInside(inner, rewrite)]
		)
	);
}

/** A record's words by field, as it is read. */
export function recordWords(kind: RecordKind, record: Readonly<Record<string, unknown>>): Record<string, string[]> {
	const fields = Object.keys(kind.fields).map((name) => [name, wordsIn(kind, name, record[name])] as const);
	return Object.fromEntries(fields.filter(([, words]) => words.length > 0));
}

/** The record as it is read, with its words rewritten. */
export function rewriteRecord<R extends Readonly<Record<string, unknown>>>(
	kind: RecordKind,
	record: R,
	rewrite: Rewrite
): R {
	const fields = Object.keys(kind.fields).filter((name) => name in record);
	return {
		...record,
		...Object.fromEntries(fields.map((name) => [name, rewriteValue(kind, name, record[name], rewrite)]))
	};
}

/** Rewrites a stored record's words where it stands. Call inside a transaction. */
export function rewriteStored(doc: Y.Doc, kind: RecordKind, id: string, rewrite: Rewrite): void {
	const stored = recordsOf(doc, kind).get(id);
	if (stored) for (const name of Object.keys(kind.fields)) rewriteField(kind, stored, name, rewrite);
}

function rewriteField(kind: RecordKind, stored: StoredRecord, name: string, rewrite: Rewrite): void {
	const value = stored.get(name);
	if (value instanceof Y.Text) return rewriteText(value, rewrite);
	if (value instanceof Y.Map || value === undefined) return;
	const next = rewriteValue(kind, name, value, rewrite);
	if (!sameValue(next, value)) stored.set(name, next);
}

/** Whole, not what differs: nothing of the words before stays in what is live. */
function rewriteText(text: Y.Text, rewrite: Rewrite): void {
	const before = text.toString();
	if (before === '') return;
	const after = rewrite(before);
	text.delete(0, text.length);
	if (after !== '') text.insert(0, after);
}
