import type { Logger } from 'pino';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import type { EventAbout, EventKind, NewEvent } from '../../src/lib/shared/log/event.ts';
import type { EventStore } from '../storage/events.ts';
import { verifyLog, type LogVerification } from './verify-log.ts';

export interface EventLogParts {
	store: { events: EventStore };
	log: Pick<Logger, 'error'>;
	now: () => number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
/** Views of an hour that are remembered; more are looked up. */
const MOST_SEEN = 20_000;

/** Milliseconds between looks at what the database has noted itself. */
const SETTLE_EVERY = 5_000;

/**
 * Händelseloggen: who did what and when, chained per samverkan. What tables tell of – log-ins, moves, seals, shares, flags,
 * redactions, links – the database notes itself (migration 0019); the rest is recorded here by who does it.
 */
export class EventLog {
	readonly #parts: EventLogParts;
	readonly #pending = new Set<Promise<void>>();
	/** What is in the log already of this hour's `viewedAmong`. */
	#seen: { hour: number; keys: Set<string> } = { hour: 0, keys: new Set() };
	#timer: NodeJS.Timeout | undefined;

	constructor(parts: EventLogParts) {
		this.#parts = parts;
	}

	/** Resolves when it is kept. Whoever hands out what is sealed, or a file, waits for this and refuses when it rejects. */
	async record(event: NewEvent): Promise<void> {
		await this.#parts.store.events.append({ ...event, at: event.at ?? this.#parts.now() });
	}

	/** For what is never undone because a log can not be written: edits, settings, logging in and out. */
	note(event: NewEvent): void {
		this.#later(this.record(event));
	}

	/** Somebody reads a sealed week: once for each person, view, week and hour. Rejects when it can not be kept. */
	async viewed({ samverkan, person, party }: Actor, about: Required<Pick<EventAbout, 'week' | 'page'>>): Promise<void> {
		await this.#once({ samverkan, person, party, what: 'view', about }, HOUR);
	}

	/**
	 * Somebody is shown words of sealed weeks among others – what a search found, changes, the overview – as often as by
	 * `viewed`; whoever types a question letter by letter waits for the first time alone.
	 */
	async viewedAmong(actor: Actor, page: string, abouts: readonly EventAbout[]): Promise<void> {
		const { samverkan, person, party } = actor;
		const at = this.#parts.now();
		const hour = at - (at % HOUR);
		if (hour !== this.#seen.hour) this.#seen = { hour, keys: new Set() };
		const { keys } = this.#seen;
		const keyOf = (about: EventAbout) => JSON.stringify([samverkan, person, page, about.week, about.filter]);
		const unseen = abouts.filter((about) => !keys.has(keyOf(about)));
		if (unseen.length === 0) return;
		const events = unseen.map((about) => ({
			samverkan,
			person,
			party,
			at,
			what: 'view' as const,
			about: { ...about, page }
		}));
		await this.#parts.store.events.append(events, hour);
		if (keys.size < MOST_SEEN) for (const about of unseen) keys.add(keyOf(about));
	}

	/** A calendar was fetched by its address: once a day for whose it is, because calendars look several times an hour. */
	async calendarRead({ samverkan, person, party }: Actor): Promise<void> {
		await this.#once({ samverkan, person, party, what: 'calendar', about: { did: 'read' } }, DAY);
	}

	/** A file leaves the house. Rejects when it can not be kept. */
	async exported({ samverkan, person, party }: Actor, about: EventAbout): Promise<void> {
		await this.record({ samverkan, person, party, what: 'export', about });
	}

	/** By an actor, in their samverkan; see `note`. */
	noteBy({ samverkan, person, party }: Actor, what: EventKind, about: EventAbout): void {
		this.note({ samverkan, person, party, what, about });
	}

	/** Somebody reads the log: once for each page of it and hour. */
	async logRead({ samverkan, person, party }: Actor, about: EventAbout): Promise<void> {
		await this.#once({ samverkan, person, party, what: 'log-read', about }, HOUR);
	}

	/** A log-in that failed, and whose account it was tried on: once a minute, so that a flood of tries makes no flood here. */
	async signInFailed(samverkan: SamverkanId | null, person: PersonId | null, did: string): Promise<void> {
		await this.#once({ samverkan, person, party: null, what: 'log-in-failed', about: { did } }, MINUTE);
	}

	/** Beside what it tells of, which does not wait for it; `close` does. */
	later(work: () => Promise<void>): void {
		this.#later(work());
	}

	/** Checks every entry; reads only. */
	async verify(samverkan: SamverkanId | null): Promise<LogVerification> {
		await this.settle();
		return verifyLog(this.#parts.store.events, samverkan);
	}

	/** What the database has noted is in the chains when this resolves. */
	settle(): Promise<void> {
		return this.#parts.store.events.settle();
	}

	start(): void {
		this.#timer ??= setInterval(() => this.#later(this.settle()), SETTLE_EVERY);
	}

	async close(): Promise<void> {
		clearInterval(this.#timer);
		await Promise.all(this.#pending);
		await this.settle().catch((error: unknown) => this.#failed(error));
	}

	/** From the beginning of the day (UTC), hour or minute that it is. */
	async #once(event: NewEvent, within: number): Promise<void> {
		const at = event.at ?? this.#parts.now();
		await this.#parts.store.events.append({ ...event, at }, at - (at % within));
	}

	#later(work: Promise<void>): void {
		const done = work.catch((error: unknown) => this.#failed(error)).finally(() => this.#pending.delete(done));
		this.#pending.add(done);
	}

	#failed(error: unknown) {
		this.#parts.log.error({ event: 'event-log-failed', err: error }, 'an entry of the händelselogg was not kept');
	}
}
