/**
 * Close codes of `/sync/<document>` and what the client does next. y-websocket does not reconnect by itself after
 * 4400–4499; our provider reconnects where `retry` says so.
 */
export const CLOSE_REASONS = {
	/** A frame that is no message: the client is broken or hostile. Stop. */
	'bad-message': { code: 4400, retry: false },
	/** Log in again, then open the page anew. */
	'session-ended': { code: 4401, retry: false },
	/** Rights or the week's state changed: connect again and be decided anew. */
	'access-changed': { code: 4403, retry: true },
	/** No such document, or none that this person may know of. */
	'not-found': { code: 4404, retry: false },
	/** Too much waited in the socket: connect again and be sent what is missing at once. */
	'slow-reader': { code: 4408, retry: true },
	/** The document's client id lives on another connection: take a fresh document. */
	'client-id-in-use': { code: 4409, retry: true },
	/** The server rebuilt the document: connect again. After REFUSED: with a fresh document. */
	reload: { code: 4410, retry: true },
	/** The edit is longer than the server takes; sending it again would not help. */
	'too-large': { code: 4413, retry: false },
	/** Reload the page to get the new program. */
	'client-too-old': { code: 4426, retry: false },
	/** Too many windows, or too many people on the board: connect again later, when some have been closed. */
	'too-many': { code: 4430, retry: true },
	/** Wait a little longer than usual, then connect again. */
	'too-fast': { code: 4429, retry: true }
} as const;

export type CloseReason = keyof typeof CLOSE_REASONS;

/** What the WebSocket protocol itself says of a frame over the limit. */
const MESSAGE_TOO_BIG = 1009;

export function closeReasonOf(code: number): CloseReason | null {
	if (code === MESSAGE_TOO_BIG) return 'too-large';
	const found = Object.entries(CLOSE_REASONS).find(([, reason]) => reason.code === code);
	return found ? (found[0] as CloseReason) : null;
}
