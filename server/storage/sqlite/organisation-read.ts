import type { Kysely } from 'kysely';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { FunktionId, PartyId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { AlertLevel, Member, Organisation } from '../../../src/lib/shared/organisation.ts';
import { toArea, toCategory, toFunktion, toParty, toPlace, toRoles, toSamverkan } from './rows.ts';
import type { Tables } from './tables.ts';

type Rows = Kysely<Tables>;

/** People whose account is open, by name. */
async function readMembers(rows: Rows, samverkan: SamverkanId): Promise<Member[]> {
	const found = await rows
		.selectFrom('members')
		.innerJoin('people', 'people.id', 'members.person')
		.select(['members.person', 'people.name', 'members.party', 'members.roles'])
		.where('members.samverkan', '=', samverkan)
		.where('people.closed', '=', 0)
		.execute();
	const members = found.map(({ person, name, party, roles }) => ({
		person: person as PersonId,
		name,
		party: party as PartyId,
		roles: toRoles(roles)
	}));
	return members.sort((a, b) => a.name.localeCompare(b.name, 'sv'));
}

async function readStaff(rows: Rows, samverkan: SamverkanId, members: Member[]): Promise<Map<string, PersonId[]>> {
	const open = new Set<string>(members.map(({ person }) => person));
	const query = rows.selectFrom('funktion_people').selectAll().where('samverkan', '=', samverkan);
	const staff = (await query.orderBy('position').execute()).filter(({ person }) => open.has(person));
	const byFunktion = Map.groupBy(staff, ({ funktion }) => funktion);
	return new Map(
		[...byFunktion].map(([funktion, people]) => [funktion, people.map(({ person }) => person as PersonId)])
	);
}

async function readLevels(rows: Rows, samverkan: SamverkanId): Promise<AlertLevel[]> {
	const query = rows.selectFrom('levels').select(['number', 'name', 'meaning']).where('samverkan', '=', samverkan);
	return (await query.orderBy('number').execute()).map((row) => ({ ...row }));
}

type ConfiguredTable = 'parties' | 'funktioner' | 'areas' | 'places' | 'categories';

/** The rows of one of the configured tables, in their order. */
function inOrder<Table extends ConfiguredTable>(rows: Rows, table: Table, samverkan: SamverkanId) {
	const alike = rows as unknown as Kysely<Record<string, { samverkan: string; position: number; name_folded: string }>>;
	const query = alike
		.selectFrom(table as string)
		.selectAll()
		.where('samverkan', '=', samverkan);
	return query.orderBy('position').orderBy('name_folded').execute() as unknown as Promise<Tables[Table][]>;
}

/** Everything, on one connection held throughout, so that no write of this process comes in between. */
export function readOrganisation(database: Rows, id: SamverkanId): Promise<Organisation> {
	return database.connection().execute(async (rows) => {
		const samverkan = await rows.selectFrom('samverkan').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
		const people = await readMembers(rows, id);
		const staff = await readStaff(rows, id, people);
		return {
			samverkan: toSamverkan(samverkan),
			parties: (await inOrder(rows, 'parties', id)).map(toParty),
			funktioner: (await inOrder(rows, 'funktioner', id)).map((row) => toFunktion(row, staff.get(row.id) ?? [])),
			areas: (await inOrder(rows, 'areas', id)).map(toArea),
			places: (await inOrder(rows, 'places', id)).map(toPlace),
			categories: (await inOrder(rows, 'categories', id)).map(toCategory),
			levels: await readLevels(rows, id),
			people
		};
	});
}

export async function readActor(database: Rows, samverkan: SamverkanId, person: PersonId): Promise<Actor | null> {
	return database.connection().execute(async (rows) => {
		const member = await rows
			.selectFrom('members')
			.innerJoin('people', 'people.id', 'members.person')
			.select(['members.party', 'members.roles'])
			.where('members.samverkan', '=', samverkan)
			.where('members.person', '=', person)
			.where('people.closed', '=', 0)
			.executeTakeFirst();
		if (!member) return null;
		const staffed = rows.selectFrom('funktion_people').select('funktion').where('samverkan', '=', samverkan);
		const funktioner = await staffed.where('person', '=', person).execute();
		return {
			person,
			samverkan,
			party: member.party as PartyId,
			roles: toRoles(member.roles),
			funktioner: funktioner.map(({ funktion }) => funktion as FunktionId)
		};
	});
}
