import { getContext, setContext } from 'svelte';
import type { Answers } from '../shared/board/action.ts';
import type { Where } from '../shared/board/values.ts';
import type { RecordId } from '../shared/ids.ts';
import type { Priority } from '../shared/board/priority.ts';
import type { Entry } from '../shared/board/entry.ts';
import type { WeekKey } from '../shared/week/iso-week.ts';

/** What a new åtgärd is given before anybody has written a word of it: what it answers, and where that is. */
export interface ActionStart {
	answers: Answers;
	where: Where;
	/** The text of what it answers, shown beside the line. */
	about: string;
}

const FROM_NOTHING: ActionStart = { answers: null, where: null, about: '' };

/** The address' words: `?atgard=<id>`, `?vy=lista`. */
const CARD = 'atgard';
const VIEW = 'vy';
const LIST = 'lista';

export type ActionView = 'columns' | 'list';

/**
 * Which åtgärd is open beside the board, whether a new one is being written, and how they are laid out. Card and view
 * live in the address; a line being written does not.
 */
export class OpenCard {
	#id = $state<RecordId | null>(null);
	#view = $state<ActionView>('columns');
	#start = $state.raw<ActionStart | null>(null);

	constructor(params: URLSearchParams = new URLSearchParams()) {
		this.read(params);
	}

	get id(): RecordId | null {
		return this.#id;
	}
	get view(): ActionView {
		return this.#view;
	}
	/** Null while no new åtgärd is being written. */
	get start(): ActionStart | null {
		return this.#start;
	}

	open(id: RecordId): void {
		this.#id = id;
	}
	close(): void {
		this.#id = null;
	}
	show(view: ActionView): void {
		this.#view = view;
	}

	startAction(): void {
		this.#start = FROM_NOTHING;
	}

	/** "Åtgärd från raden": link and place are filled in. */
	startActionFrom(
		source: { kind: 'entry'; entry: Entry } | { kind: 'priority'; priority: Priority },
		week: WeekKey
	): void {
		const record = source.kind === 'entry' ? source.entry : source.priority;
		this.#start = {
			answers: { week, kind: source.kind, id: record.id },
			where: record.where,
			about: source.kind === 'entry' ? source.entry.text : source.priority.title
		};
	}

	stopStarting(): void {
		this.#start = null;
	}

	read(params: URLSearchParams): void {
		this.#id = (params.get(CARD) || null) as RecordId | null;
		this.#view = params.get(VIEW) === LIST ? 'list' : 'columns';
	}

	write(params: URLSearchParams): void {
		if (this.#id) params.set(CARD, this.#id);
		else params.delete(CARD);
		if (this.#view === 'list') params.set(VIEW, LIST);
		else params.delete(VIEW);
	}
}

const KEY = Symbol('open card');

export const setOpenCard = (card: OpenCard): OpenCard => setContext(KEY, card);

export function getOpenCard(): OpenCard {
	const card = getContext<OpenCard | undefined>(KEY);
	if (!card) throw new Error('No open card here: call setOpenCard(new OpenCard(params)) in a component above');
	return card;
}
