import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../shared/protocol/events.ts';
import type { WeekKey } from '../shared/week/iso-week.ts';

export type LiveHandlers = { [E in keyof ServerToClient]?: ServerToClient[E] };

export interface LiveSocketOptions {
	/** The samverkan's slug. */
	samverkan: string;
	handlers: LiveHandlers;
	onconnected?(connected: boolean): void;
	/** The page's own origin when left out. */
	url?: string;
	/** For clients that are no browser and must say their origin and cookie themselves. */
	headers?: Record<string, string>;
}

/** Milliseconds. */
const FIRST_DELAY = 500;
const LONGEST_DELAY = 10_000;

/** The browser's end of `/live`. */
export class LiveSocket {
	readonly #socket: Socket<ServerToClient, ClientToServer>;
	#week: WeekKey | null = null;
	#again: ReturnType<typeof setTimeout> | undefined;

	constructor({ samverkan, handlers, onconnected, url, headers }: LiveSocketOptions) {
		const options = {
			path: '/live',
			transports: ['websocket'],
			auth: { samverkan },
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
			onconnected?.(true);
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

	close() {
		clearTimeout(this.#again);
		this.#socket.disconnect();
	}
}
