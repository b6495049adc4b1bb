import { momentText } from '../../shared/history/moment.ts';
import type { Board } from '../../state/board.svelte.ts';
import { BoardFilter } from '../../state/board-filter.svelte.ts';

/** Nothing is filtered of the past; links on its board say of which moment they are. */
export class PastFilter extends BoardFilter {
	readonly #board: Board;

	constructor(board: Board) {
		super(board);
		this.#board = board;
	}

	override write(params: URLSearchParams): void {
		const { past } = this.#board.page;
		if (past !== undefined) params.set('t', momentText(past));
	}
}
