import type { CarriedEntry } from '../shared/board/carried.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../shared/board/schema.ts';
import type { DocumentRecord } from '../shared/board/document-record.ts';
import type { Entry } from '../shared/board/entry.ts';
import type { Note } from '../shared/board/note.ts';
import type { AgendaMinutes } from '../shared/meeting/agenda.ts';
import type { MeetingFacts, ReturnedNote } from '../shared/meeting/facts.ts';
import type { Board, BoardRoot } from './board.svelte.ts';

/** What the meeting needs and the week's two documents do not hold. */
export interface BeyondBoard {
	agenda: AgendaMinutes;
	/** The words of rows and noteringar of earlier weeks that this one refers to. */
	earlierEntries: readonly Entry[];
	earlierNotes: readonly Note[];
}

/** The meeting's facts from the live board, on people's own devices. Reading it in a derived keeps it up to date. */
export function factsOf(board: Board, { agenda, earlierEntries, earlierNotes }: BeyondBoard): MeetingFacts {
	const { organisation, week, state, previousLevels } = board.page;
	return {
		...{ organisation, week, state, previousLevels, agenda },
		today: board.statusDay,
		record: recordOf(board, 'week'),
		actions: recordOf(board, 'actions'),
		carried: carriedOf(board, earlierEntries),
		returned: returnedOf(board, earlierNotes),
		hidden: new Map()
	};
}

const recordOf = <D extends DocumentKind>(board: Board, document: D): DocumentRecord<D> =>
	Object.fromEntries(
		Object.keys(DOCUMENT_KINDS[document]).map((root) => [root, board.records(root as BoardRoot)])
	) as unknown as DocumentRecord<D>;

function carriedOf(board: Board, entries: readonly Entry[]): CarriedEntry[] {
	const words = new Map(entries.map((entry) => [entry.id, entry]));
	return board.records('carried').flatMap((carried) => {
		const entry = words.get(carried.id);
		return entry ? [{ carried, entry }] : [];
	});
}

function returnedOf(board: Board, notes: readonly Note[]): ReturnedNote[] {
	const words = new Map(notes.map((note) => [note.id, note]));
	return board.records('returned').flatMap((returned) => {
		const note = words.get(returned.id);
		return note ? [{ returned, note }] : [];
	});
}
