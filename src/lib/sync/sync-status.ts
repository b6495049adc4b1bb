import type { CloseReason } from '../shared/protocol/close-reasons.ts';
import type { Problem } from '../shared/result.ts';

/**
 * How it stands with this client's edits of one document (reliability.md §3.3 R2). `saved` means: every edit made here
 * is on the server's disk. `waiting` counts edits that are not.
 */
export type SyncStatus =
	| { state: 'connecting' }
	| { state: 'saved' }
	| { state: 'saving'; waiting: number; since: number }
	| { state: 'offline'; waiting: number; since: number }
	| { state: 'cannot-store'; waiting: number; since: number }
	| { state: 'refused'; problem: Problem; waiting: number }
	| { state: 'closed'; reason: CloseReason; waiting: number };

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
	storeFailing: boolean;
	waiting: number;
	waitingSince: number;
	lostAt: number;
}

/** Nothing is "saved" unless everything says so. */
export function statusOf(facts: SyncFacts): SyncStatus {
	const { refused, closed, waiting, waitingSince: since } = facts;
	if (refused) return { state: 'refused', ...refused };
	if (closed !== null) return { state: 'closed', reason: closed, waiting };
	if (!facts.everSynced) return { state: 'connecting' };
	if (!facts.connected) return { state: 'offline', waiting, since: facts.lostAt };
	if (facts.storeFailing) return { state: 'cannot-store', waiting, since };
	return facts.acknowledged && waiting === 0 ? { state: 'saved' } : { state: 'saving', waiting, since };
}
