import { untrack } from 'svelte';
import type { AgendaMinutes } from '../shared/meeting/agenda.ts';
import { INITIAL_MEETING, type MeetingMove, type MeetingState } from '../shared/meeting/meeting-state.ts';
import { moveMeeting, type Place } from '../shared/meeting/moves.ts';
import { timerOf, type MeetingTimer } from '../shared/meeting/timer.ts';
import type { MeetingNews } from '../shared/protocol/events.ts';
import type { WeekKey } from '../shared/week/iso-week.ts';
import { ServerClock } from './server-clock.svelte.ts';

/** The live end, as the meeting needs it: `LiveState`. */
export interface MeetingLine {
	readonly connected: boolean;
	readonly meeting: MeetingNews | null;
	joinMeeting(week: WeekKey | null): void;
	moveMeeting(move: MeetingMove): Promise<boolean>;
}

export interface MeetingViewOptions {
	week: WeekKey;
	line: MeetingLine;
	agenda: () => AgendaMinutes;
	/** May this person move the meeting for everybody? The server asks again. */
	mayLead: () => boolean;
	/** Where the meeting was when the page was made, and when that was by the server's clock. */
	initial?: MeetingState;
	at?: number;
	clock?: () => number;
}

/**
 * One surface's part in the week's meeting: where the meeting is, and where this surface is. They are the same while it
 * follows; who scrolls or clicks on their own goes their own way until they follow again. Renders on the server too;
 * `open` goes live.
 */
export class MeetingView {
	readonly #options: MeetingViewOptions;
	#clock = $state.raw<ServerClock | null>(null);
	#stop: (() => void) | null = null;
	#state = $state.raw<MeetingState>(INITIAL_MEETING);
	#own = $state.raw<Place | null>(null);
	#isMoving = $state(false);

	constructor(options: MeetingViewOptions) {
		this.#options = options;
		this.#state = options.initial ?? INITIAL_MEETING;
	}

	/** In the browser only. Returns how to close. */
	open(): () => void {
		untrack(() => this.#open());
		return () => this.close();
	}

	#open() {
		const { line, week, clock, at } = this.#options;
		this.#clock = new ServerClock(clock);
		if (at !== undefined) this.#clock.heard(at);
		line.joinMeeting(week);
		this.#stop = $effect.root(() => {
			$effect(() => {
				const news = line.meeting;
				if (news?.week === week) untrack(() => this.#heard(news));
			});
		});
	}

	/** Where the meeting is. */
	get state(): MeetingState {
		return this.#state;
	}
	/** Does this surface go where the meeting goes? */
	get following(): boolean {
		return this.#own === null;
	}
	/** Where this surface is. */
	get shown(): Place {
		return this.#own ?? placeIn(this.#state);
	}
	get connected(): boolean {
		return this.#options.line.connected;
	}
	get mayLead(): boolean {
		return this.#options.mayLead();
	}
	/** Is the meeting going on? */
	get running(): boolean {
		return this.#state.startedAt !== null && this.#state.pausedAt === null;
	}
	/** A move is on its way. */
	get moving(): boolean {
		return this.#isMoving;
	}
	get timer(): MeetingTimer {
		return timerOf(this.#state, this.#options.agenda(), this.now);
	}

	follow(): void {
		this.#own = null;
	}
	/** Goes its own way from where it is; nothing when it does already. */
	unfollow(): void {
		this.#own ??= placeIn(this.#state);
	}
	/** The key `f`. */
	toggleFollow(): void {
		if (this.following) this.unfollow();
		else this.follow();
	}
	/** Looks at something on its own; nobody else's surface moves. */
	lookAt(place: Place): void {
		this.#own = placeIn(place);
	}

	/**
	 * Moves the meeting for everybody: shown here at once, and taken back if the server says no. Without a line it is only
	 * this surface that moves, so that the work goes on. Answers whether the meeting moved.
	 */
	async lead(place: Place): Promise<boolean> {
		if (!this.mayLead || !this.connected) {
			this.lookAt(place);
			return false;
		}
		this.follow();
		return this.#move({ do: 'show', ...placeIn(place) });
	}

	pause(): Promise<boolean> {
		return this.#move({ do: 'pause' });
	}
	resume(): Promise<boolean> {
		return this.#move({ do: 'resume' });
	}

	close(): void {
		this.#stop?.();
		this.#clock?.close();
		this.#options.line.joinMeeting(null);
	}

	/** The server's time. Reading it is reactive. */
	get now(): number {
		return this.#clock?.now ?? this.#options.at ?? 0;
	}

	/** What the server says is how it is; the newest comes last on every line. */
	#heard({ state, at }: MeetingNews) {
		this.#clock?.heard(at);
		this.#state = state;
	}

	async #move(move: MeetingMove): Promise<boolean> {
		if (!this.mayLead || !this.connected) return false;
		const before = this.#state;
		const expected = moveMeeting(before, move, this.now, before.by);
		// Not newer than what the server will say: a fast second press then starts from here, not from where it was.
		this.#state = { ...expected, version: before.version };
		const shown = this.#state;
		this.#isMoving = true;
		const moved = await this.#options.line.moveMeeting(move);
		this.#isMoving = false;
		if (!moved && this.#state === shown) this.#state = before;
		return moved;
	}
}

const placeIn = ({ step, scene, page, focus }: Place): Place => ({ step, scene, page, focus });
