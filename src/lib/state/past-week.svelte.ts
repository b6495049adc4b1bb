import { FilmPlayer, type FilmBoard, type FilmFrame } from '../shared/history/film.ts';
import { momentText } from '../shared/history/moment.ts';
import type { PastFilm, PastMoment, PastMomentSent, PastPage, PieceNames } from '../shared/history/past-page.ts';
import { momentBeside } from '../shared/history/timeline.ts';
import { localDay, weekOf, weekPath } from '../shared/week/iso-week.ts';
import { Board } from './board.svelte.ts';

/** Milliseconds without another move before the address, the words and screen readers follow. */
const SETTLES_AFTER = 150;

interface PastParts {
	fetch?: typeof fetch;
	/** Calls back before the next picture is drawn; answers how to call it off. */
	nextPicture?: (draw: () => void) => () => void;
	/** Another moment is about to be shown. */
	onmove?: () => void;
}

/**
 * One week, wound to any of its moments. With a film everything happens in the browser: a drag asks the network for
 * nothing and draws once a picture. A week too long for that is asked for moment by moment; the latest wish wins.
 */
export class PastWeek {
	readonly board: Board;
	readonly #parts: Required<PastParts>;
	readonly #base: PastPage;
	#at = $state(0);
	#settled = $state(0);
	#frame = $state.raw<FilmFrame | null>(null);
	#sides = $state.raw<{ shown: FilmBoard; last: FilmBoard } | null>(null);
	#hasFailed = $state(false);
	#player: FilmPlayer | null = null;
	#cancelPicture: (() => void) | null = null;
	#settling: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;
	/** What was sent last, by the names it came with. */
	#sent: (Pick<PastMoment, 'weekRecord' | 'actionsRecord'> & { names: PieceNames }) | null = null;

	constructor(past: PastPage, parts: PastParts = {}) {
		if (!past.page) throw new Error('There is no board to wind');
		this.#base = past;
		this.#at = this.#settled = past.at;
		this.board = new Board(past.page, () => past.now);
		this.#parts = {
			fetch: (...asked) => fetch(...asked),
			nextPicture: onNextPicture,
			onmove: () => undefined,
			...parts
		};
	}

	/** The moment that is shown, at once. */
	get at(): number {
		return this.#at;
	}
	/** The moment that is shown, once the hand has come to rest. */
	get settled(): number {
		return this.#settled;
	}
	/** What the step to this moment changed; null where that is not known here. */
	get frame(): FilmFrame | null {
		return this.#frame;
	}
	/** The board at which the hand came to rest and the last one of the week; null without a film. */
	get sides(): { shown: FilmBoard; last: FilmBoard } | null {
		return this.#sides;
	}
	/** The last moment that was asked for could not be fetched. */
	get hasFailed(): boolean {
		return this.#hasFailed;
	}

	/** Fetches the film, where there is one. Until it is here the board is asked for. */
	async load(): Promise<void> {
		if (!this.#base.hasFilm) return;
		const response = await this.#parts.fetch(this.#address('film'));
		if (!response.ok) return;
		const { film, ...words } = (await response.json()) as PastFilm;
		this.board.page = { ...this.board.page, ...words };
		const player = (this.#player = new FilmPlayer(film));
		player.seek(Infinity); // to the end by the same player: what the week left alone is the same object there
		const last = player.board;
		this.#draw();
		this.#sides = { shown: player.board, last };
	}

	/** To a moment. The next picture shows it. */
	seek(at: number): void {
		this.#at = at;
		this.#parts.onmove();
		this.#cancelPicture ??= this.#parts.nextPicture(() => {
			this.#cancelPicture = null;
			this.#draw();
		});
		clearTimeout(this.#settling);
		this.#settling = setTimeout(() => this.#settle(), SETTLES_AFTER);
	}

	/** To the change before or after; false where there is none. */
	step(direction: -1 | 1): boolean {
		const next = momentBeside(this.#base.moments, this.#at, direction);
		if (next !== null) this.seek(next);
		return next !== null;
	}

	close(): void {
		clearTimeout(this.#settling);
		this.#cancelPicture?.();
		this.#asking?.abort();
	}

	#draw() {
		const player = this.#player;
		if (!player) return;
		player.seek(this.#at);
		this.board.show(player.board);
		this.#frame = player.frame;
		const today = localDay(this.#at);
		const { page } = this.board;
		if (page.state === player.state && page.today === today) return;
		this.board.page = { ...page, state: player.state, today, thisWeek: weekOf(today) };
	}

	#settle() {
		if (!this.#player) return void this.#ask(this.#at);
		this.board.page = { ...this.board.page, past: this.#at };
		this.#settled = this.#at;
		if (this.#sides) this.#sides = { ...this.#sides, shown: this.#player.board };
	}

	async #ask(at: number): Promise<void> {
		this.#asking?.abort(); // the server does not answer what nobody waits for
		const asking = (this.#asking = new AbortController());
		try {
			const response = await this.#parts.fetch(`${this.#address('tavla')}?t=${momentText(at)}${this.#has()}`, {
				signal: asking.signal
			});
			if (!response.ok) throw new Error(`The board of the past answered ${response.status}`);
			const sent = (await response.json()) as PastMomentSent;
			if (this.#asking === asking) this.#show(this.#whole(sent));
		} catch {
			if (this.#asking === asking) this.#hasFailed = true;
		}
	}

	/** The åtgärder are most of a board, and are the same at most moments of a week: what is here is not sent again. */
	#has(): string {
		const { names } = this.#sent ?? {};
		return names ? `&har=${names.week}&har=${names.actions}` : '';
	}

	#whole({ names, ...moment }: PastMomentSent): PastMoment {
		const weekRecord = moment.weekRecord ?? this.#sent?.weekRecord;
		const actionsRecord = moment.actionsRecord ?? this.#sent?.actionsRecord;
		if (!weekRecord || !actionsRecord) throw new Error('The board of the past came in part');
		this.#sent = { names, weekRecord, actionsRecord };
		return { ...moment, weekRecord, actionsRecord };
	}

	#show({ at, weekRecord, actionsRecord, ...words }: PastMoment) {
		const today = localDay(at);
		this.board.page = { ...this.board.page, ...words, today, thisWeek: weekOf(today), past: at };
		this.board.show({ week: weekRecord, actions: actionsRecord });
		this.#settled = at;
		this.#hasFailed = false;
	}

	#address(what: 'film' | 'tavla'): string {
		return `/v/${weekPath(this.board.page.week)}/historik/${what}`;
	}
}

function onNextPicture(draw: () => void): () => void {
	const asked = requestAnimationFrame(draw);
	return () => cancelAnimationFrame(asked);
}
