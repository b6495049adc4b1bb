import { describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { readDocument, type ActionsRecord } from '#lib/shared/board/document-record.ts';
import { META_ROOT, schemaOf, SCHEMA_VERSION } from '#lib/shared/board/schema.ts';
import type { SamverkanId } from '#lib/shared/ids.ts';
import { journalWriter } from '../../server/boards/journal-writer.ts';
import { createFromTemplate } from '../../server/boards/organisation-service.ts';
import { emptyTemplate, TEMPLATES } from '../../server/boards/templates/index.ts';
import { lekeberg } from '../../server/boards/templates/lekeberg.ts';
import { orebro } from '../../server/boards/templates/orebro.ts';
import type { Template } from '../../server/boards/templates/template.ts';
import { TakenError } from '../../server/storage/organisation.ts';
import type { Store } from '../../server/storage/store.ts';
import { openStore } from '../support/open-store.ts';
import { LEKEBERG_AGREEMENT, LEKEBERG_PLEDGE, OREBRO_AGREEMENT } from './templates-sources.ts';

const SOURCES: Record<string, string> = {
	lekeberg: LEKEBERG_AGREEMENT + LEKEBERG_PLEDGE,
	orebro: OREBRO_AGREEMENT
};

/** A year or a month in the machine's form, and the samverkan's own short name, are ours; all else is the text's. */
function wordsOf({ municipality, policeDistrict, name, ...template }: Template): string[] {
	return [
		municipality,
		policeDistrict,
		name,
		...template.parties.flatMap((party) => [party.name, party.registryNumber]),
		...template.funktioner.map((funktion) => funktion.written ?? funktion.name),
		...template.areas.flatMap((area) => [area.name, ...area.places.map((place) => place.name)]),
		...template.agreements.flatMap((agreement) => [
			agreement.title,
			...agreement.registryNumbers.map(({ number }) => number),
			...agreement.followUps.flatMap(({ when, what, responsible }) => [when, what, responsible])
		]),
		...template.actions.flatMap(({ title, description, agreed }) => [
			title,
			description,
			...Object.values(agreed ?? {})
		])
	].filter((word) => word !== '');
}

const random = (length: number) => new Uint8Array(randomBytes(length));

function create(store: Store, template: Template, { slug, name }: { slug: string; name: string } = template) {
	const writeActions = journalWriter(store.journal, 'actions', { person: null, via: 'import', now: Date.now });
	return createFromTemplate({ ...store, random, writeActions }, template, { slug, name });
}

async function readActions(store: Store, samverkan: SamverkanId): Promise<{ doc: Y.Doc; record: ActionsRecord }> {
	const document = await store.documents.actionsDocument(samverkan);
	const doc = new Y.Doc();
	for (const row of await store.journal.history(document.id)) Y.applyUpdate(doc, row.update);
	const read = readDocument(doc, 'actions');
	if (!read.ok) throw new Error(`${read.problem.code} ${read.problem.path}`);
	return { doc, record: read.value };
}

describe('the words of a template', () => {
	it.each(TEMPLATES)('[TM1] $key says nothing that its agreements do not say', (template) => {
		const missing = wordsOf(template).filter((word) => !SOURCES[template.key]!.includes(word));
		expect(missing).toEqual([]);
	});

	it('[TM1] has the pledge’s table row by row: activity, utförare, ansvarig', () => {
		const rows = LEKEBERG_PLEDGE.split('\n')
			.map((line) => line.split('\t'))
			.filter(([, performer, accountable]) => performer && accountable && performer !== 'UTFÖRARE');
		const ours = lekeberg.actions.map(({ title, description, agreed }) => [
			description || title,
			agreed?.performer,
			agreed?.accountable
		]);
		expect(ours).toEqual(rows);
		expect(ours).toHaveLength(11);
	});

	it('[TM1] shortens a long activity to its first sentence and keeps the whole as description', () => {
		for (const { title, description } of lekeberg.actions) {
			expect(title.length).toBeLessThanOrEqual(160);
			if (description) expect(description.startsWith(`${title} `)).toBe(true);
		}
	});

	it('[TM1] lists every function that the parties guarantee, and no other as guaranteed', () => {
		const bullets = OREBRO_AGREEMENT.split('\n').filter((line) => line.startsWith('- '));
		const listed = bullets.map((line) => line.slice(2).replace(/\.$/, ''));
		expect(orebro.funktioner.filter((f) => f.guaranteed).map((f) => f.name)).toEqual(listed);
		expect(lekeberg.funktioner.filter((f) => f.guaranteed)).toHaveLength(5);
	});

	it('[TM1] has a place for each of the eleven seats in BRÅ', () => {
		const seats = LEKEBERG_AGREEMENT.slice(LEKEBERG_AGREEMENT.indexOf('Rådet består av:'))
			.split('\n')
			.filter((line) => line.startsWith('- '))
			.map((line) => line.slice(2));
		const names = lekeberg.funktioner.map((funktion) => funktion.written ?? funktion.name);
		const seated = seats.filter((seat) => seat !== 'Polisen').flatMap((seat) => names.filter((name) => name === seat));
		expect(seated).toHaveLength(10);
		expect(names).toContain('Lokalpolisområdeschef Örebro'); // "Polisen representeras av … alt. Kommunpolis"
	});

	it('[TM2] has a diarienummer field for each party of each agreement, filled only where the text gives a number', () => {
		for (const template of TEMPLATES)
			for (const { registryNumbers } of template.agreements)
				expect(registryNumbers.map(({ party }) => party)).toEqual(template.parties.map(({ key }) => key));
		expect(orebro.agreements[0]?.registryNumbers.map(({ number }) => number)).toEqual([
			'A713.561/2023',
			'KS 1382/2023'
		]);
	});

	it('[TM3] holds no e-mail address and nobody who signed', () => {
		const text = JSON.stringify(TEMPLATES);
		expect(text).not.toMatch(/@|Niklasson|Hedmark|Scherp|Forrest|Åhrlin/);
	});

	it('has unique category codes and 2–5 levels numbered from 1', () => {
		for (const { categories, levels } of [...TEMPLATES, emptyTemplate('A kommun', 'B')]) {
			expect(new Set(categories.map(({ code }) => code)).size).toBe(categories.length);
			expect(levels.map(({ number }) => number)).toEqual([1, 2, 3]);
		}
	});
});

describe('a samverkan made from a template', () => {
	it('[TM4] numbers the pledge’s activities Å-1 … Å-11, as proposals that nobody answers for yet', async () => {
		const store = await openStore();
		const { id } = await create(store, lekeberg);
		const { doc, record } = await readActions(store, id);
		const numbers = record.actions.map(({ number }) => number).sort((a, b) => a! - b!);
		expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
		expect(doc.getMap(META_ROOT).get('lastNumber')).toBe(11);
		expect(schemaOf(doc)).toBe(SCHEMA_VERSION);
		for (const action of record.actions) {
			expect(action.status).toEqual({ state: 'proposed' });
			expect([action.owner, action.performers, action.due, action.created]).toEqual([null, [], null, null]);
		}
	});

	it('keeps the order of the template and points at the place that the text names', async () => {
		const store = await openStore();
		const { id } = await create(store, lekeberg);
		const { record } = await readActions(store, id);
		const inOrder = record.actions.toSorted((a, b) => (a.order < b.order ? -1 : 1)).map(({ number }) => number);
		expect(inOrder).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
		const { places } = await store.organisation.read(id);
		const pit = record.actions.find(({ agreed }) => agreed?.section === 'Badplatser');
		expect(pit?.where?.place).toBe(places.find(({ name }) => name === 'Lanna badgruva')?.id);
	});

	it('has its parties, functions and agreements, and no person', async () => {
		const store = await openStore();
		const { id } = await create(store, orebro);
		const organisation = await store.organisation.read(id);
		expect(organisation.people).toEqual([]);
		expect(organisation.samverkan.example).toBe(false);
		expect(organisation.funktioner).toHaveLength(orebro.funktioner.length);
		expect(organisation.categories).toHaveLength(25);
		expect(organisation.parties.map(({ registryNumber }) => registryNumber)).toEqual(['A713.561/2023', 'KS 1382/2023']);
		const [agreement] = await store.organisation.agreements(id);
		expect(agreement?.registryNumbers).toHaveLength(2);
		expect(agreement?.followUps.map(({ when }) => when)).toContain('november 2024');
	});

	it('writes nothing when the address is taken', async () => {
		const store = await openStore();
		await create(store, lekeberg);
		await expect(create(store, orebro, { slug: 'lekeberg', name: 'En annan' })).rejects.toThrow(TakenError);
		expect(await store.organisation.all()).toHaveLength(1);
	});

	it('starts empty without a template, with both parties and the default words', async () => {
		const store = await openStore();
		const { id } = await create(store, emptyTemplate('Någon kommun', 'Något lokalpolisområde'), {
			slug: 'nagon',
			name: 'Någon'
		});
		const organisation = await store.organisation.read(id);
		expect(organisation.parties.map(({ kind }) => kind)).toEqual(['police', 'municipality']);
		expect(organisation.levels).toHaveLength(3);
		expect((await readActions(store, id)).record.actions).toEqual([]);
	});
});
