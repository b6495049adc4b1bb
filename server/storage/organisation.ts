import type { Actor, Role } from '../../src/lib/shared/access/roles.ts';
import type {
	AreaId,
	CategoryId,
	FunktionId,
	Id,
	PartyId,
	PersonId,
	PlaceId,
	SamverkanId
} from '../../src/lib/shared/ids.ts';
import type {
	AlertLevel,
	Area,
	Category,
	Funktion,
	Organisation,
	Party,
	Place,
	Samverkan
} from '../../src/lib/shared/organisation.ts';

/** What the caller gives for a new row; id and, where left out, order are the store's. */
export type New<Row extends { id: string; order?: number }> = Omit<Row, 'id' | 'order' | 'archived'> & {
	order?: number;
};

/**
 * Rows of one samverkan. Every write takes the samverkan beside the row's id and touches nothing when the row belongs
 * to another one. Names are unique among their siblings, without regard to case; a clash rejects with `TakenError`.
 */
export interface OrganisationStore {
	create(samverkan: Omit<Samverkan, 'id'>): Promise<SamverkanId>;
	all(): Promise<Samverkan[]>;
	bySlug(slug: string): Promise<Samverkan | null>;
	update(id: SamverkanId, changes: Partial<Omit<Samverkan, 'id' | 'example'>>): Promise<void>;
	/** Everything pages and rooms need, in one read. */
	read(id: SamverkanId): Promise<Organisation>;

	addParty(samverkan: SamverkanId, party: New<Party>): Promise<PartyId>;
	updateParty(samverkan: SamverkanId, id: PartyId, changes: Partial<Omit<Party, 'id'>>): Promise<void>;
	/** Only a party that nothing refers to; otherwise rejects with `InUseError`. */
	removeParty(samverkan: SamverkanId, id: PartyId): Promise<void>;

	addFunktion(samverkan: SamverkanId, funktion: Omit<New<Funktion>, 'people'>): Promise<FunktionId>;
	updateFunktion(
		samverkan: SamverkanId,
		id: FunktionId,
		changes: Partial<Omit<Funktion, 'id' | 'people'>>
	): Promise<void>;
	staffFunktion(samverkan: SamverkanId, id: FunktionId, people: readonly PersonId[]): Promise<void>;

	addArea(samverkan: SamverkanId, area: New<Area>): Promise<AreaId>;
	updateArea(samverkan: SamverkanId, id: AreaId, changes: Partial<Omit<Area, 'id'>>): Promise<void>;
	addPlace(samverkan: SamverkanId, place: New<Place>): Promise<PlaceId>;
	updatePlace(samverkan: SamverkanId, id: PlaceId, changes: Partial<Omit<Place, 'id'>>): Promise<void>;
	addCategory(samverkan: SamverkanId, category: New<Category>): Promise<CategoryId>;
	updateCategory(samverkan: SamverkanId, id: CategoryId, changes: Partial<Omit<Category, 'id'>>): Promise<void>;
	/** Replaces all levels; 2–5 of them, numbered from 1. */
	setLevels(samverkan: SamverkanId, levels: readonly AlertLevel[]): Promise<void>;

	setMember(samverkan: SamverkanId, person: PersonId, party: PartyId, roles: readonly Role[]): Promise<void>;
	removeMember(samverkan: SamverkanId, person: PersonId): Promise<void>;
	/** The person as an actor here, or null for somebody who does not belong or whose account is closed. */
	actor(samverkan: SamverkanId, person: PersonId): Promise<Actor | null>;
	/** Every samverkan the person belongs to, in name order. */
	samverkanOf(person: PersonId): Promise<Samverkan[]>;

	agreements(samverkan: SamverkanId): Promise<Agreement[]>;
	addAgreement(samverkan: SamverkanId, agreement: Omit<Agreement, 'id'>): Promise<Agreement['id']>;
	updateAgreement(samverkan: SamverkanId, id: Agreement['id'], changes: Partial<Omit<Agreement, 'id'>>): Promise<void>;
}

/** A samverkansöverenskommelse or medborgarlöfte that the samverkan rests on (domain.md §2.1–2.2). */
export interface Agreement {
	id: Id<'agreement'>;
	kind: 'agreement' | 'citizen-pledge';
	title: string;
	/** As written: a year, a month or a day (`2024`, `2024-11`, `2023-12-11`). */
	from: string;
	to: string;
	/** One diarienummer per party, as written; a party without one is left out. */
	registryNumbers: { party: PartyId; number: string }[];
	followUps: { when: string; what: string; responsible: string }[];
}

/** Something else in the samverkan has that name or code already. */
export class TakenError extends Error {
	readonly field: string;
	constructor(field: string) {
		super(`${field} is taken`);
		this.field = field;
	}
}

/** The row can not go: something refers to it. */
export class InUseError extends Error {}
