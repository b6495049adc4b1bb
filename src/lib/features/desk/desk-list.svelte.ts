import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { BANDS, type Band, type DeskRow } from '../../shared/desk/desk-rows.ts';

/** What is asked in a row before it can be sent. */
export const QUESTIONS = ['blocked', 'comment', 'ask-due', 'hand-back', 'refuse-due', 'give-on'] as const;
export type Question = (typeof QUESTIONS)[number];

type Place = { band: Band; order: number };

/**
 * The rows as they stand while the page is open. A row stays in its band and in its place until the next visit, so that
 * nothing jumps under a finger; what was changed meanwhile is marked. Rows that come are added last.
 */
export class DeskList {
	#rows = $state.raw<readonly DeskRow[]>([]);
	#asked = $state.raw<{ row: string; question: Question } | null>(null);
	/** Rows whose answer from the server is awaited, as they are going to be. */
	readonly #guesses = new SvelteMap<string, Partial<DeskRow>>();
	/** What was asked of a row when its answer was sent for: a question opened since is not answered by that. */
	readonly #answered = new Map<string, Question | null>();
	readonly #updated = new SvelteSet<string>();
	readonly #marks = new SvelteMap<string, string[]>();
	readonly #places = new Map<string, Place>();
	#last = 0;

	constructor(rows: readonly DeskRow[], asked: { row: string; question: Question } | null = null) {
		this.#asked = asked;
		this.take(rows);
	}

	/** Bands that have rows, in the page's order. */
	get bands(): { band: Band; rows: DeskRow[] }[] {
		return BANDS.map((band) => ({ band, rows: this.#in(band) })).filter(({ rows }) => rows.length > 0);
	}

	get count(): number {
		return this.#rows.length;
	}

	/** The row's open question. */
	asked(id: string): Question | null {
		return this.#asked?.row === id ? this.#asked.question : null;
	}

	/** Opens a question, or closes the one that is open. */
	ask(row: string, question: Question | null): void {
		this.#asked = question === null || this.asked(row) === question ? null : { row, question };
	}

	isUpdated(id: string): boolean {
		return this.#updated.has(id);
	}

	/** What others have changed since last time, also while the page was open. */
	marks(id: string): readonly string[] {
		return this.#marks.get(id) ?? [];
	}

	/** The rows as the server has them now. */
	take(rows: readonly DeskRow[]): void {
		for (const row of rows) {
			if (!this.#places.has(row.id)) this.#places.set(row.id, { band: row.band, order: this.#last++ });
			const marks = [...new Set([...(this.#marks.get(row.id) ?? []), ...row.changes])];
			if (marks.length > 0) this.#marks.set(row.id, marks);
		}
		this.#rows = rows;
	}

	/** What a row is going to be; until the server has answered. */
	guess(id: string, change: Partial<DeskRow>): void {
		this.#guesses.set(id, change);
		this.#answered.set(id, this.asked(id));
	}

	/** The server has answered: what it says is what counts. */
	settle(id: string, isDone: boolean): void {
		this.#guesses.delete(id);
		if (!isDone) return;
		this.#updated.add(id);
		if (this.#asked?.row === id && this.#asked.question === this.#answered.get(id)) this.#asked = null;
	}

	#in(band: Band): DeskRow[] {
		return this.#rows
			.filter(({ id }) => this.#places.get(id)?.band === band)
			.sort((a, b) => this.#places.get(a.id)!.order - this.#places.get(b.id)!.order)
			.map((row) => ({ ...row, ...this.#guesses.get(row.id) }));
	}
}
