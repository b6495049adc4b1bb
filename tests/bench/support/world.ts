import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccounts } from '../../../server/accounts/accounts.ts';
import { journalWriter } from '../../../server/boards/journal-writer.ts';
import { createFromTemplate } from '../../../server/boards/organisation-service.ts';
import { templateNamed } from '../../../server/boards/templates/index.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import type { ActionsDocument, Store, WeekDocument } from '../../../server/storage/store.ts';
import type { PartyId, PersonId, SamverkanId } from '../../../src/lib/shared/ids.ts';
import type { Organisation } from '../../../src/lib/shared/organisation.ts';
import { addWeeks, localDay, weekKey, weekOf, type Week } from '../../../src/lib/shared/week/iso-week.ts';

/** Somebody who is logged in. */
export interface Login {
	person: PersonId;
	party: PartyId;
	cookieName: string;
	cookieValue: string;
}

/** A data folder as a real installation has it: one samverkan from a template, its people and their sessions. */
export interface World {
	folder: string;
	samverkan: SamverkanId;
	organisation: Organisation;
	week: Week;
	people: Login[];
	actions: ActionsDocument;
	/** Opens the store while no server runs on the folder. */
	withStore<T>(act: (store: Store) => Promise<T>): Promise<T>;
}

export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

export async function makeWorld(stack: AsyncDisposableStack, { people = 1 }: { people?: number }): Promise<World> {
	const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-bench-'));
	stack.defer(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	const withStore: World['withStore'] = async (act) => {
		const store = await openSqliteStore(folder);
		return act(store).finally(() => store.close());
	};
	return withStore(async (store) => {
		const samverkan = await createSamverkan(store);
		return {
			folder,
			samverkan,
			people: await addPeople(store, samverkan, people),
			organisation: await store.organisation.read(samverkan),
			week: weekOf(localDay(Date.now())),
			actions: await store.documents.actionsDocument(samverkan),
			withStore
		};
	});
}

async function createSamverkan(store: Store): Promise<SamverkanId> {
	const template = templateNamed('lekeberg');
	if (!template) throw new Error('The template lekeberg is gone');
	const writeActions = journalWriter(store.journal, 'actions', { person: null, via: 'import', now: Date.now });
	const { slug, name } = template;
	return (await createFromTemplate({ ...store, random, writeActions }, template, { slug, name })).id;
}

async function addPeople(store: Store, samverkan: SamverkanId, count: number): Promise<Login[]> {
	const accounts = createAccounts({ store, now: Date.now, random, secure: false });
	const { parties } = await store.organisation.read(samverkan);
	const people: Login[] = [];
	for (let index = 0; index < count; index++) {
		const party = parties[index % parties.length]!.id;
		const account = { email: `person${index}@example.se`, name: `Person ${index}`, passwordHash: null, closed: false };
		const person = await store.accounts.addPerson({ ...account, createdAt: Date.now() });
		await store.organisation.setMember(samverkan, person, party, ['convener']);
		const { cookieValue } = await accounts.sessions.create(person, 'Firefox på Linux');
		people.push({ person, party, cookieName: accounts.sessions.cookieName, cookieValue });
	}
	await accounts.close();
	return people;
}

/** A week's document that people may write in; `ahead` is weeks from the present one. */
export async function openWeek(store: Store, { samverkan, week }: World, ahead = 0): Promise<WeekDocument> {
	const document = await store.documents.weekDocument(samverkan, weekKey(addWeeks(week, ahead)));
	await store.documents.setWeekState(document.id, 'reporting', null, Date.now());
	return { ...document, state: 'reporting' };
}
