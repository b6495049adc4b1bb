import { may } from '../../src/lib/shared/access/policies.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import type { RandomBytes } from '../../src/lib/shared/ids.ts';
import { fail, ok, type Problem, type Result } from '../../src/lib/shared/result.ts';
import type { Week, WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { parseWeekKey, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { neighbourhoodOf } from '../accounts/address.ts';
import { newToken, tokenHash } from '../accounts/tokens.ts';
import type { ScreenLink } from '../storage/meetings.ts';
import type { Store, WeekDocument } from '../storage/store.ts';
import { Tries } from '../accounts/tries.ts';

export interface ScreenLinksParts {
	store: Pick<Store, 'meetings' | 'organisation'>;
	now: () => number;
	random: RandomBytes;
	/** The site is reached over https. */
	secure: boolean;
}

const HOUR = 3_600_000;
export const DEFAULT_HOURS = 4;
export const MOST_HOURS = 24;
/** Keys tried from one neighbourhood of addresses: at once, and per second. 256 bits are not guessed; this is for peace. */
const TRIES = 20;
const TRIES_PER_SECOND = 0.1;
const KEY = /^[A-Za-z0-9_-]{43}$/;

/** Where the cookie goes: to the page, and to `/live`. Neither sees the other's, and nothing else sees either. */
export interface ScreenCookie {
	name: string;
	paths: readonly string[];
	attributes: { httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge: number };
}

export type OpenProblem = Problem<'screen-link-over' | 'too-many-attempts'>;

/** Links that show one week's meeting on the room's screen, without a login, read-only and for a time. */
export class ScreenLinks {
	readonly #parts: ScreenLinksParts;
	readonly #tries = new Tries(TRIES, TRIES_PER_SECOND);
	readonly #listeners = new Set<(hash: string) => void>();

	constructor(parts: ScreenLinksParts) {
		this.#parts = parts;
	}

	/** The key is in the answer and nowhere else. */
	async make(
		week: WeekDocument,
		actor: Actor,
		hours = DEFAULT_HOURS
	): Promise<Result<{ key: string; expiresAt: number }, Problem<'not-allowed'>>> {
		if (!may(actor, 'meeting:screen') || actor.samverkan !== week.samverkan) return fail('not-allowed');
		const { store, now, random } = this.#parts;
		const key = newToken(random);
		const madeAt = now();
		const expiresAt = madeAt + Math.min(MOST_HOURS, Math.max(1, hours)) * HOUR;
		const { id: document, samverkan } = week;
		const facts = { hash: tokenHash(key), samverkan, document, week: week.week };
		await store.meetings.addLink({ ...facts, madeBy: actor.person, madeAt, expiresAt });
		return ok({ key, expiresAt });
	}

	/** Links of the week that can be used, newest first. */
	async open(week: WeekDocument): Promise<ScreenLink[]> {
		return (await this.#parts.store.meetings.links(week.id)).filter((link) => this.#isRunning(link));
	}

	async revoke(hash: string, actor: Actor): Promise<Result<true, Problem<'not-allowed'>>> {
		const { store, now } = this.#parts;
		const link = await store.meetings.link(hash);
		if (!link || !may(actor, 'meeting:screen') || actor.samverkan !== link.samverkan) return fail('not-allowed');
		await store.meetings.revokeLink(hash, now());
		for (const listener of this.#listeners) listener(hash);
		return ok(true);
	}

	/** Answers what stops the telling. */
	onRevoked(listener: (hash: string) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Somebody comes with a key in the address, and is given the cookie for it. */
	async exchange(key: string, week: WeekKey, address: string): Promise<Result<ScreenCookie, OpenProblem>> {
		if (!this.#tries.take(neighbourhoodOf(address), this.#parts.now())) return fail('too-many-attempts');
		const link = await this.find(key, week);
		return link ? ok(this.#cookie(link)) : fail('screen-link-over');
	}

	/** The link that a key opens, while it runs and who made it may still make such. */
	async find(key: string, week: WeekKey): Promise<ScreenLink | null> {
		if (!KEY.test(key)) return null;
		const { store } = this.#parts;
		const link = await store.meetings.link(tokenHash(key));
		if (!link || link.week !== week || !this.#isRunning(link)) return null;
		return may(await store.organisation.actor(link.samverkan, link.madeBy), 'meeting:screen') ? link : null;
	}

	/** From a connection's Cookie header. */
	async inHeader(header: string | undefined, week: WeekKey): Promise<ScreenLink | null> {
		const name = cookieName(parseWeekKey(week)!);
		const found = (header ?? '').split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`));
		return found ? this.find(found.slice(name.length + 1), week) : null;
	}

	#cookie(link: ScreenLink): ScreenCookie {
		const week = parseWeekKey(link.week)!;
		const maxAge = Math.max(1, Math.floor((link.expiresAt - this.#parts.now()) / 1000));
		return {
			name: cookieName(week),
			paths: [`/v/${weekPath(week)}/skarm`, '/live'],
			attributes: { httpOnly: true, sameSite: 'lax', secure: this.#parts.secure, maxAge }
		};
	}

	#isRunning({ expiresAt, revokedAt }: ScreenLink): boolean {
		return revokedAt === null && expiresAt > this.#parts.now();
	}
}

/** One per week, so that a browser may show several. */
export const cookieName = (week: Week): string => `skarm-${weekPath(week)}`;
