/** What a form of the desk is answered with. `undo` is what the same form posts as `do` to take it back. */
export type DeskAnswer =
	| { ok: true; action: string; words: string; undo: string | null }
	| { ok: false; action: string; problem: string; field?: 'reason' | 'text' | 'due' };
