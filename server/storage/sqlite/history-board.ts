import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ownActions } from '../../../src/lib/shared/access/visible-actions.ts';
import { emptyRecord, type ActionsRecord, type WeekRecord } from '../../../src/lib/shared/board/document-record.ts';
import { withHidden, withTakenBack, type RowName } from '../../../src/lib/shared/history/hidden-rows.ts';
import type { DocumentId } from '../../../src/lib/shared/ids.ts';
import type { BoardPiece, BoardPieces, BoardQuery } from '../history.ts';
import type { Gone } from './history-messages.ts';
import type { Moments, Spot } from './history-moment.ts';
import { documentOf } from './history-standing.ts';
import { Kept } from './kept.ts';

/** Bytes of boards that are kept as they were sent: people step back and forth between a few moments. */
const KEPT_BYTES = 24 * 1024 * 1024;

interface Piece {
	name: string;
	bytes: Uint8Array;
	refers: BoardPieces['refers'];
}

const NO_REFERENCES: BoardPieces['refers'] = { carried: [], returned: [] };
const encoder = new TextEncoder();

/**
 * Boards as the browser gets them: what this person may not see is out of them, and they are JSON already. A piece is kept
 * by the last change in it and by everything that decides what is shown of it, so that moments between which nothing
 * happened are one, and nobody is given what was made for somebody who sees more.
 */
export class Boards {
	readonly #database: DatabaseSync;
	readonly #moments: Moments;
	readonly #kept = new Kept<Piece>(KEPT_BYTES);

	constructor(database: DatabaseSync, moments: Moments) {
		this.#database = database;
		this.#moments = moments;
	}

	read(query: BoardQuery): BoardPieces | Gone {
		const { week, actions, known } = query;
		const board = this.#find(week);
		const standing = actions && this.#find(actions);
		if ('gone' in board) return board;
		if (standing && 'gone' in standing) return standing;
		const weekPiece = this.#week(board, query);
		return {
			week: given(weekPiece, known),
			actions: given(this.#actions(standing, query), known),
			refers: weekPiece.refers
		};
	}

	/** The words of what is kept may be gone from everywhere else. */
	forget(): void {
		this.#kept.clear();
		this.#moments.forget();
	}

	#find({ document, at }: { document: DocumentId; at: number }): Spot | Gone {
		const info = documentOf(this.#database, document);
		if (!info) throw new Error(`There is no document ${document}`);
		return this.#moments.find(info, at);
	}

	#week(spot: Spot, { week, view }: BoardQuery): Piece {
		const hidden = rowsOf(view.hidden, week.document);
		const takenBack = this.#moments.withdrawn(spot).filter(({ party }) => party !== view.party);
		return this.#piece([spot.document, spot.change, hidden, takenBack.map(nameOf)], () => {
			const record = this.#moments.read(spot, null) as unknown as WeekRecord;
			const shown = withTakenBack(withHidden(record, 'week', hidden), takenBack);
			return { record: shown, refers: { carried: shown.carried, returned: shown.returned } };
		});
	}

	#actions(spot: Spot | null, { week, actions, view }: BoardQuery): Piece {
		if (!spot || !actions) return this.#piece(['no actions'], () => ({ record: emptyRecord('actions') }));
		const hidden = rowsOf(view.hidden, actions.document);
		return this.#piece([spot.document, spot.change, hidden, week.of, view.own], () => {
			const part = { is: 'week', week: week.of, also: [] } as const;
			const record = this.#moments.read(spot, part) as unknown as ActionsRecord;
			const shown = withHidden(record, 'actions', hidden);
			return { record: view.own ? ownActions({ funktioner: view.own }, shown) : shown };
		});
	}

	#piece(of: readonly unknown[], make: () => { record: object; refers?: Piece['refers'] }): Piece {
		const key = JSON.stringify(of);
		const known = this.#kept.get(key);
		if (known) return known;
		const { record, refers = NO_REFERENCES } = make();
		const bytes = encoder.encode(JSON.stringify(record));
		const made = { name: hash('sha256', bytes, 'base64url').slice(0, 22), bytes, refers };
		this.#kept.set(key, made, bytes.byteLength + 2 * key.length);
		return made;
	}
}

/** A copy: what is handed over to another thread is gone from this one. */
const given = ({ name, bytes }: Piece, known: readonly string[]): BoardPiece => ({
	name,
	bytes: known.includes(name) ? null : bytes.slice()
});

const nameOf = ({ root, record }: RowName): RowName => ({ root, record });

const rowsOf = (hidden: BoardQuery['view']['hidden'], document: DocumentId): RowName[] =>
	hidden.filter((row) => row.document === document).map(nameOf);
