import type { DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import type { JournalRow, NewJournalRow, StoredDocument, Via } from '../store.ts';

/** What the main thread asks its workers. Each request is answered by one `Answer` with its number. */
export type Request =
	| { number: number; ask: 'append'; rows: readonly NewJournalRow[] }
	| { number: number; ask: 'save-snapshot'; document: DocumentId; upTo: number; state: Uint8Array }
	| { number: number; ask: 'load'; document: DocumentId }
	| { number: number; ask: 'history'; document: DocumentId; until: number }
	| { number: number; ask: 'close' };

export type Answer =
	{ number: number; value: unknown } | { number: number; error: unknown } | { number: number; damaged: number };

/**
 * Rows of one document between threads: all updates in one buffer that is handed over, not copied. Tens of thousands of
 * small arrays would take the main thread tens of milliseconds to receive.
 */
export interface PackedRows {
	document: DocumentId;
	sequences: Float64Array;
	times: Float64Array;
	/** Where each row's update ends in `bytes`. */
	ends: Uint32Array;
	people: (PersonId | null)[];
	vias: Via[];
	bytes: Uint8Array<ArrayBuffer>;
}

export interface PackedDocument {
	snapshot: StoredDocument['snapshot'];
	tail: PackedRows;
}

export function packRows(document: DocumentId, rows: readonly JournalRow[]): PackedRows {
	const ends = new Uint32Array(rows.length);
	let end = 0;
	for (const [index, { update }] of rows.entries()) ends[index] = end += update.byteLength;
	const bytes = new Uint8Array(end);
	for (const [index, { update }] of rows.entries()) bytes.set(update, ends[index]! - update.byteLength);
	return {
		document,
		sequences: Float64Array.from(rows, ({ sequence }) => sequence),
		times: Float64Array.from(rows, ({ at }) => at),
		ends,
		people: rows.map(({ person }) => person),
		vias: rows.map(({ via }) => via),
		bytes
	};
}

export function unpackRows({ document, sequences, times, ends, people, vias, bytes }: PackedRows): JournalRow[] {
	return vias.map((via, index) => ({
		sequence: sequences[index]!,
		document,
		at: times[index]!,
		person: people[index] ?? null,
		via,
		update: bytes.subarray(index === 0 ? 0 : ends[index - 1], ends[index])
	}));
}
