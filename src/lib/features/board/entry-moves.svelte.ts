import { getContext, setContext, tick } from 'svelte';
import { moveEntry, type Entry } from '../../shared/board/entry.ts';
import type { Where } from '../../shared/board/values.ts';
import type { AreaId, RecordId } from '../../shared/ids.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { Board } from '../../state/board.svelte.ts';
import { areaOf, type EntryGroup } from './board-groups.ts';

export const WHOLE_MUNICIPALITY = 'Hela kommunen';

/** The rows moved by keys and menu: within their area, past its edge into the next one, or straight to another. */
export class EntryMoves {
	readonly #board: Board;
	readonly #announcer: Announcer;
	readonly #groups: () => readonly EntryGroup[];

	/** `groups` are the rows as shown, so that a move is one step of what is seen. */
	constructor(board: Board, announcer: Announcer, groups: () => readonly EntryGroup[]) {
		this.#board = board;
		this.#announcer = announcer;
		this.#groups = groups;
	}

	step(entry: Entry, direction: -1 | 1): void {
		const groups = this.#groups();
		const at = groups.findIndex(({ entries }) => entries.some(({ id }) => id === entry.id));
		const rows = groups[at]?.entries ?? [];
		const index = rows.findIndex(({ id }) => id === entry.id);
		const target = index + direction;
		if (index === -1) return;
		if (target >= 0 && target < rows.length) return this.#moveWithin(entry, rows, target);
		const next = groups[at + direction];
		if (!next) return this.#announcer.say('Raden står redan ytterst.');
		this.#moveInto(entry, next, direction === 1 ? 'first' : 'last');
	}

	moveTo(entry: Entry, area: AreaId | null): void {
		const group = this.#groups().find((group) => (group.area?.id ?? null) === area);
		if (group && areaOf(entry.where) !== area) this.#moveInto(entry, group, 'last');
	}

	#moveWithin(entry: Entry, rows: readonly Entry[], target: number) {
		const others = rows.filter(({ id }) => id !== entry.id);
		this.#write(entry, { before: others[target - 1]?.id ?? null, after: others[target]?.id ?? null });
		this.#announcer.say(`Flyttad till plats ${target + 1} av ${rows.length}`);
	}

	#moveInto(entry: Entry, { area, entries }: EntryGroup, end: 'first' | 'last') {
		const where: Where = area ? { area: area.id, place: null } : null;
		const before = end === 'last' ? (entries.at(-1)?.id ?? null) : null;
		const after = end === 'first' ? (entries[0]?.id ?? null) : null;
		this.#write(entry, { before, after, where });
		this.#announcer.say(`Flyttad till ${area?.name ?? WHOLE_MUNICIPALITY}`);
	}

	#write({ id }: Entry, place: { before: RecordId | null; after: RecordId | null; where?: Where }) {
		const control = (document.activeElement as HTMLElement | null)?.dataset.control;
		this.#board.edit('week', (doc) => moveEntry(doc, id, place));
		void focusEntry(id, control);
	}
}

/** A moved row may be another element elsewhere: focus goes back to the same control of it. */
export async function focusEntry(id: RecordId, control = 'text'): Promise<void> {
	await tick();
	const row = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(id)}"]`);
	const target =
		row?.querySelector<HTMLElement>(`[data-control="${control}"]`) ?? row?.querySelector<HTMLElement>('button');
	target?.focus();
	target?.scrollIntoView({ block: 'nearest' });
}

/** An undo may have moved the row: focus that was in it follows. */
export async function keepFocus(id: RecordId): Promise<void> {
	await tick();
	if (document.activeElement === document.body) await focusEntry(id);
}

const KEY = Symbol('entry moves');

export const setEntryMoves = (moves: EntryMoves): EntryMoves => setContext(KEY, moves);

export function getEntryMoves(): EntryMoves {
	const moves = getContext<EntryMoves | undefined>(KEY);
	if (!moves) throw new Error('No moves here: lägesrader are shown inside Areas, which sets them');
	return moves;
}
