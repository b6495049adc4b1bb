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
