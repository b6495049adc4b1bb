import type { Role } from '../../src/lib/shared/access/roles.ts';
import type { FunktionId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';

export interface PersonRow {
	id: PersonId;
	/** Lower case; what one logs in with. */
	email: string;
	name: string;
	/** PHC string of argon2id; null until an invite has been used. */
	passwordHash: string | null;
	closed: boolean;
	createdAt: number;
}

export interface SessionRow {
	/** SHA-256 of the session id, hex. The id itself is never stored. */
	hash: string;
	person: PersonId;
	/** Milliseconds. `expiresAt` slides; `endsAt` is the absolute end. */
	createdAt: number;
	expiresAt: number;
	endsAt: number;
	/** Browser and system in words, as "Firefox på Windows". */
	device: string;
}

/** A one-time link. Only the SHA-256 of its token is stored. */
export interface InviteRow {
	hash: string;
	samverkan: SamverkanId;
	email: string;
	name: string;
	party: PartyId;
	funktion: FunktionId | null;
	roles: Role[];
	createdAt: number;
	expiresAt: number;
	usedAt: number | null;
}

export interface AccountStore {
	personByEmail(email: string): Promise<PersonRow | null>;
	person(id: PersonId): Promise<PersonRow | null>;
	/** Rejects with `TakenError('email')` when the address has an account. */
	addPerson(person: Omit<PersonRow, 'id'>): Promise<PersonId>;
	updatePerson(id: PersonId, changes: Partial<Omit<PersonRow, 'id' | 'createdAt'>>): Promise<void>;

	addSession(session: SessionRow): Promise<void>;
	session(hash: string): Promise<SessionRow | null>;
	sessionsOf(person: PersonId): Promise<SessionRow[]>;
	extendSession(hash: string, expiresAt: number): Promise<void>;
	removeSession(hash: string): Promise<void>;
	removeSessionsOf(person: PersonId): Promise<void>;
	removeExpiredSessions(now: number): Promise<void>;

	addInvite(invite: InviteRow): Promise<void>;
	invite(hash: string): Promise<InviteRow | null>;
	openInvites(samverkan: SamverkanId, now: number): Promise<InviteRow[]>;
	/**
	 * Uses the invite up, adds the person where it is a new one, makes them a member with the invite's party and roles
	 * (beside those they have here already) and puts them on its function: all of it or nothing. Answers the person to
	 * the one caller that used it, and null when the invite was used, withdrawn or has expired. Rejects with
	 * `TakenError('email')` when a new person's address has an account.
	 */
	acceptInvite(hash: string, now: number, person: PersonId | Omit<PersonRow, 'id'>): Promise<PersonId | null>;
	/** Removes an invite that has not been used. */
	withdrawInvite(samverkan: SamverkanId, hash: string): Promise<void>;
}
