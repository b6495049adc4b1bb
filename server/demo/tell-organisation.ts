import { DEFAULT_CATEGORIES, DEFAULT_LEVELS, DEFAULTS } from '../boards/templates/defaults.ts';
import type {
	AreaId,
	CategoryId,
	FunktionId,
	PartyId,
	PersonId,
	PlaceId,
	SamverkanId
} from '../../src/lib/shared/ids.ts';
import type { OrganisationStore } from '../storage/organisation.ts';
import { demoCalendar } from './calendar.ts';
import type { Scenario } from './scenario.ts';
import { idOf, type DemoParts, type Story } from './story.ts';

type People = ReadonlyMap<string, PersonId>;

/** Makes the samverkan with its people and words, and opens its story. */
export async function tellOrganisation(parts: DemoParts, scenario: Scenario, people: People): Promise<Story> {
	const { organisation } = parts.store;
	const { slug, name, municipality, policeDistrict } = scenario;
	const samverkan = await organisation.create({
		slug,
		name,
		municipality,
		policeDistrict,
		example: true,
		...DEFAULTS
	});
	const parties = await tellParties(organisation, samverkan, scenario);
	for (const { person, party, roles } of scenario.members)
		await organisation.setMember(samverkan, idOf(people, person), idOf(parties, party), roles);
	const funktioner = await tellFunktioner(organisation, samverkan, scenario, parties, people);
	const { areas, places } = await tellAreas(organisation, samverkan, scenario);
	const categories = await tellWords(organisation, samverkan);
	await tellAgreement(organisation, samverkan, scenario, parties);
	const calendar = demoCalendar(parts.now());
	const ids = { samverkan, people, parties, funktioner, areas, places, categories, entries: new Map() };
	return { ...parts, scenario, calendar, ...ids };
}

async function tellParties(organisation: OrganisationStore, samverkan: SamverkanId, scenario: Scenario) {
	const parties = new Map<string, PartyId>();
	for (const [key, party] of Object.entries(scenario.parties))
		parties.set(key, await organisation.addParty(samverkan, party));
	return parties;
}

async function tellFunktioner(
	organisation: OrganisationStore,
	samverkan: SamverkanId,
	scenario: Scenario,
	parties: ReadonlyMap<string, PartyId>,
	people: People
) {
	const funktioner = new Map<string, FunktionId>();
	for (const [key, { party, name, guaranteed = false, staffing, people: staff }] of Object.entries(
		scenario.funktioner
	)) {
		const id = await organisation.addFunktion(samverkan, { party: idOf(parties, party), name, guaranteed, staffing });
		await organisation.staffFunktion(
			samverkan,
			id,
			staff.map((person) => idOf(people, person))
		);
		funktioner.set(key, id);
	}
	return funktioner;
}

async function tellAreas(organisation: OrganisationStore, samverkan: SamverkanId, scenario: Scenario) {
	const areas = new Map<string, AreaId>();
	const places = new Map<string, PlaceId>();
	for (const [key, { name, places: inside }] of Object.entries(scenario.areas)) {
		const area = await organisation.addArea(samverkan, { name });
		areas.set(key, area);
		for (const [placeKey, place] of Object.entries(inside))
			places.set(`${key}/${placeKey}`, await organisation.addPlace(samverkan, { area, ...place }));
	}
	return { areas, places };
}

async function tellWords(organisation: OrganisationStore, samverkan: SamverkanId) {
	const categories = new Map<string, CategoryId>();
	for (const category of DEFAULT_CATEGORIES)
		categories.set(category.code, await organisation.addCategory(samverkan, category));
	await organisation.setLevels(samverkan, DEFAULT_LEVELS);
	return categories;
}

async function tellAgreement(
	organisation: OrganisationStore,
	samverkan: SamverkanId,
	{ agreement, parties: told }: Scenario,
	parties: ReadonlyMap<string, PartyId>
) {
	const registryNumbers = Object.entries(told)
		.filter(([, { registryNumber }]) => registryNumber !== '')
		.map(([key, { registryNumber }]) => ({ party: idOf(parties, key), number: registryNumber }));
	await organisation.addAgreement(samverkan, { kind: 'agreement', ...agreement, registryNumbers });
}
