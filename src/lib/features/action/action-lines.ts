import type { Action } from '../../shared/board/action.ts';
import type { Where } from '../../shared/board/values.ts';
import { weekOf, type Day } from '../../shared/week/iso-week.ts';
import type { BoardFilter } from '../../state/board-filter.svelte.ts';
import type { Board } from '../../state/board.svelte.ts';
import { formatDay, formatWeek } from '../../shared/week/format.ts';

/** "fre 27 nov · v. 48": the week stands beside every due date. */
export const dueWords = (day: Day, today: Day): string => `${formatDay(day, today)} · ${formatWeek(weekOf(day))}`;

/** "Busstationen, Centrum"; nothing where it is the whole municipality. */
export function whereWords(board: Pick<Board, 'area' | 'place'>, where: Where): string {
	if (!where) return '';
	const names = [where.place && board.place(where.place)?.name, board.area(where.area)?.name];
	return names.filter(Boolean).join(', ');
}

/** "Saknar" is no name: an åtgärd without words yet is still something to press. */
export const titleWords = ({ title }: Pick<Action, 'title'>): string => title.trim() || 'Namnlös åtgärd';

/** Links of a whole board differ in the card alone: what stands before it is put together once for all of them. */
const linkStarts = new WeakMap<URLSearchParams, { filter: string; start: string }>();

function linkStart(filter: BoardFilter, params: URLSearchParams): string {
	const known = linkStarts.get(params);
	if (known?.filter === filter.search) return known.start;
	const next = new URLSearchParams(params);
	filter.write(next);
	next.delete('atgard');
	const start = next.size > 0 ? `?${next}&` : '?';
	linkStarts.set(params, { filter: filter.search, start });
	return start;
}

/** A link to the card that keeps the filter: for a new tab, and for those without JavaScript. */
export const cardHref = (id: string, filter: BoardFilter, params: URLSearchParams): string =>
	`${linkStart(filter, params)}atgard=${encodeURIComponent(id)}`;
