import type { Kysely } from 'kysely';
import type { PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { AccountStore, InviteRow, PersonRow, SessionRow } from '../accounts.ts';
import { personChanges } from './codecs.ts';
import { fold, toColumns } from './columns.ts';
import { orTaken } from './constraints.ts';
import { acceptInvite, addPerson } from './invites.ts';
import { toInvite, toPerson, toSession } from './rows.ts';
import type { PeopleTable, Tables } from './tables.ts';

export class SqliteAccounts implements AccountStore {
	readonly #database: Kysely<Tables>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
	}

	personByEmail(email: string): Promise<PersonRow | null> {
		return this.#personWhere('email', fold(email));
	}

	person(id: PersonId): Promise<PersonRow | null> {
		return this.#personWhere('id', id);
	}

	addPerson(person: Omit<PersonRow, 'id'>): Promise<PersonId> {
		return orTaken(addPerson(this.#database, person));
	}

	async updatePerson(id: PersonId, changes: Partial<Omit<PersonRow, 'id' | 'createdAt'>>): Promise<void> {
		const columns = toColumns(personChanges, changes);
		if (Object.keys(columns).length === 0) return;
		await orTaken(this.#database.updateTable('people').set(columns).where('id', '=', id).execute());
	}

	async addSession(session: SessionRow): Promise<void> {
		const { hash, person, createdAt, expiresAt, endsAt, device } = session;
		const row = { hash, person, created_at: createdAt, expires_at: expiresAt, ends_at: endsAt, device };
		await this.#database.insertInto('sessions').values(row).execute();
	}

	async session(hash: string): Promise<SessionRow | null> {
		const query = this.#database.selectFrom('sessions').selectAll().where('hash', '=', hash);
		const row = await query.executeTakeFirst();
		return row ? toSession(row) : null;
	}

	async sessionsOf(person: PersonId): Promise<SessionRow[]> {
		const query = this.#database.selectFrom('sessions').selectAll().where('person', '=', person);
		return (await query.orderBy('created_at').execute()).map(toSession);
	}

	async extendSession(hash: string, expiresAt: number): Promise<void> {
		await this.#database.updateTable('sessions').set({ expires_at: expiresAt }).where('hash', '=', hash).execute();
	}

	async removeSession(hash: string): Promise<void> {
		await this.#database.deleteFrom('sessions').where('hash', '=', hash).execute();
	}

	async removeSessionsOf(person: PersonId): Promise<void> {
		await this.#database.deleteFrom('sessions').where('person', '=', person).execute();
	}

	async removeExpiredSessions(now: number): Promise<void> {
		const ended = this.#database.deleteFrom('sessions');
		await ended.where(({ eb, or }) => or([eb('expires_at', '<=', now), eb('ends_at', '<=', now)])).execute();
	}

	async addInvite(invite: InviteRow): Promise<void> {
		const { hash, samverkan, name, party, funktion } = invite;
		const times = { created_at: invite.createdAt, expires_at: invite.expiresAt, used_at: invite.usedAt };
		const folded = { email: fold(invite.email), roles: JSON.stringify(invite.roles) };
		const row = { hash, samverkan, name, party, funktion, ...folded, ...times };
		await this.#database.insertInto('invites').values(row).execute();
	}

	async invite(hash: string): Promise<InviteRow | null> {
		const query = this.#database.selectFrom('invites').selectAll().where('hash', '=', hash);
		const row = await query.executeTakeFirst();
		return row ? toInvite(row) : null;
	}

	async openInvites(samverkan: SamverkanId, now: number): Promise<InviteRow[]> {
		const query = this.#database.selectFrom('invites').selectAll().where('samverkan', '=', samverkan);
		const open = query.where('used_at', 'is', null).where('expires_at', '>', now);
		return (await open.orderBy('created_at').execute()).map(toInvite);
	}

	acceptInvite(hash: string, now: number, person: PersonId | Omit<PersonRow, 'id'>): Promise<PersonId | null> {
		const accepting = this.#database.transaction().execute((rows) => acceptInvite(rows, hash, now, person));
		return orTaken(accepting);
	}

	async withdrawInvite(samverkan: SamverkanId, hash: string): Promise<void> {
		const query = this.#database.deleteFrom('invites').where('samverkan', '=', samverkan).where('hash', '=', hash);
		await query.where('used_at', 'is', null).execute();
	}

	async #personWhere(column: 'id' | 'email', value: string): Promise<PersonRow | null> {
		const query = this.#database.selectFrom('people').selectAll().where(column, '=', value);
		const row: PeopleTable | undefined = await query.executeTakeFirst();
		return row ? toPerson(row) : null;
	}
}
