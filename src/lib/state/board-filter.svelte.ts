import { getContext, setContext } from 'svelte';
import { isClosed, ACTION_STATES, type ActionState } from '../shared/board/action-status.ts';
import { actionLabel, isOverdue, type Action } from '../shared/board/action.ts';
import type { CarriedEntry } from '../shared/board/carried.ts';
import type { Entry } from '../shared/board/entry.ts';
import type { Priority } from '../shared/board/priority.ts';
import type { Where } from '../shared/board/values.ts';
import type { AreaId, CategoryId, FunktionId, PartyId, PlaceId, RecordId } from '../shared/ids.ts';
import type { Area, Category, Funktion, Place } from '../shared/organisation.ts';
import type { Day } from '../shared/week/iso-week.ts';

/** What the filter has to look up; the board is one. */
export interface FilterSource {
	/** "Försenad" is counted from it. */
	readonly statusDay: Day;
	readonly entries: Iterable<Entry>;
	readonly carriedEntries: Iterable<CarriedEntry>;
	readonly priorities: Iterable<Priority>;
	funktion(id: FunktionId): Funktion | undefined;
	area(id: AreaId): Area | undefined;
	place(id: PlaceId): Place | undefined;
	category(id: CategoryId): Category | undefined;
}

/** A state of an åtgärd, or a group of them: `open` is everything not closed, `overdue` is computed from the date. */
export type StatusChoice = ActionState | 'open' | 'overdue';

export interface FilterValues {
	party: PartyId | null;
	area: AreaId | null;
	category: CategoryId | null;
	funktion: FunktionId | null;
	status: StatusChoice | null;
	text: string;
}

/** The words of the address are Swedish: the link is read by people. */
const PARAMS = {
	party: 'part',
	area: 'omrade',
	category: 'kategori',
	funktion: 'funktion',
	status: 'status',
	text: 'q'
} as const satisfies Record<keyof FilterValues, string>;

const STATUS_SLUGS: Record<StatusChoice, string> = {
	open: 'oppna',
	overdue: 'forsenade',
	proposed: 'foreslagna',
	decided: 'beslutade',
	ongoing: 'pagar',
	blocked: 'hinder',
	done: 'genomforda',
	'followed-up': 'uppfoljda',
	cancelled: 'avbrutna'
};

export const STATUS_CHOICES: readonly StatusChoice[] = ['open', 'overdue', ...ACTION_STATES];

const NOTHING: FilterValues = { party: null, area: null, category: null, funktion: null, status: null, text: '' };

const statusFrom = (slug: string | null): StatusChoice | null =>
	STATUS_CHOICES.find((choice) => STATUS_SLUGS[choice] === slug) ?? null;

function valuesFrom(params: URLSearchParams): FilterValues {
	const idOf = <Id extends string>(name: keyof FilterValues) => (params.get(PARAMS[name]) || null) as Id | null;
	return {
		party: idOf('party'),
		area: idOf('area'),
		category: idOf('category'),
		funktion: idOf('funktion'),
		status: statusFrom(params.get(PARAMS.status)),
		text: params.get(PARAMS.text) ?? ''
	};
}

/**
 * What of the board is shown. Lives in the address, so that a filtered board has a link and the first view, made on
 * the server, is filtered too. An unknown id in the address matches nothing, rather than quietly everything.
 */
export class BoardFilter {
	#source: FilterSource;
	#values = $state.raw<FilterValues>(NOTHING);
	#words = $derived(lower(this.#values.text).split(/\s+/).filter(Boolean));
	#entries = $derived.by(() => {
		const carried = Array.from(this.#source.carriedEntries, ({ entry }) => entry);
		return new Map([...carried, ...this.#source.entries].map((entry) => [entry.id, entry]));
	});
	#priorities = $derived.by(() => new Map(Array.from(this.#source.priorities, (priority) => [priority.id, priority])));

	constructor(source: FilterSource, params: URLSearchParams = new URLSearchParams()) {
		this.#source = source;
		this.#values = valuesFrom(params);
	}

	get values(): FilterValues {
		return this.#values;
	}

	get isActive(): boolean {
		return this.activeCount > 0;
	}

	/** How many of the choices are made; text counts as one. */
	get activeCount(): number {
		const { text, ...choices } = this.#values;
		return Object.values(choices).filter((choice) => choice !== null).length + (text.trim() ? 1 : 0);
	}

	set<Name extends keyof FilterValues>(name: Name, value: FilterValues[Name]): void {
		if (this.#values[name] !== value) this.#values = { ...this.#values, [name]: value };
	}

	clear(): void {
		this.#values = NOTHING;
	}

	/** Takes over what an address says, as when somebody goes back in the history. */
	read(params: URLSearchParams): void {
		const values = valuesFrom(params);
		if (JSON.stringify(values) !== JSON.stringify(this.#values)) this.#values = values;
	}

	/** Writes the filter into an address and leaves its other parameters alone. */
	write(params: URLSearchParams): void {
		for (const name of Object.keys(PARAMS) as (keyof FilterValues)[]) {
			const slug = this.#slug(name);
			if (slug) params.set(PARAMS[name], slug);
			else params.delete(PARAMS[name]);
		}
	}

	/** The filter as the end of a link, `?part=…`, or nothing: for links to other weeks. */
	get search(): string {
		return this.#search;
	}
	readonly #search = $derived.by(() => {
		const params = new URLSearchParams();
		this.write(params);
		return params.size > 0 ? `?${params}` : '';
	});

	/** Status is a question about åtgärder, so it takes no lägesrad away. */
	matchesEntry(entry: Entry): boolean {
		return this.#matchesRow(entry, '');
	}

	/** By its own words and by what is new about it this week. */
	matchesCarried({ carried, entry }: CarriedEntry): boolean {
		return this.#matchesRow(entry, carried.text);
	}

	#matchesRow(entry: Entry, news: string): boolean {
		const { party, area, category, funktion } = this.#values;
		if (party && entry.source?.party !== party) return false;
		if (area && entry.where?.area !== area) return false;
		if (category && entry.category !== category) return false;
		if (funktion && entry.source?.funktion !== funktion) return false;
		return this.#hasWords(() => [
			entry.text,
			news,
			...this.#names(entry.where, entry.category, this.#sourcesOf(entry))
		]);
	}

	matchesAction(action: Action): boolean {
		const { party, area, category, funktion, status } = this.#values;
		const functions = functionsOf(action);
		if (party && !functions.some((id) => this.#source.funktion(id)?.party === party)) return false;
		if (area && action.where?.area !== area) return false;
		if (category && this.#categoryOf(action) !== category) return false;
		if (funktion && !functions.includes(funktion)) return false;
		if (status && !this.#hasStatus(action, status)) return false;
		return this.#hasWords(() => [
			actionLabel(action),
			action.title,
			action.description,
			action.goal,
			...this.#names(action.where, this.#categoryOf(action), functions)
		]);
	}

	#slug(name: keyof FilterValues): string {
		const value = this.#values[name];
		if (name === 'status') return value ? STATUS_SLUGS[value as StatusChoice] : '';
		return value?.trim() ?? '';
	}

	#hasStatus(action: Action, status: StatusChoice): boolean {
		if (status === 'open') return !isClosed(action.status.state);
		if (status === 'overdue') return isOverdue(action, this.#source.statusDay);
		return action.status.state === status;
	}

	/** An åtgärd is of the category it was given, or else of the lägesrad it answers, directly or through a prioritering. */
	#categoryOf({ answers, category }: Action): CategoryId | null {
		if (category || !answers) return category;
		const entry = answers.kind === 'entry' ? answers.id : this.#priorities.get(answers.id)?.entry;
		return (entry && this.#entries.get(entry as RecordId)?.category) || null;
	}

	#sourcesOf(entry: Entry): FunktionId[] {
		return entry.source?.funktion ? [entry.source.funktion] : [];
	}

	#names(where: Where, category: CategoryId | null, functions: readonly FunktionId[]): (string | undefined)[] {
		const of = this.#source;
		const found = category ? of.category(category) : undefined;
		return [
			where ? of.area(where.area)?.name : undefined,
			where?.place ? of.place(where.place)?.name : undefined,
			found?.code,
			found?.name,
			...functions.map((id) => of.funktion(id)?.name)
		];
	}

	/** Every word must be somewhere in the record's own words or in the names it is shown with. */
	#hasWords(text: () => (string | undefined)[]): boolean {
		if (this.#words.length === 0) return true;
		const searched = lower(text().join(' '));
		return this.#words.every((word) => searched.includes(word));
	}
}

const lower = (text: string): string => text.toLocaleLowerCase('sv');

/** Utförare and ansvarig, each once. */
export function functionsOf(action: Pick<Action, 'performers' | 'owner'>): FunktionId[] {
	return [...new Set(action.owner === null ? action.performers : [...action.performers, action.owner])];
}

const KEY = Symbol('board filter');

export const setFilter = (filter: BoardFilter): BoardFilter => setContext(KEY, filter);

export function getFilter(): BoardFilter {
	const filter = getContext<BoardFilter | undefined>(KEY);
	if (!filter) throw new Error('No filter here: call setFilter(new BoardFilter(board, params)) in a component above');
	return filter;
}
