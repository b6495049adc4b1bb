import { onTestFinished } from 'vitest';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { DocumentInfo } from '../../server/storage/store.ts';
import { LiveDocument } from '../../src/lib/sync/live-document.ts';
import { waitFor } from './wait-for.ts';
import type { Login } from './start-rooms.ts';

/** A browser's WebSocket: it sends the page's origin and the login's cookie, which Node's leaves to the caller. */
export function browserSocket(login: Pick<Login, 'cookie'> | null, origin: string): typeof WebSocket {
	return class extends WebSocket {
		constructor(url: string | URL) {
			const headers = { origin, ...(login ? { cookie: login.cookie } : {}) };
			super(url, { headers } as unknown as string[]);
		}
	};
}

export type Where = { url: string; origin: string };

/** Somebody at a browser with the document open. Closed when the test is over. */
export function openPeer(
	at: Where,
	login: Login | null,
	{ id, kind }: Pick<DocumentInfo, 'id'> & { kind: DocumentKind },
	options: { random?: () => number; WebSocketPolyfill?: typeof WebSocket } = {}
): LiveDocument {
	const WebSocketPolyfill = browserSocket(login, at.origin);
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
