/**
 * Close codes of `/sync/<document>` and what the client does next. y-websocket does not reconnect by itself after
 * 4400–4499; our provider reconnects where `retry` says so.
 */
export const CLOSE_REASONS = {
	'bad-message': { code: 4400, retry: false },
	'session-ended': { code: 4401, retry: false },
	'access-changed': { code: 4403, retry: true },
	'not-found': { code: 4404, retry: false },
	'slow-reader': { code: 4408, retry: true },
	'client-id-in-use': { code: 4409, retry: true },
	reload: { code: 4410, retry: true },
	'too-large': { code: 4413, retry: false },
	'client-too-old': { code: 4426, retry: false },
	'too-fast': { code: 4429, retry: true }
} as const;

export type CloseReason = keyof typeof CLOSE_REASONS;

export function closeReasonOf(code: number): CloseReason | null {
	const found = Object.entries(CLOSE_REASONS).find(([, reason]) => reason.code === code);
	return found ? (found[0] as CloseReason) : null;
}
