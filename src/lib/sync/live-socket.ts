import { io, type Socket } from 'socket.io-client';
import type { MeetingMove } from '../shared/meeting/meeting-state.ts';
import type { ClientToServer, LiveAuth, ServerToClient } from '../shared/protocol/events.ts';
import type { WeekKey } from '../shared/week/iso-week.ts';

export type LiveHandlers = { [E in keyof ServerToClient]?: ServerToClient[E] };

export interface LiveSocketOptions {
	/** The samverkan's slug. */
	samverkan: string;
	/** The room's screen, of that week, instead of a person's window. */
	screen?: WeekKey;
	handlers: LiveHandlers;
	onconnected?(connected: boolean): void;
	/** Not let in: by the server's word, such as `session-ended`. It does not try again by itself. */
	onrefused?(code: string): void;
	/** The page's own origin when left out. */
	url?: string;
	/** For clients that are no browser and must say their origin and cookie themselves. */
	headers?: Record<string, string>;
}

/** Milliseconds. */
const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;
/** Milliseconds that a move may take to be answered. */
const MOVE_TIMEOUT = 5_000;

/** The browser's end of `/live`. */
export class LiveSocket {
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	#week: WeekKey | null = null;
	#meeting: WeekKey | null = null;
	#again: ReturnType<typeof setTimeout> | undefined;

	constructor({ samverkan, screen, handlers, onconnected, onrefused, url, headers }: LiveSocketOptions) {
		const options = {
			path: '/live',
			transports: ['websocket'],
			auth: { samverkan, ...(screen === undefined ? {} : { screen }) } satisfies LiveAuth,
			forceNew: true,
			reconnectionDelay: FIRST_DELAY,
			reconnectionDelayMax: LONGEST_DELAY,
			...(headers ? { extraHeaders: headers } : {})
		};
		this.#socket = url === undefined ? io(options) : io(url, options);
		for (const [event, handler] of Object.entries(handlers))
			this.#socket.on(event as keyof ServerToClient, handler as never);
		this.#socket.on('connect', () => {
			if (this.#week !== null) this.#socket.emit('week:look', this.#week);
			if (this.#meeting !== null) this.#socket.emit('meeting:join', this.#meeting);
			onconnected?.(true);
		});
		this.#socket.on('connect_error', ({ message }) => {
			if (this.#socket.active) return onconnected?.(false); // the line; it tries again
			if (message === 'internal') this.#again = setTimeout(() => this.#socket.connect(), LONGEST_DELAY);
			else onrefused?.(message);
		});
		this.#socket.on('disconnect', (reason) => {
			onconnected?.(false);
			// The server wants us to be decided on anew. Who is not let in is told so, and stays out.
			if (reason === 'io server disconnect') this.#again = setTimeout(() => this.#socket.connect(), FIRST_DELAY);
		});
	}

	/** The week this window shows; said again after every loss of the line. */
	look(week: WeekKey | null) {
		this.#week = week;
		if (this.#socket.connected) this.#socket.emit('week:look', week);
	}

	/** Follows that week's meeting, or none; said again after every loss of the line. */
	joinMeeting(week: WeekKey | null) {
		if (this.#meeting === week) return;
		this.#meeting = week;
		if (this.#socket.connected) this.#socket.emit('meeting:join', week);
	}

	/** Whether the meeting moved. What can not be sent at once is not sent: by then the meeting is elsewhere. */
	async moveMeeting(move: MeetingMove): Promise<boolean> {
		if (!this.#socket.connected) return false;
		try {
			return await this.#socket.timeout(MOVE_TIMEOUT).emitWithAck('meeting:move', move);
		} catch {
			return false; // the line was lost on the way
		}
	}

	close() {
		clearTimeout(this.#again);
		this.#socket.disconnect();
	}
}
