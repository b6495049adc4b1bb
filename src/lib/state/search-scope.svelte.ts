import { getContext, setContext } from 'svelte';
import type { Board } from './board.svelte.ts';

/** What the bar's search may look through beside the server: the board that is open, where one is. */
export class SearchScope {
	#board = $state.raw<Board | null>(null);

	get board(): Board | null {
		return this.#board;
	}

	/** Returns how to take it back; a board that came later stays. */
	show(board: Board): () => void {
		this.#board = board;
		return () => {
			if (this.#board === board) this.#board = null;
		};
	}
}

const KEY = Symbol('search scope');

export const setSearchScope = (scope: SearchScope): SearchScope => setContext(KEY, scope);

/** Null on pages that have no board beside them. */
export const getSearchScope = (): SearchScope | null => getContext<SearchScope | undefined>(KEY) ?? null;
