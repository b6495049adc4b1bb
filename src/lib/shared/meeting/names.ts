import type { Where } from '../board/values.ts';
import type { AreaId, CategoryId, FunktionId, PartyId, PlaceId } from '../ids.ts';
import type { Category, Organisation } from '../organisation.ts';

/** Words for the organisation's ids. */
export interface Names {
	funktion(id: FunktionId): string;
	party(id: PartyId): string;
	area(id: AreaId): string;
	category(id: CategoryId | null): Category | undefined;
	/** "Centrum, Resecentrum"; the whole municipality's by its name. */
	where(where: Where): string;
	/** The public place alone, where the area stands already; empty where none is meant. */
	place(where: Where): string;
}

const byId = <Key, T extends { id: Key }>(things: readonly T[]): ReadonlyMap<Key, T> =>
	new Map(things.map((thing) => [thing.id, thing]));

export function namesOf(organisation: Organisation): Names {
	const [funktioner, parties] = [byId(organisation.funktioner), byId(organisation.parties)];
	const [areas, places] = [byId<AreaId, { id: AreaId; name: string }>(organisation.areas), byId(organisation.places)];
	const categories = byId(organisation.categories);
	const area = (id: AreaId) => areas.get(id)?.name ?? 'Okänt område';
	const place = (id: PlaceId | null) => (id === null ? undefined : places.get(id)?.name);
	return {
		funktion: (id) => funktioner.get(id)?.name ?? 'Okänd funktion',
		party: (id) => parties.get(id)?.name ?? 'Okänd part',
		area,
		category: (id) => (id === null ? undefined : categories.get(id)),
		place: (where) => place(where?.place ?? null) ?? '',
		where: (where) =>
			where === null ? 'Hela kommunen' : [area(where.area), place(where.place)].filter(Boolean).join(', ')
	};
}

/** In the samverkan's order, without those put away. */
export const inUse = <T extends { order: number; archived?: boolean }>(things: readonly T[]): T[] =>
	things.filter(({ archived }) => archived !== true).sort((a, b) => a.order - b.order);
