import { DOCUMENT_KINDS, type BoardDocument } from '../shared/board/schema.ts';
import type { DocumentRecord } from '../shared/board/document-record.ts';
import type { AgendaMinutes } from '../shared/meeting/agenda.ts';
import type { MeetingFacts } from '../shared/meeting/facts.ts';
import type { Board, BoardRoot } from './board.svelte.ts';

/** What the meeting needs and the week's board does not hold. */
export interface BeyondBoard {
	agenda: AgendaMinutes;
}

/** The meeting's facts from the live board, on people's own devices. Reading it in a derived keeps it up to date. */
export function factsOf(board: Board, { agenda }: BeyondBoard): MeetingFacts {
	const { organisation, week, state, previousLevels } = board.page;
	return {
		...{ organisation, week, state, previousLevels, agenda },
		today: board.statusDay,
		record: recordOf(board, 'week'),
		actions: recordOf(board, 'actions'),
		carried: board.carriedEntries,
		returned: board.returnedNotes,
		hidden: new Map()
	};
}

const recordOf = <D extends BoardDocument>(board: Board, document: D): DocumentRecord<D> =>
	Object.fromEntries(
		Object.keys(DOCUMENT_KINDS[document]).map((root) => [root, board.records(root as BoardRoot)])
	) as unknown as DocumentRecord<D>;
