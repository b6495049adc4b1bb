import type { DocumentId, PersonId } from '../../../src/lib/shared/ids.ts';
import type { JournalRow, NewJournalRow, StoredDocument, Via } from '../store.ts';

/** What the main thread asks its workers. Each request is answered by one `Answer` with its number. */
export type Request =
	| { number: number; ask: 'append'; rows: readonly NewJournalRow[] }
	| { number: number; ask: 'save-snapshot'; document: DocumentId; upTo: number; state: Uint8Array }
	| {
			number: number;
			ask: 'start-anew';
			document: DocumentId;
			epoch: string;
			state: Uint8Array;
			upTo: number;
			at: number;
	  }
	| { number: number; ask: 'load'; document: DocumentId }
	| { number: number; ask: 'history'; document: DocumentId; until: number }
	| { number: number; ask: 'close' };

export type Answer =
	| { number: number; value: unknown }
	| { number: number; error: unknown }
	| { number: number; damaged: number }
	/** The disk did not confirm a write. Said in words: an error's own fields do not cross between threads. */
	| { number: number; broken: string };

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
	/** Who and how, once each, and which of them each row has: strings are slow to take across. */
	authors: { person: PersonId | null; via: Via }[];
	authorOf: Uint32Array;
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
	const authors = new Map<string, number>();
	const authorOf = rows.map(({ person, via }) => numberIn(authors, `${via} ${person ?? ''}`));
	for (const [index, { update }] of rows.entries()) bytes.set(update, ends[index]! - update.byteLength);
	return {
		document,
		sequences: Float64Array.from(rows, ({ sequence }) => sequence),
		times: Float64Array.from(rows, ({ at }) => at),
		ends,
		authors: [...authors.keys()].map(readAuthor),
		authorOf: Uint32Array.from(authorOf),
		bytes
	};
}

function numberIn(known: Map<string, number>, key: string): number {
	const number = known.get(key) ?? known.size;
	if (number === known.size) known.set(key, number);
	return number;
}

function readAuthor(key: string): PackedRows['authors'][number] {
	const [via, person] = key.split(' ') as [Via, PersonId | ''];
	return { person: person || null, via };
}

export function unpackRows({ document, sequences, times, ends, authors, authorOf, bytes }: PackedRows): JournalRow[] {
	return Array.from(ends, (end, index) => ({
		sequence: sequences[index]!,
		document,
		at: times[index]!,
		...authors[authorOf[index]!]!,
		update: bytes.subarray(index === 0 ? 0 : ends[index - 1], end)
	}));
}
