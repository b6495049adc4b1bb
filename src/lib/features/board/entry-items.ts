import type { Component } from 'svelte';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Star from '@lucide/svelte/icons/star';
import type { Entry } from '../../shared/board/entry.ts';
import { prioritiseEntry } from '../../shared/board/priority.ts';
import { weekKey } from '../../shared/week/iso-week.ts';
import { getAnnouncer } from '../../state/announcer.svelte.ts';
import { getBoard, type Board } from '../../state/board.svelte.ts';
import { getOpenCard } from '../../state/open-card.svelte.ts';
import { getNotices } from '../../ui/notices.svelte.ts';

/** As a menu takes it. */
interface EntryItem {
	label: string;
	icon: Component;
	disabled?: boolean;
	onselect: () => void;
}

/** What a row is called where it is spoken of: "Torget, Skadegörelse". */
export function entryName(board: Pick<Board, 'place' | 'category'>, { where, category }: Entry): string {
	const names = [where?.place && board.place(where.place)?.name, category && board.category(category)?.name];
	return names.filter(Boolean).join(', ') || 'Lägesrad';
}

/** What can be made of a row, wherever its words are from: a prioritering, an åtgärd. */
export function useEntryItems(): (entry: Entry) => EntryItem[] {
	const board = getBoard();
	const announcer = getAnnouncer();
	const notices = getNotices();
	const openCard = getOpenCard();

	function prioritise(entry: Entry) {
		const { id, text, where } = entry;
		const result = board.edit('week', (doc) =>
			prioritiseEntry(doc, board.newId(), { id, text, where }, board.author())
		);
		if (result.ok) announcer.say(`${entryName(board, entry)} är prioriterad`);
		else notices.show('Veckan har redan fem prioriteringar. Ta bort en först.', { tone: 'danger' });
	}

	function priorityItem(entry: Entry): EntryItem {
		const isPriority = board.priorities.some((priority) => priority.entry === entry.id);
		const label = isPriority ? 'Är prioriterad' : 'Prioritera';
		return { label, icon: Star, disabled: isPriority, onselect: () => prioritise(entry) };
	}

	return (entry) => {
		const { may, page } = board;
		const mayAct = page.documents.actions !== null && (may.editActions || may.writeWeek);
		const startAction = () => openCard.startActionFrom({ kind: 'entry', entry }, weekKey(page.week));
		return [
			...(may.prioritise && page.documents.week ? [priorityItem(entry)] : []),
			...(mayAct ? [{ label: 'Åtgärd från raden', icon: ListTodo, onselect: startAction }] : [])
		];
	};
}
