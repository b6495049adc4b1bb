import { Lucia, TimeSpan } from 'lucia';
import type { PersonId, RandomBytes } from '../../src/lib/shared/ids.ts';
import type { AccountStore, SessionRow } from '../storage/accounts.ts';
import { SessionAdapter, nameOf } from './session-adapter.ts';
import type { EndedSession, SignedIn } from './session-adapter.ts';
import { newToken, tokenHash } from './tokens.ts';

export type { EndedSession, SignedIn } from './session-adapter.ts';

export interface SessionOptions {
	store: AccountStore;
	now: () => number;
	random: RandomBytes;
	/** The site is reached over https: the cookie is then sent over nothing else. */
	secure: boolean;
	/** Milliseconds without a request after which a session ends: 8 hours. */
	idle?: number;
	/** Milliseconds after which it ends however busy it is: 24 hours, a long shift. */
	absolute?: number;
}

const HOUR = 3_600_000;

export interface CookieAttributes {
	httpOnly: true;
	secure: boolean;
	sameSite: 'lax';
	path: '/';
	/** Seconds. The absolute end, so that a sliding session needs no new cookie. */
	maxAge: number;
}

export interface NewSession {
	/** For the cookie, and nowhere else. */
	cookieValue: string;
	expiresAt: number;
}

export type Reading = { session: SessionRow; person: SignedIn } | { session: null; person: null };

const NOBODY: Reading = { session: null, person: null };

const luciaFor = (adapter: SessionAdapter, name: string, secure: boolean, idle: number) =>
	new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(idle, 'ms'),
		sessionCookie: { name, attributes: { secure, sameSite: 'lax', path: '/' } },
		getSessionAttributes: ({ createdAt, endsAt, device }) => ({ createdAt, endsAt, device }),
		getUserAttributes: ({ name, email }) => ({ name, email })
	});

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaFor>;
	}
}

/** Who is signed in, and on which devices. Every way a session can end is told to `onEnded`, so that sockets close too. */
export class Sessions {
	readonly cookieName: string;
	readonly cookieAttributes: CookieAttributes;
	readonly #adapter: SessionAdapter;
	readonly #lucia: ReturnType<typeof luciaFor>;
	readonly #listeners = new Set<(ended: EndedSession) => void>();
	readonly #options: SessionOptions & { idle: number; absolute: number };

	constructor(options: SessionOptions) {
		const { store, now, secure, idle = 8 * HOUR, absolute = 24 * HOUR } = options;
		this.#options = { ...options, idle, absolute };
		// The prefix makes browsers refuse the cookie from a sibling host; it is only allowed on secure cookies.
		this.cookieName = secure ? '__Host-lagestavlan' : 'lagestavlan';
		this.cookieAttributes = { httpOnly: true, secure, sameSite: 'lax', path: '/', maxAge: Math.ceil(absolute / 1000) };
		this.#adapter = new SessionAdapter({ store, now, onEnded: (ended) => this.#tell(ended) });
		this.#lucia = luciaFor(this.#adapter, this.cookieName, secure, idle);
	}

	async create(person: PersonId, device: string): Promise<NewSession> {
		const { now, random, absolute } = this.#options;
		const createdAt = now();
		const cookieValue = newToken(random);
		const facts = { createdAt, endsAt: createdAt + absolute, device };
		const { expiresAt } = await this.#lucia.createSession(person, facts, { sessionId: cookieValue });
		return { cookieValue, expiresAt: Math.min(this.#adapter.fromLucia(expiresAt), facts.endsAt) };
	}

	/**
	 * Takes the cookie's value or a whole Cookie header. A session that is used slides on – in the second half of its
	 * idle time, so that not every request writes.
	 */
	async read(cookie: string | null | undefined): Promise<Reading> {
		const value = this.#valueIn(cookie);
		if (!value) return NOBODY;
		const { session, user } = await this.#lucia.validateSession(value);
		if (!session) return NOBODY;
		const { createdAt, endsAt, device } = session;
		const expiresAt = Math.min(this.#adapter.fromLucia(session.expiresAt), endsAt);
		return {
			session: { hash: tokenHash(value), person: user.id, createdAt, expiresAt, endsAt, device },
			person: { id: user.id, name: user.name, email: user.email }
		};
	}

	/** For what holds a session without making requests, such as a socket; does not slide it. */
	async isOpen(hash: string): Promise<boolean> {
		const { store, now } = this.#options;
		const session = await store.session(hash);
		if (!session || session.expiresAt <= now() || session.endsAt <= now()) return false;
		return (await store.person(session.person))?.closed === false;
	}

	/** Somebody works without making requests: slides the session as a request would. */
	async touch(hash: string): Promise<void> {
		const { store, now, idle } = this.#options;
		const session = await store.session(hash);
		if (!session || session.expiresAt <= now() || session.expiresAt - now() > idle / 2) return;
		await store.extendSession(hash, Math.min(now() + idle, session.endsAt));
	}

	/** The person's open sessions, oldest first. */
	async list(person: PersonId): Promise<SessionRow[]> {
		const { store, now } = this.#options;
		return (await store.sessionsOf(person)).filter(({ expiresAt, endsAt }) => Math.min(expiresAt, endsAt) > now());
	}

	/** With an owner, ends it only if it is theirs. */
	async end(hash: string, owner?: PersonId): Promise<void> {
		if (owner && (await this.#options.store.session(hash))?.person !== owner) return;
		await this.#lucia.invalidateSession(nameOf(hash));
	}

	/** Signing out: ends the session that the cookie is for, if there is one. */
	async endByCookie(cookie: string | null | undefined): Promise<void> {
		const value = this.#valueIn(cookie);
		if (value) await this.end(tokenHash(value));
	}

	async endAll(person: PersonId): Promise<void> {
		await this.#lucia.invalidateUserSessions(person);
	}

	/** Housekeeping; a session is over when its time is, removed or not. */
	async removeExpired(): Promise<void> {
		await this.#lucia.deleteExpiredSessions();
	}

	/** Answers what stops the telling. */
	onEnded(listener: (ended: EndedSession) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Our values are base64url, so only a header has an equals sign. */
	#valueIn(cookie: string | null | undefined): string | null {
		return (cookie?.includes('=') ? this.#lucia.readSessionCookie(cookie) : cookie) || null;
	}

	/** Every listener hears of it, also when another one fails. */
	#tell(ended: EndedSession) {
		const errors: unknown[] = [];
		for (const listener of this.#listeners) {
			try {
				listener(ended);
			} catch (error) {
				errors.push(error);
			}
		}
		if (errors.length > 0) throw new AggregateError(errors, 'Some could not be told of an ended session');
	}
}
