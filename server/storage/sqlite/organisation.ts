import type { Kysely } from 'kysely';
import { randomBytes } from 'node:crypto';
import { newRowId } from '../../../src/lib/shared/ids.ts';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import type {
	AreaId,
	CategoryId,
	FunktionId,
	PartyId,
	PersonId,
	PlaceId,
	SamverkanId
} from '../../../src/lib/shared/ids.ts';
import type {
	AlertLevel,
	Area,
	Category,
	Funktion,
	Organisation,
	Party,
	Place,
	Samverkan
} from '../../../src/lib/shared/organisation.ts';
import type { Agreement, New, OrganisationStore } from '../organisation.ts';
import { addAgreement, readAgreements, updateAgreement } from './agreements.ts';
import {
	areaCodec,
	categoryCodec,
	funktionCodec,
	newSamverkan,
	partyCodec,
	placeCodec,
	samverkanChanges
} from './codecs.ts';
import type { Writable } from './codecs.ts';
import { fold, toColumns } from './columns.ts';
import { ConfiguredRows } from './configured-rows.ts';
import { orInUse, orTaken } from './constraints.ts';
import { setMember, staffFunktion } from './members.ts';
import { readActor, readOrganisation } from './organisation-read.ts';
import { toSamverkan } from './rows.ts';
import type { SamverkanTable, Tables } from './tables.ts';

const byName = (a: Samverkan, b: Samverkan) => a.name.localeCompare(b.name, 'sv');

export class SqliteOrganisation implements OrganisationStore {
	readonly #database: Kysely<Tables>;
	readonly #parties: ConfiguredRows<'party', Writable<Party>>;
	readonly #funktioner: ConfiguredRows<'funktion', Omit<Writable<Funktion>, 'people'>>;
	readonly #areas: ConfiguredRows<'area', Writable<Area>>;
	readonly #places: ConfiguredRows<'place', Writable<Place>>;
	readonly #categories: ConfiguredRows<'category', Writable<Category>>;

	constructor(database: Kysely<Tables>) {
		this.#database = database;
		this.#parties = new ConfiguredRows(database, 'parties', partyCodec);
		this.#funktioner = new ConfiguredRows(database, 'funktioner', funktionCodec);
		this.#areas = new ConfiguredRows(database, 'areas', areaCodec);
		this.#places = new ConfiguredRows(database, 'places', placeCodec);
		this.#categories = new ConfiguredRows(database, 'categories', categoryCodec);
	}

	async create(samverkan: Omit<Samverkan, 'id'>): Promise<SamverkanId> {
		const id = newRowId<'samverkan'>(randomBytes);
		const columns = toColumns(newSamverkan, samverkan) as unknown as Omit<SamverkanTable, 'id'>;
		await orTaken(
			this.#database
				.insertInto('samverkan')
				.values({ ...columns, id })
				.execute()
		);
		return id;
	}

	async all(): Promise<Samverkan[]> {
		return (await this.#database.selectFrom('samverkan').selectAll().execute()).map(toSamverkan).sort(byName);
	}

	async bySlug(slug: string): Promise<Samverkan | null> {
		const query = this.#database.selectFrom('samverkan').selectAll().where('slug_folded', '=', fold(slug));
		const row = await query.executeTakeFirst();
		return row ? toSamverkan(row) : null;
	}

	async update(id: SamverkanId, changes: Partial<Omit<Samverkan, 'id' | 'example'>>): Promise<void> {
		const columns = toColumns(samverkanChanges, changes);
		if (Object.keys(columns).length === 0) return;
		await orTaken(this.#database.updateTable('samverkan').set(columns).where('id', '=', id).execute());
	}

	read(id: SamverkanId): Promise<Organisation> {
		return readOrganisation(this.#database, id);
	}

	addParty(samverkan: SamverkanId, party: New<Party>): Promise<PartyId> {
		return this.#parties.add(samverkan, party);
	}

	updateParty(samverkan: SamverkanId, id: PartyId, changes: Partial<Omit<Party, 'id'>>): Promise<void> {
		return this.#parties.update(samverkan, id, changes);
	}

	async removeParty(samverkan: SamverkanId, id: PartyId): Promise<void> {
		const removal = this.#database.transaction().execute(async (transaction) => {
			const invites = transaction.deleteFrom('invites').where('samverkan', '=', samverkan).where('party', '=', id);
			await invites.where('used_at', 'is not', null).execute(); // those have done what they were for
			await transaction.deleteFrom('parties').where('samverkan', '=', samverkan).where('id', '=', id).execute();
		});
		await orInUse(removal, 'The party');
	}

	addFunktion(samverkan: SamverkanId, funktion: Omit<New<Funktion>, 'people'>): Promise<FunktionId> {
		return this.#funktioner.add(samverkan, funktion);
	}

	updateFunktion(
		samverkan: SamverkanId,
		id: FunktionId,
		changes: Partial<Omit<Funktion, 'id' | 'people'>>
	): Promise<void> {
		return this.#funktioner.update(samverkan, id, changes);
	}

	staffFunktion(samverkan: SamverkanId, id: FunktionId, people: readonly PersonId[]): Promise<void> {
		return this.#database.transaction().execute((transaction) => staffFunktion(transaction, samverkan, id, people));
	}

	addArea(samverkan: SamverkanId, area: New<Area>): Promise<AreaId> {
		return this.#areas.add(samverkan, area);
	}

	updateArea(samverkan: SamverkanId, id: AreaId, changes: Partial<Omit<Area, 'id'>>): Promise<void> {
		return this.#areas.update(samverkan, id, changes);
	}

	addPlace(samverkan: SamverkanId, place: New<Place>): Promise<PlaceId> {
		return this.#places.add(samverkan, place);
	}

	updatePlace(samverkan: SamverkanId, id: PlaceId, changes: Partial<Omit<Place, 'id'>>): Promise<void> {
		return this.#places.update(samverkan, id, changes);
	}

	addCategory(samverkan: SamverkanId, category: New<Category>): Promise<CategoryId> {
		return this.#categories.add(samverkan, category);
	}

	updateCategory(samverkan: SamverkanId, id: CategoryId, changes: Partial<Omit<Category, 'id'>>): Promise<void> {
		return this.#categories.update(samverkan, id, changes);
	}

	async setLevels(samverkan: SamverkanId, levels: readonly AlertLevel[]): Promise<void> {
		if (levels.length < 2 || levels.length > 5) throw new RangeError('There are 2 to 5 levels');
		const rows = levels.map(({ name, meaning }, index) => {
			return { samverkan, number: index + 1, name, name_folded: fold(name), meaning };
		});
		const write = this.#database.transaction().execute(async (transaction) => {
			await transaction.deleteFrom('levels').where('samverkan', '=', samverkan).execute();
			await transaction.insertInto('levels').values(rows).execute();
		});
		await orTaken(write);
	}

	setMember(samverkan: SamverkanId, person: PersonId, party: PartyId, roles: readonly Role[]): Promise<void> {
		return setMember(this.#database, samverkan, person, party, roles);
	}

	async removeMember(samverkan: SamverkanId, person: PersonId): Promise<void> {
		const query = this.#database.deleteFrom('members').where('samverkan', '=', samverkan);
		await query.where('person', '=', person).execute();
	}

	actor(samverkan: SamverkanId, person: PersonId): Promise<Actor | null> {
		return readActor(this.#database, samverkan, person);
	}

	async samverkanOf(person: PersonId): Promise<Samverkan[]> {
		const query = this.#database.selectFrom('samverkan').selectAll('samverkan');
		const rows = await query
			.innerJoin('members', 'members.samverkan', 'samverkan.id')
			.where('members.person', '=', person)
			.execute();
		return rows.map(toSamverkan).sort(byName);
	}

	agreements(samverkan: SamverkanId): Promise<Agreement[]> {
		return readAgreements(this.#database, samverkan);
	}

	addAgreement(samverkan: SamverkanId, agreement: Omit<Agreement, 'id'>): Promise<Agreement['id']> {
		return addAgreement(this.#database, samverkan, agreement);
	}

	updateAgreement(samverkan: SamverkanId, id: Agreement['id'], changes: Partial<Omit<Agreement, 'id'>>): Promise<void> {
		return updateAgreement(this.#database, samverkan, id, changes);
	}
}
