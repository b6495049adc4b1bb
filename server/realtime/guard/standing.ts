import type { Logger } from 'pino';
import {
	BREAKS_BEFORE_READ_ONLY,
	CLIENT_IDS_BURST,
	CLIENT_IDS_PER_SECOND,
	READ_ONLY_MS,
	REFUSALS_BEFORE_READ_ONLY
} from '../../../src/lib/shared/protocol/limits.ts';
import type { PersonId } from '../../../src/lib/shared/ids.ts';
import { bucket, take, type Bucket } from '../../accounts/rate.ts';

/** `break`: no program of ours makes such an update. `refusal`: one that may not be made, which can be bad luck. */
export type Offence = 'break' | 'refusal';

const MOST: Record<Offence, number> = { break: BREAKS_BEFORE_READ_ONLY, refusal: REFUSALS_BEFORE_READ_ONLY };

/** What one person has done to documents of late, over all of their connections (R7). */
export class Standing {
	readonly #person: PersonId;
	readonly #log: Pick<Logger, 'error'>;
	readonly #times: Record<Offence, number[]> = { break: [], refusal: [] };
	readonly #ids: Bucket;
	#readOnlyUntil = 0;

	constructor(person: PersonId, log: Pick<Logger, 'error'>, now: number) {
		this.#person = person;
		this.#log = log;
		this.#ids = bucket(CLIENT_IDS_BURST, CLIENT_IDS_PER_SECOND, now);
	}

	mayWrite(now: number): boolean {
		return now >= this.#readOnlyUntil;
	}

	/** A client id that was not there before: each stays in the document for ever. */
	mayTakeClientId(now: number): boolean {
		return take(this.#ids, now);
	}

	offended(offence: Offence, now: number) {
		const times = this.#times[offence].filter((time) => time > now - READ_ONLY_MS);
		times.push(now);
		this.#times[offence] = times;
		if (times.length < MOST[offence]) return;
		this.#times[offence] = [];
		this.#readOnlyUntil = now + READ_ONLY_MS;
		const what = { person: this.#person, offence, times: times.length, minutes: READ_ONLY_MS / 60_000 };
		this.#log.error(what, 'ALARM: a person breaks documents, and may only read for a while');
	}

	/** Nothing is held against them, so nothing is lost by forgetting them. */
	isClean(now: number): boolean {
		const old = (times: number[]) => times.every((time) => time <= now - READ_ONLY_MS);
		return this.mayWrite(now) && old(this.#times.break) && old(this.#times.refusal);
	}
}

/** So many people are remembered before those who are clean are forgotten. */
const MOST_REMEMBERED = 10_000;

/** Everybody's. */
export class Standings {
	readonly #log: Pick<Logger, 'error'>;
	readonly #now: () => number;
	readonly #people = new Map<PersonId, Standing>();

	constructor(log: Pick<Logger, 'error'>, now: () => number) {
		this.#log = log;
		this.#now = now;
	}

	of(person: PersonId): Standing {
		const known = this.#people.get(person);
		if (known) return known;
		if (this.#people.size >= MOST_REMEMBERED) this.#forget();
		const standing = new Standing(person, this.#log, this.#now());
		this.#people.set(person, standing);
		return standing;
	}

	#forget() {
		for (const [person, standing] of this.#people) if (standing.isClean(this.#now())) this.#people.delete(person);
	}
}
