import type { CloseReason } from '../shared/protocol/close-reasons.ts';
import type { StoreState } from '../shared/protocol/messages.ts';
import type { Problem } from '../shared/result.ts';

/** What waits is on this device's disk, and will be sent by its person's next visit if not by this one. */
interface Kept {
	onDevice?: true;
}

/**
 * How it stands with this client's edits of one document (reliability.md §3.3 R2). `saved` means: every edit made here
 * is on the server's disk. `waiting` counts edits that are not. `late` is a saving that has taken longer than anybody
 * should be told "Sparar…".
 */
export type SyncStatus =
	| { state: 'connecting' }
	| { state: 'saved' }
	| ({ state: 'saving'; waiting: number; since: number; late?: true } & Kept)
	| ({ state: 'offline'; waiting: number; since: number } & Kept)
	| ({ state: 'cannot-store'; waiting: number; since: number; full?: true } & Kept)
	| { state: 'refused'; problem: Problem; waiting: number }
	| ({ state: 'closed'; reason: CloseReason; waiting: number } & Kept);

/** Milliseconds for which "Sparar…" is the truth. */
export const LATE_AFTER = 3_000;
/** Milliseconds without a line, from the opening on, until that is no longer "connecting". */
export const NO_CONTACT_AFTER = 10_000;

/** What the status is made of. */
export interface SyncFacts {
	refused: { problem: Problem; waiting: number } | null;
	closed: CloseReason | null;
	/** The document has been whole here at some time. */
	everSynced: boolean;
	/** The server has said hello on a connection that stands. */
	connected: boolean;
	/** Everything that was sent on the connection is stored, and something was. */
	acknowledged: boolean;
	store: StoreState;
	waiting: number;
	waitingSince: number;
	lostAt: number;
	now: number;
	/** Every edit that waits is on the device's disk. */
	onDevice: boolean;
}

/** Nothing is "saved" unless everything says so. */
export function statusOf(facts: SyncFacts): SyncStatus {
	const { refused, closed, waiting, waitingSince: since, lostAt, now } = facts;
	const kept: Kept = waiting > 0 && facts.onDevice ? { onDevice: true } : {};
	if (refused) return { state: 'refused', ...refused };
	if (closed !== null) return { state: 'closed', reason: closed, waiting, ...kept };
	const lost = !facts.connected && (facts.everSynced || now - lostAt >= NO_CONTACT_AFTER);
	if (lost) return { state: 'offline', waiting, since: lostAt, ...kept };
	if (!facts.everSynced) return { state: 'connecting' };
	const full = facts.store === 'full' ? { full: true as const } : {};
	if (facts.store !== 'ok') return { state: 'cannot-store', waiting, since, ...kept, ...full };
	if (facts.acknowledged && waiting === 0) return { state: 'saved' };
	const late = waiting > 0 && now - since >= LATE_AFTER;
	return { state: 'saving', waiting, since, ...kept, ...(late ? { late } : {}) };
}

/** Milliseconds until the same facts say something else; null when they never do. */
export function changesIn(
	status: SyncStatus,
	{ waiting, waitingSince, lostAt, now, connected }: SyncFacts
): number | null {
	if (status.state === 'saving' && waiting > 0 && !status.late) return Math.max(0, waitingSince + LATE_AFTER - now);
	if (status.state === 'connecting' && !connected) return Math.max(0, lostAt + NO_CONTACT_AFTER - now);
	return null;
}
