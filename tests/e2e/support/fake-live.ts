import type { Page, WebSocketRoute } from '@playwright/test';
import type { MeetingState } from '../../../src/lib/shared/meeting/meeting-state.ts';
import { INITIAL_MEETING } from '../../../src/lib/shared/meeting/meeting-state.ts';
import type { ScreenFacts } from '../../../src/lib/shared/protocol/events.ts';
import { weekKey } from '../../../src/lib/shared/week/iso-week.ts';

const HANDSHAKE = { sid: 'e', upgrades: [], pingInterval: 600_000, pingTimeout: 600_000, maxPayload: 1_000_000 };

/** The server's end of a screen's `/live`, played by the test: any facts, and any place of the meeting, at once. */
export class FakeLive {
	#socket: WebSocketRoute | null = null;
	readonly #connected = Promise.withResolvers<void>();
	#version = 1_000_000;

	/** Before the page is opened. */
	async attach(page: Page): Promise<void> {
		await page.routeWebSocket(/\/live\//, (socket) => {
			socket.onMessage((message) => {
				if (!String(message).startsWith('40')) return;
				socket.send('40{"sid":"s"}');
				this.#socket = socket;
				this.#connected.resolve();
			});
			socket.send(`0${JSON.stringify(HANDSHAKE)}`);
		});
	}

	async connected(): Promise<void> {
		await this.#connected.promise;
	}

	facts(facts: ScreenFacts) {
		this.#send('screen:facts', facts);
	}

	meeting(facts: Pick<ScreenFacts, 'week'>, state: Partial<MeetingState>, at = Date.now()) {
		this.#version += 1;
		const version = this.#version;
		this.#send('meeting:state', { week: weekKey(facts.week), at, state: { ...INITIAL_MEETING, ...state, version } });
	}

	/** As when the network goes. */
	async cut(): Promise<void> {
		await this.#socket?.close({ code: 1001 });
	}

	#send(event: string, payload: unknown) {
		this.#socket?.send(`42${JSON.stringify([event, payload])}`);
	}
}
