import type { Kysely } from 'kysely';
import type { Role } from '../../../src/lib/shared/access/roles.ts';
import type { FunktionId, PartyId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { Tables } from './tables.ts';

type Rows = Kysely<Tables>;

export async function setMember(
	rows: Rows,
	samverkan: SamverkanId,
	person: PersonId,
	party: PartyId,
	roles: readonly Role[]
): Promise<void> {
	const columns = { party, roles: JSON.stringify([...new Set(roles)]) };
	await rows
		.insertInto('members')
		.values({ samverkan, person, ...columns })
		.onConflict((conflict) => conflict.columns(['samverkan', 'person']).doUpdateSet(columns))
		.execute();
}

/** The function's people, replaced. Only members can staff one: the database refuses others. */
export async function staffFunktion(
	rows: Rows,
	samverkan: SamverkanId,
	funktion: FunktionId,
	people: readonly PersonId[]
): Promise<void> {
	const exists = rows.selectFrom('funktioner').select('id').where('id', '=', funktion);
	if (!(await exists.where('samverkan', '=', samverkan).executeTakeFirst())) return;
	await rows
		.deleteFrom('funktion_people')
		.where('samverkan', '=', samverkan)
		.where('funktion', '=', funktion)
		.execute();
	const staff = [...new Set(people)].map((person, position) => ({ samverkan, funktion, person, position }));
	if (staff.length > 0) await rows.insertInto('funktion_people').values(staff).execute();
}
