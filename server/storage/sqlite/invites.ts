import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { newRowId } from '../../../src/lib/shared/ids.ts';
import type { FunktionId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { InviteRow, PersonRow } from '../accounts.ts';
import { newPerson } from './codecs.ts';
import { toColumns } from './columns.ts';
import { setMember, staffFunktion } from './members.ts';
import { toInvite, toRoles } from './rows.ts';
import type { PeopleTable, Tables } from './tables.ts';

type Rows = Kysely<Tables>;

export async function addPerson(rows: Rows, person: Omit<PersonRow, 'id'>): Promise<PersonId> {
	const id = newRowId<'person'>(randomBytes);
	const columns = toColumns(newPerson, person) as unknown as Omit<PeopleTable, 'id'>;
	await rows
		.insertInto('people')
		.values({ ...columns, id })
		.execute();
	return id;
}

/** Marks it used, if nobody did before; two at once can not both see it open. */
async function useUp(rows: Rows, hash: string, now: number): Promise<InviteRow | null> {
	const open = rows.updateTable('invites').set({ used_at: now }).where('hash', '=', hash);
	const { numUpdatedRows } = await open.where('used_at', 'is', null).where('expires_at', '>', now).executeTakeFirst();
	if (numUpdatedRows === 0n) return null;
	return toInvite(await rows.selectFrom('invites').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow());
}

/** Roles the person has here already are kept: an invite adds. */
async function join(rows: Rows, { samverkan, party, roles }: InviteRow, person: PersonId) {
	const query = rows.selectFrom('members').select('roles').where('samverkan', '=', samverkan);
	const member = await query.where('person', '=', person).executeTakeFirst();
	await setMember(rows, samverkan, person, party, [...(member ? toRoles(member.roles) : []), ...roles]);
}

async function staff(rows: Rows, samverkan: SamverkanId, funktion: FunktionId, person: PersonId) {
	const query = rows.selectFrom('funktion_people').select('person').where('samverkan', '=', samverkan);
	const staffed = await query.where('funktion', '=', funktion).orderBy('position').execute();
	await staffFunktion(rows, samverkan, funktion, [...staffed.map((row) => row.person as PersonId), person]);
	const vacant = rows.updateTable('funktioner').set({ staffing: 'ordinary' }).where('staffing', '=', 'vacant');
	await vacant.where('samverkan', '=', samverkan).where('id', '=', funktion).execute();
}

/** Runs inside a transaction. */
export async function acceptInvite(
	rows: Rows,
	hash: string,
	now: number,
	someone: PersonId | Omit<PersonRow, 'id'>
): Promise<PersonId | null> {
	const invite = await useUp(rows, hash, now);
	if (!invite) return null;
	const person = typeof someone === 'string' ? someone : await addPerson(rows, someone);
	await join(rows, invite, person);
	if (invite.funktion) await staff(rows, invite.samverkan, invite.funktion, person);
	return person;
}
