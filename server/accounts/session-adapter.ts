import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import type { AccountStore, PersonRow, SessionRow } from '../storage/accounts.ts';
import { tokenHash } from './tokens.ts';

/** A session has ended; `hash` is null when all of the person's have. */
export interface EndedSession {
	person: PersonId;
	hash: string | null;
}

export interface SignedIn {
	id: PersonId;
	name: string;
	email: string;
}

/** What a session is made with beside what Lucia keeps itself. */
export type SessionFacts = Pick<SessionRow, 'createdAt' | 'endsAt' | 'device'>;

declare module 'lucia' {
	interface Register {
		UserId: PersonId;
		DatabaseSessionAttributes: SessionFacts;
		DatabaseUserAttributes: SignedIn;
	}
}

/** How a session is named where its id is not known: by its hash. Such a name is no credential. */
const BY_HASH = 'sha256:';

export const nameOf = (hash: string): string => BY_HASH + hash;
const hashOf = (id: string): string => (id.startsWith(BY_HASH) ? id.slice(BY_HASH.length) : tokenHash(id));

interface Options {
	store: AccountStore;
	now: () => number;
	onEnded: (ended: EndedSession) => void;
}

/**
 * Lucia's sessions, of which only the SHA-256 of the id is stored. Lucia keys later calls on the id it is handed here,
 * so it gets back the one that it asked with. It reads the machine's clock; we are given one, so times are shifted
 * between the two.
 */
export class SessionAdapter implements Adapter {
	readonly #store: AccountStore;
	readonly #now: () => number;
	readonly #onEnded: (ended: EndedSession) => void;

	constructor({ store, now, onEnded }: Options) {
		this.#store = store;
		this.#now = now;
		this.#onEnded = onEnded;
	}

	async getSessionAndUser(id: string): Promise<[DatabaseSession | null, DatabaseUser | null]> {
		if (id.startsWith(BY_HASH)) return [null, null];
		const row = await this.#store.session(hashOf(id));
		if (!row) return [null, null];
		return [this.#toSession(id, row), toUser(await this.#store.person(row.person))];
	}

	async getUserSessions(person: PersonId): Promise<DatabaseSession[]> {
		return (await this.#store.sessionsOf(person)).map((row) => this.#toSession(nameOf(row.hash), row));
	}

	async setSession({ id, userId, expiresAt, attributes }: DatabaseSession): Promise<void> {
		const { createdAt, endsAt, device } = attributes;
		const expires = Math.min(this.fromLucia(expiresAt), endsAt);
		await this.#store.addSession({ hash: hashOf(id), person: userId, createdAt, expiresAt: expires, endsAt, device });
	}

	/** A session that has reached its absolute end can not slide any further; that costs no write. */
	async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
		const row = await this.#store.session(hashOf(id));
		if (!row || row.expiresAt >= row.endsAt) return;
		await this.#store.extendSession(row.hash, Math.min(this.fromLucia(expiresAt), row.endsAt));
	}

	async deleteSession(id: string): Promise<void> {
		const row = await this.#store.session(hashOf(id));
		if (!row) return;
		await this.#store.removeSession(row.hash);
		this.#onEnded({ person: row.person, hash: row.hash });
	}

	async deleteUserSessions(person: PersonId): Promise<void> {
		await this.#store.removeSessionsOf(person);
		this.#onEnded({ person, hash: null });
	}

	async deleteExpiredSessions(): Promise<void> {
		await this.#store.removeExpiredSessions(this.#now());
	}

	fromLucia(date: Date): number {
		return date.getTime() - Date.now() + this.#now();
	}

	#toSession(id: string, { person, createdAt, expiresAt, endsAt, device }: SessionRow): DatabaseSession {
		const left = Math.min(expiresAt, endsAt) - this.#now();
		const attributes = { createdAt, endsAt, device };
		return { id, userId: person, expiresAt: new Date(Date.now() + left), attributes };
	}
}

/** Nobody for a closed account: Lucia then ends the session. */
function toUser(person: PersonRow | null): DatabaseUser | null {
	if (!person || person.closed) return null;
	const { id, name, email } = person;
	return { id, attributes: { id, name, email } };
}
