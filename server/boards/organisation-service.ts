import type * as Y from 'yjs';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import { orderBetween } from '../../src/lib/shared/board/order.ts';
import { createRecord } from '../../src/lib/shared/board/record.ts';
import { META_ROOT } from '../../src/lib/shared/board/schema.ts';
import type { Where } from '../../src/lib/shared/board/values.ts';
import {
	newRecordId,
	type AreaId,
	type PartyId,
	type PlaceId,
	type RandomBytes,
	type SamverkanId
} from '../../src/lib/shared/ids.ts';
import type { OrganisationStore } from '../storage/organisation.ts';
import type { DocumentStore } from '../storage/store.ts';
import type { WriteDocument } from './journal-writer.ts';
import { DEFAULTS } from './templates/defaults.ts';
import type { Template, TemplateAction } from './templates/template.ts';

/** What making a samverkan needs of the server. */
export interface OrganisationParts {
	organisation: OrganisationStore;
	documents: DocumentStore;
	random: RandomBytes;
	/** Writes into the samverkan's actions document. */
	writeActions: WriteDocument;
}

/** A samverkan as it was made, with the ids that the template's keys became. */
export interface CreatedSamverkan {
	id: SamverkanId;
	slug: string;
	parties: ReadonlyMap<string, PartyId>;
	areas: ReadonlyMap<string, AreaId>;
	places: ReadonlyMap<string, PlaceId>;
}

export interface CreateOptions {
	slug: string;
	name: string;
	/** Made by the demo. */
	example?: boolean;
}

/**
 * Makes the samverkan, its organisation and its åtgärder, numbered from Å-1 in the template's order. Rejects with
 * `TakenError` – before anything is written – when slug or name is taken.
 */
export async function createFromTemplate(
	parts: OrganisationParts,
	template: Template,
	{ slug, name, example = false }: CreateOptions
): Promise<CreatedSamverkan> {
	const { municipality, policeDistrict } = template;
	const id = await parts.organisation.create({ slug, name, municipality, policeDistrict, example, ...DEFAULTS });
	const parties = await addParties(parts.organisation, id, template);
	const { areas, places } = await addAreas(parts.organisation, id, template);
	await addWords(parts.organisation, id, template);
	await addAgreements(parts.organisation, id, template, parties);
	const created = { id, slug, parties, areas, places };
	await addActions(parts, template, created);
	return created;
}

async function addParties(organisation: OrganisationStore, samverkan: SamverkanId, template: Template) {
	const parties = new Map<string, PartyId>();
	for (const { key, ...party } of template.parties) parties.set(key, await organisation.addParty(samverkan, party));
	for (const { party, name, guaranteed } of template.funktioner)
		await organisation.addFunktion(samverkan, {
			party: at(parties, party),
			name,
			guaranteed,
			staffing: 'vacant' // until somebody is invited to staff it
		});
	return parties;
}

async function addAreas(organisation: OrganisationStore, samverkan: SamverkanId, template: Template) {
	const areas = new Map<string, AreaId>();
	const places = new Map<string, PlaceId>();
	for (const { key, name, places: inside } of template.areas) {
		const area = await organisation.addArea(samverkan, { name });
		areas.set(key, area);
		for (const { key: placeKey, ...place } of inside)
			places.set(placeKey, await organisation.addPlace(samverkan, { area, ...place }));
	}
	return { areas, places };
}

async function addWords(organisation: OrganisationStore, samverkan: SamverkanId, template: Template) {
	for (const category of template.categories) await organisation.addCategory(samverkan, category);
	await organisation.setLevels(samverkan, template.levels);
}

async function addAgreements(
	organisation: OrganisationStore,
	samverkan: SamverkanId,
	template: Template,
	parties: ReadonlyMap<string, PartyId>
) {
	for (const { registryNumbers, ...agreement } of template.agreements)
		await organisation.addAgreement(samverkan, {
			...agreement,
			registryNumbers: registryNumbers
				.filter(({ number }) => number !== '') // the settings page has a field for each party anyway
				.map(({ party, number }) => ({ party: at(parties, party), number }))
		});
}

async function addActions(parts: OrganisationParts, template: Template, created: CreatedSamverkan) {
	const document = await parts.documents.actionsDocument(created.id);
	await parts.writeActions(document.id, (doc) => writeTemplateActions(doc, parts.random, template.actions, created));
}

/** Writes the åtgärder as proposals with the agreement's own words beside; nobody is ansvarig until the group says so. */
export function writeTemplateActions(
	doc: Y.Doc,
	random: RandomBytes,
	actions: readonly TemplateAction[],
	{ areas, places }: Pick<CreatedSamverkan, 'areas' | 'places'>
): void {
	let order: string | null = null;
	for (const [index, { title, description, where, agreed }] of actions.entries()) {
		order = orderBetween(order, null);
		createRecord(doc, actionKind, newRecordId(random), {
			number: index + 1,
			title,
			description,
			where: where && toWhere(where, areas, places),
			agreed,
			order
		});
	}
	if (actions.length > 0) doc.getMap<number>(META_ROOT).set('lastNumber', actions.length);
}

const toWhere = (
	where: NonNullable<TemplateAction['where']>,
	areas: ReadonlyMap<string, AreaId>,
	places: ReadonlyMap<string, PlaceId>
): Where => ({ area: at(areas, where.area), place: where.place === null ? null : at(places, where.place) });

function at<T>(ids: ReadonlyMap<string, T>, key: string): T {
	const id = ids.get(key);
	if (id === undefined) throw new Error(`The template names ${key}, which it does not have`);
	return id;
}
