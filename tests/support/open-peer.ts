import { onTestFinished } from 'vitest';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentInfo } from '../../server/storage/store.ts';
import { LiveDocument } from '../../src/lib/sync/live-document.ts';
import { waitFor } from './wait-for.ts';
import type { Login } from './start-rooms.ts';

/** The network between a browser and the server, to be cut and mended. */
export class Line {
	#up = true;
	readonly #sockets = new Set<WebSocket>();

	get up(): boolean {
		return this.#up;
	}

	add(socket: WebSocket) {
		this.#sockets.add(socket);
		socket.addEventListener('close', () => this.#sockets.delete(socket));
	}

	cut() {
		this.#up = false;
		for (const socket of this.#sockets) socket.close();
	}

	mend() {
		this.#up = true;
	}
}

/** Nothing listens here. */
const NOWHERE = 'ws://127.0.0.1:9/';

/** A browser's WebSocket: it sends the page's origin and the login's cookie, which Node's leaves to the caller. */
export function browserSocket(
	login: Pick<Login, 'cookie'> | null,
	origin: string,
	line = new Line()
): typeof WebSocket {
	return class extends WebSocket {
		constructor(url: string | URL) {
			const headers = { origin, ...(login ? { cookie: login.cookie } : {}) };
			super(line.up ? url : NOWHERE, { headers } as unknown as string[]);
			line.add(this);
		}
	};
}

export type Where = { url: string; origin: string };

/** Somebody at a browser with the document open. Closed when the test is over. */
export function openPeer(
	at: Where,
	login: Login | null,
	{ id, kind }: Pick<DocumentInfo, 'id'> & { kind: DocumentKind },
	{ line, ...options }: { random?: () => number; line?: Line } = {}
): LiveDocument {
	const WebSocketPolyfill = browserSocket(login, at.origin, line);
	const peer = new LiveDocument(id, kind, { url: at.url, WebSocketPolyfill, random: () => 0, ...options });
	onTestFinished(() => peer.close());
	return peer;
}

export const isSaved = ({ status }: LiveDocument): boolean => status.current.state === 'saved';

export async function openSaved(...open: Parameters<typeof openPeer>): Promise<LiveDocument> {
	const peer = openPeer(...open);
	await waitFor(() => isSaved(peer), 'the document to be open and saved');
	return peer;
}
