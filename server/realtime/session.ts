import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { SCHEMA_VERSION } from '../../src/lib/shared/board/schema.ts';
import {
	LARGE_BURST,
	LARGE_PER_SECOND,
	PRESENCE_BURST,
	PRESENCE_PER_SECOND,
	STEP1_BURST,
	STEP1_PER_SECOND,
	UPDATE_BURST,
	UPDATES_PER_SECOND
} from '../../src/lib/shared/protocol/limits.ts';
import type { CloseReason } from '../../src/lib/shared/protocol/close-reasons.ts';
import type { SyncRole } from '../../src/lib/shared/protocol/messages.ts';
import { Standing } from './guard/standing.ts';
import { UNCOUNTED, type Turned } from './metrics.ts';
import { bucket, type Bucket } from '../accounts/rate.ts';

/** Where a session's frames go. */
export interface Wire {
	send(frame: Uint8Array): void;
	close(reason: CloseReason | 'going-away' | 'failed'): void;
}

/** Who is at the other end, as decided on connect. */
export interface Visitor {
	actor: Actor;
	name: string;
	/** The function that the person stands for, by name; empty where there is none. */
	funktion: string;
	/** Names the login session, to close what belongs to one that ends. */
	sessionHash: string;
	role: SyncRole;
	/** What the person has done of late, over all of their connections; a clean slate when left out. */
	standing?: Standing;
	/** The schema that the client's program knows; ours when left out. */
	schema?: number;
	/** Where it is counted what is turned away. */
	metrics?: Turned;
}

/**
 * `joining` gets no updates until its step 1 is answered; `gap` has lost a message, and nothing is acknowledged until
 * it has sent what is missing; `over` is to be closed, and nothing more is taken from it.
 */
export type SessionState = { is: 'joining' } | { is: 'live' } | { is: 'gap'; live: boolean } | { is: 'over' };

/** One connection to one document. */
export interface Session extends Required<Visitor> {
	readonly wire: Wire;
	state: SessionState;
	/** Update-bearing messages so far; SAVED and REFUSED count in them. */
	received: number;
	/** Gaps since the last message that fitted. */
	gaps: number;
	/** Its socket is gone. What it had sent before may still come. */
	left: boolean;
	readonly updates: Bucket;
	readonly large: Bucket;
	readonly steps: Bucket;
	readonly presence: Bucket;
}

const SILENT = { error: () => undefined };

export const newSession = (visitor: Visitor, wire: Wire, now: number): Session => ({
	standing: new Standing(visitor.actor.person, SILENT, now),
	schema: SCHEMA_VERSION,
	metrics: UNCOUNTED,
	...visitor,
	wire,
	state: { is: 'joining' },
	received: 0,
	gaps: 0,
	left: false,
	large: bucket(LARGE_BURST, LARGE_PER_SECOND, now),
	updates: bucket(UPDATE_BURST, UPDATES_PER_SECOND, now),
	steps: bucket(STEP1_BURST, STEP1_PER_SECOND, now),
	presence: bucket(PRESENCE_BURST, PRESENCE_PER_SECOND, now)
});

/** Has the document, so that updates may follow. */
export const isLive = ({ state }: Session): boolean => state.is === 'live' || (state.is === 'gap' && state.live);
