import { getContext, setContext, type Component } from 'svelte';
import HistoryIcon from '@lucide/svelte/icons/history';
import type { RecordId } from '../../shared/ids.ts';
import { getBoard } from '../../state/board.svelte.ts';

/** Whose history is open over the page, wherever on it that was asked for. */
export class AskedHistory {
	readonly #isOffered: () => boolean;
	#record = $state<RecordId | null>(null);

	constructor(isOffered: () => boolean) {
		this.#isOffered = isOffered;
	}

	/** Has this person a history to read? */
	get isOffered(): boolean {
		return this.#isOffered();
	}

	get record(): RecordId | null {
		return this.#record;
	}

	open(record: RecordId): void {
		this.#record = record;
	}

	close(): void {
		this.#record = null;
	}
}

const KEY = Symbol('asked history');

export const setAskedHistory = (asked: AskedHistory): AskedHistory => setContext(KEY, asked);

/** Null for who has no history to read, and where a piece is shown by itself. */
export const getAskedHistory = (): AskedHistory | null => getContext<AskedHistory | undefined>(KEY) ?? null;

/** As a menu takes it. */
interface HistoryItem {
	label: string;
	icon: Component;
	separate: boolean;
	onselect: () => void;
}

/** The menu's item for a record; none for who has no history to read. */
export function useHistoryItem(): (record: { id: string } | null | undefined) => HistoryItem[] {
	const asked = getAskedHistory();
	const board = getBoard();
	return (record) => {
		if (!asked?.isOffered || !record || board.page.past !== undefined) return [];
		const id = record.id as RecordId;
		return [{ label: 'Historik', icon: HistoryIcon, separate: true, onselect: () => asked.open(id) }];
	};
}
