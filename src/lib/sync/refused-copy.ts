import * as Y from 'yjs';
import { sameValue } from '../shared/board/record.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../shared/board/schema.ts';
import { maskNumbers } from '../shared/privacy/blocked-numbers.ts';
import type { Problem } from '../shared/result.ts';

/** What the user had when the server would not take it: kept aside so that nothing typed is lost (R8). */
export interface RefusedCopy {
	problem: Problem;
	/** Milliseconds. */
	at: number;
	/** Edits that were not known to be saved. */
	waiting: number;
	/** Root → record id → fields, as plain values. It may break the schema: that can be why it was refused. */
	records: Record<string, Record<string, unknown>>;
	/** Texts of edits that have no document to be read in any more. */
	words: string[];
}

const rootsOf = (kind: DocumentKind): string[] => Object.keys(DOCUMENT_KINDS[kind]);

export const plainRecords = (doc: Y.Doc, kind: DocumentKind): RefusedCopy['records'] =>
	Object.fromEntries(rootsOf(kind).map((root) => [root, doc.getMap(root).toJSON()]));

/** As it may lie on a device: a personnummer is covered, also where it is why the edit was refused. */
export const withoutNumbers = (copy: RefusedCopy): RefusedCopy => ({
	...copy,
	records: covered(copy.records) as RefusedCopy['records'],
	words: copy.words.map(maskNumbers)
});

function covered(value: unknown): unknown {
	if (typeof value === 'string') return maskNumbers(value);
	if (Array.isArray(value)) return value.map(covered);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [maskNumbers(name), covered(each)]));
}

/** The records of the copy that are not as the document has them now: what there is to copy back. */
export function unsavedRecords(
	copy: RefusedCopy,
	doc: Y.Doc
): { root: string; id: string; fields: Record<string, unknown> }[] {
	return Object.entries(copy.records).flatMap(([root, records]) => {
		const now = doc.getMap(root).toJSON() as Record<string, unknown>;
		return Object.entries(records)
			.filter(([id, fields]) => !sameValue(fields, now[id]))
			.map(([id, fields]) => ({ root, id, fields: fields as Record<string, unknown> }));
	});
}

/** Everything that the person had written and the document does not have, one text a line. */
export const refusedLines = (copy: RefusedCopy, doc: Y.Doc): string[] => [
	...copy.words,
	...unsavedRecords(copy, doc).flatMap(({ fields }) => sentencesIn(fields))
];

/** A motive or a reason stands inside a value; ids and codes have no spaces. */
function sentencesIn(value: unknown): string[] {
	if (typeof value === 'string') return value.includes(' ') ? [value] : [];
	return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentencesIn) : [];
}

/** The texts inside updates, letters that follow each other put together; nothing but the bytes is needed. */
export function wordsIn(updates: readonly Uint8Array[]): string[] {
	const runs: { text: string; client: number; last: number }[] = [];
	for (const { id, length, origin, content } of updates.flatMap(itemsIn)) {
		if (content instanceof Y.ContentAny)
			for (const text of sentencesIn(content.arr)) runs.push({ text, client: -1, last: 0 });
		if (!(content instanceof Y.ContentString)) continue;
		const before = origin && runs.find(({ client, last }) => client === origin.client && last === origin.clock);
		const run = before ?? { text: '', client: id.client, last: 0 };
		run.text += content.str;
		run.last = id.clock + length - 1;
		if (!before) runs.push(run);
	}
	return runs.map(({ text }) => text);
}

function itemsIn(update: Uint8Array): Y.Item[] {
	try {
		return Y.decodeUpdate(update).structs.filter((struct) => struct instanceof Y.Item);
	} catch {
		return [];
	}
}
