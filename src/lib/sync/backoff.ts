import type { CloseReason } from '../shared/protocol/close-reasons.ts';

/** What is known when a connection is lost. */
export interface Loss {
	/** Connections lost in a row, this one counted. */
	attempts: number;
	/** Milliseconds since the last one that worked. */
	lostFor: number;
	reason: CloseReason | null;
	/** Seconds that the server asked clients to spread over, before a restart. */
	comeBackWithin: number | null;
}

const LONGEST = 30_000;
/** Most outages are restarts: for the first minute nobody waits long. */
const LONGEST_AT_FIRST = 4_000;
const AT_FIRST = 60_000;
const AFTER_TOO_FAST = 5_000;

/** Milliseconds until the next try. `random` is in [0, 1): a whole office must not come back at the same instant. */
export function backoff({ attempts, lostFor, reason, comeBackWithin }: Loss, random: number): number {
	if (comeBackWithin !== null) return random * comeBackWithin * 1000;
	if (reason === 'too-fast') return AFTER_TOO_FAST * (1 + random);
	const longest = lostFor < AT_FIRST ? LONGEST_AT_FIRST : LONGEST;
	return Math.min(longest, 100 * 2 ** Math.min(attempts, 10)) * (0.25 + 0.75 * random);
}
