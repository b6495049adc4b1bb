import type { CategoryId, FunktionId, PartyId, PersonId, SamverkanId } from '../ids.ts';
import type { Category, Organisation, Place, Position } from '../organisation.ts';
import type { Actor } from '../access/roles.ts';
import { isStarted, type ReportChoices, type ReportFields } from './report-fields.ts';
import type { ReportWeek } from './report-week.ts';

/**
 * What a reporter's device needs to make a report without a network: names of public places and of categories, and who
 * they report as. Nothing that anybody has reported is in it.
 */
export interface ReportKit {
	person: PersonId;
	samverkan: { id: SamverkanId; name: string };
	party: { id: PartyId; name: string };
	/** Those that the person staffs; the first is reported as where nothing else is chosen. */
	funktioner: { id: FunktionId; name: string }[];
	choices: ReportChoices;
	/** As it was when the kit was made. */
	week: ReportWeek;
}

export function reportKit(
	organisation: Organisation,
	actor: Actor,
	{ week, allow }: { week: ReportWeek; allow: readonly string[] }
): ReportKit {
	const { samverkan, parties, funktioner, areas, places, categories } = organisation;
	const inUse = <Row extends { archived: boolean; order: number }>(rows: readonly Row[]): Row[] =>
		rows.filter(({ archived }) => !archived).sort((a, b) => a.order - b.order);
	const openAreas = inUse(areas);
	const isOpen = new Set(openAreas.map(({ id }) => id));
	return {
		person: actor.person,
		samverkan: { id: samverkan.id, name: samverkan.name },
		party: { id: actor.party, name: parties.find(({ id }) => id === actor.party)?.name ?? '' },
		funktioner: inUse(funktioner.filter(({ id }) => actor.funktioner.includes(id))).map(({ id, name }) => ({
			id,
			name
		})),
		choices: {
			areas: openAreas,
			places: inUse(places).filter(({ area }) => isOpen.has(area)),
			categories: inUse(categories),
			allow
		},
		week
	};
}

/** What a reporter has used on this device: it never leaves it. */
export interface ReportHabits {
	/** The form's values of places, the latest first. */
	places: string[];
	/** How many times each category was chosen. */
	categories: Record<CategoryId, number>;
}

export const NO_HABITS: ReportHabits = { places: [], categories: {} };

/** As many as have room on a phone beside each other without being searched among. */
export const QUICK_CHOICES = 5;

export function habitsAfter(habits: ReportHabits, fields: ReportFields): ReportHabits {
	if (!isStarted(fields)) return habits;
	const category = fields.category as CategoryId;
	const places = [fields.where, ...habits.places.filter((place) => place !== fields.where)].filter(Boolean);
	return {
		places: places.slice(0, QUICK_CHOICES),
		categories: category
			? { ...habits.categories, [category]: (habits.categories[category] ?? 0) + 1 }
			: habits.categories
	};
}

/** The reporter's own most used, most of all first; none before the first report. */
export function usualCategories({ categories: used }: ReportHabits, categories: readonly Category[]): Category[] {
	const times = ({ id }: Category) => used[id] ?? 0;
	return categories
		.filter((category) => times(category) > 0)
		.sort((a, b) => times(b) - times(a) || a.order - b.order)
		.slice(0, QUICK_CHOICES);
}

const EARTH_RADIUS_M = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres over the ground; the half-versed sine keeps short distances exact. */
export function metresBetween(a: Position, b: Position): number {
	const half = (angle: number) => Math.sin(angle / 2) ** 2;
	const across = half(radians(b.lat - a.lat));
	const along = Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * half(radians(b.lon - a.lon));
	return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(across + along));
}

export interface NearPlace {
	place: Place;
	metres: number;
}

/** The nearest places that have said where they are. */
export const nearestPlaces = (places: readonly Place[], here: Position, count = QUICK_CHOICES): NearPlace[] =>
	places
		.flatMap((place) => (place.position ? [{ place, metres: metresBetween(place.position, here) }] : []))
		.sort((a, b) => a.metres - b.metres)
		.slice(0, count);

/** "120 m", "2,4 km" */
export function distanceWords(metres: number): string {
	if (metres < 950) return `${Math.max(10, Math.round(metres / 10) * 10)} m`;
	return `${(metres / 1000).toFixed(1).replace('.', ',')} km`;
}
