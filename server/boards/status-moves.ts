import type { StatusMove } from '../../src/lib/shared/history/overview/action-facts.ts';
import type { DocumentId } from '../../src/lib/shared/ids.ts';
import { localDay } from '../../src/lib/shared/week/iso-week.ts';
import type { HistoryStore } from '../storage/history.ts';

/** Samverkan whose moves are kept; the one that was asked for longest ago goes first. */
const MOST_KEPT = 20;

interface Kept {
	last: number;
	moves: StatusMove[];
}

/** When åtgärder went from state to state. Moves are only added to, so each is read once. */
export class StatusMoves {
	readonly #history: Pick<HistoryStore, 'statusMoves'>;
	readonly #kept = new Map<DocumentId, Kept>();

	constructor(history: Pick<HistoryStore, 'statusMoves'>) {
		this.#history = history;
	}

	/** Every move in the document of åtgärder, oldest first. */
	async read(document: DocumentId): Promise<readonly StatusMove[]> {
		const before = this.#kept.get(document) ?? { last: 0, moves: [] };
		const found = await this.#history.statusMoves(document, before.last);
		const moves = found.flatMap(({ action, at, from, to }) => (to ? [{ action, day: localDay(at), from, to }] : []));
		const last = found.at(-1)?.id ?? before.last;
		const kept = { last, moves: moves.length === 0 ? before.moves : [...before.moves, ...moves] };
		this.#kept.delete(document);
		this.#kept.set(document, kept);
		if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
		return kept.moves;
	}

	forget(): void {
		this.#kept.clear();
	}
}
