import { untrack } from 'svelte';
import type { MeetingFacts } from '../shared/meeting/facts.ts';
import type { MeetingState } from '../shared/meeting/meeting-state.ts';
import { applyChanges, fromWire } from '../shared/meeting/screen-wire.ts';
import { timerOf, type MeetingTimer } from '../shared/meeting/timer.ts';
import type { MeetingNews, ScreenCaptured, ScreenFacts } from '../shared/protocol/events.ts';
import { weekKey } from '../shared/week/iso-week.ts';
import { LiveSocket, type LiveSocketOptions } from '../sync/live-socket.ts';
import { ServerClock } from './server-clock.svelte.ts';

/** What the screen's page is made with: enough to show it before it is live, and when it can not be. */
export interface ScreenPage {
	facts: ScreenFacts;
	meeting: MeetingNews;
	/** The samverkan's slug. */
	samverkan: string;
}

export interface ScreenViewOptions extends Pick<LiveSocketOptions, 'url' | 'headers'> {
	clock?: () => number;
}

/**
 * The room's screen: what it shows and where the meeting is. When the network goes, it keeps what it last had and says
 * since when. `over` is a link that has run out, or was taken back: then nothing is shown any more.
 */
export class ScreenView {
	readonly #clockOf: () => number;
	readonly #options: ScreenViewOptions;
	#socket: LiveSocket | null = null;
	#clock = $state.raw<ServerClock | null>(null);
	#facts = $state.raw() as ScreenFacts;
	#meeting = $state.raw() as MeetingState;
	#at: number;
	#connected = $state(false);
	#lostAt = $state<number | null>(null);
	#over = $state(false);
	readonly #samverkan: string;
	readonly #shown = $derived(fromWire(this.#facts));

	/** Renders on the server too; `open` goes live. */
	constructor({ facts, meeting, samverkan }: ScreenPage, options: ScreenViewOptions = {}) {
		this.#facts = facts;
		this.#meeting = meeting.state;
		this.#at = meeting.at;
		this.#samverkan = samverkan;
		this.#options = options;
		this.#clockOf = options.clock ?? Date.now;
	}

	get facts(): MeetingFacts {
		return this.#shown;
	}
	/** What came on the board since the meeting began, newest first. */
	get captured(): readonly ScreenCaptured[] {
		const since = this.#meeting.startedAt;
		return since === null ? [] : this.#facts.captured.filter(({ at }) => at >= since);
	}
	get meeting(): MeetingState {
		return this.#meeting;
	}
	get connected(): boolean {
		return this.#connected;
	}
	/** When the line went, in this device's time; null while it is there, and until it has first been tried. */
	get lostAt(): number | null {
		return this.#lostAt;
	}
	get over(): boolean {
		return this.#over;
	}
	/** Milliseconds, the server's time. */
	get now(): number {
		return this.#clock?.now ?? this.#at;
	}
	get timer(): MeetingTimer {
		return timerOf(this.#meeting, this.#facts.agenda, this.now);
	}

	/** In the browser only. Returns how to close. What it reads is no reason for an effect to open it anew. */
	open(): () => void {
		untrack(() => this.#open());
		return () => this.close();
	}

	close(): void {
		this.#socket?.close();
		this.#clock?.close();
		this.#socket = null;
	}

	#open() {
		const { url, headers } = this.#options;
		this.#clock = new ServerClock(this.#clockOf);
		this.#clock.heard(this.#at);
		this.#socket = new LiveSocket({
			...{ url, headers, samverkan: this.#samverkan, screen: weekKey(this.#facts.week) },
			onconnected: (connected) => this.#lineChanged(connected),
			onrefused: () => (this.#over = true),
			handlers: {
				'screen:facts': (facts) => (this.#facts = facts),
				'screen:changed': (changes) => (this.#facts = applyChanges(this.#facts, changes)),
				'meeting:state': (news) => this.#heard(news)
			}
		});
	}

	#lineChanged(connected: boolean) {
		this.#connected = connected;
		this.#lostAt = connected ? null : (this.#lostAt ?? this.#clockOf());
		if (connected) this.#over = false;
	}

	#heard({ state, at }: MeetingNews) {
		this.#clock?.heard(at);
		this.#meeting = state;
	}
}
