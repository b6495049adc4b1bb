import { hash } from 'node:crypto';
import type { KeptEntry, LogEntry, LogFilter, NewEvent } from '../../src/lib/shared/log/event.ts';
import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { canonicalJson } from '../../src/lib/shared/seal/canonical-json.ts';

/** Where a log that has lost its oldest entries by gallring goes on from. */
export interface LogAnchor {
	/** The last entry that was removed. */
	number: number;
	sha256: string;
	at: number;
	by: PersonId;
	/** Reference of the gallringsbeslut. */
	decision: string;
}

/** What stands at the end of a log, kept beside it: a log that was cut short does not end where this says. */
export interface LogHead {
	number: number;
	sha256: string;
}

/** Milliseconds. */
export type DatedEvent = NewEvent & { at: number };

/** Händelseloggen: one chain for each samverkan, and one of the installation itself (null). Only added to. */
export interface EventStore {
	/**
	 * Adds them in their order, with what the database has noted itself before them. With `since`, not where the same
	 * person did the same there and then or later. Answers how many were added.
	 */
	append(events: DatedEvent | readonly DatedEvent[], since?: number): Promise<number>;
	/** Puts what the database has noted itself – log-ins, seals, moves of weeks – into the chains. */
	settle(): Promise<void>;
	/** Newest first. */
	list(
		samverkan: SamverkanId | null,
		filter: LogFilter,
		page: { before?: number; limit: number }
	): Promise<KeptEntry[]>;
	count(samverkan: SamverkanId | null, filter: LogFilter): Promise<number>;
	/** In order, from after a number. */
	chain(samverkan: SamverkanId | null, after: number, limit: number): Promise<KeptEntry[]>;
	/** The newest; null where nothing was removed. */
	anchor(samverkan: SamverkanId | null): Promise<LogAnchor | null>;
	/** Null where there is no entry yet. */
	head(samverkan: SamverkanId | null): Promise<LogHead | null>;
	/** The people and kinds that there are entries of. */
	people(samverkan: SamverkanId | null): Promise<PersonId[]>;
}

/** Hexadecimal. */
export const entryHash = ({ samverkan, number, at, what, person, party, about, previous }: LogEntry): string =>
	hash('sha256', canonicalJson({ samverkan, number, at, what, person, party, about, previous }), 'hex');
