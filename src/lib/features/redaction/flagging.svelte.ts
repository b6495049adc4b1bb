import { getContext, setContext, type Component } from 'svelte';
import FlagIcon from '@lucide/svelte/icons/flag';
import type { PartyId } from '../../shared/ids.ts';
import { weekPath } from '../../shared/week/iso-week.ts';
import { getBoard } from '../../state/board.svelte.ts';

/** A row that somebody is about to flag. */
export interface AskedFlag {
	/** As in the address: `2026-48`. */
	week: string;
	/** Of a party's own draft. */
	party?: PartyId;
	root: string;
	id: string;
	/** What it is called where it stands. */
	name: string;
}

/** The question that "Flagga personuppgift" asks, wherever on the page it was chosen. */
export class FlagQuestion {
	#asked = $state.raw<AskedFlag | null>(null);

	get asked(): AskedFlag | null {
		return this.#asked;
	}

	ask(asked: AskedFlag): void {
		this.#asked = asked;
	}

	close(): void {
		this.#asked = null;
	}
}

const KEY = Symbol('flag question');

export const setFlagQuestion = (question: FlagQuestion): FlagQuestion => setContext(KEY, question);

/** Null where the page around has nobody to ask: a piece shown by itself. */
export const getFlagQuestion = (): FlagQuestion | null => getContext<FlagQuestion | undefined>(KEY) ?? null;

/** As a menu takes it. */
interface FlagItem {
	label: string;
	icon: Component;
	separate: boolean;
	onselect: () => void;
}

type Flaggable = { id: string; flagged: unknown };

/** The menu's item for a record of the board's week; none where it is flagged already, and none of the past. */
export function useFlagItem(): (root: string, record: Flaggable | null | undefined, name: string) => FlagItem[] {
	const board = getBoard();
	const question = getFlagQuestion();
	return (root, record, name) => {
		if (!question || !record || record.flagged || board.page.past !== undefined) return [];
		const { id } = record;
		const party = root === 'observations' ? { party: board.me.party } : {};
		const onselect = () => question.ask({ week: weekPath(board.page.week), ...party, root, id, name });
		return [{ label: 'Flagga personuppgift', icon: FlagIcon, separate: true, onselect }];
	};
}
