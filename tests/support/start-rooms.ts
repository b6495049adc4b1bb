import { cpSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { createAccounts, type Accounts } from '../../server/accounts/accounts.ts';
import { openSqliteStore } from '../../server/storage/sqlite/open.ts';
import type { ActionsDocument, Store, WeekDocument } from '../../server/storage/store.ts';
import type { Role } from '../../src/lib/shared/access/roles.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';
import type { FunktionId, PartyId, PersonId, SamverkanId } from '../../src/lib/shared/ids.ts';
import { serveRooms, type RoomsServer, type StartOptions } from './serve-rooms.ts';
import { tempDir } from './temp-dir.ts';

export type { RoomsServer, StartOptions };

/** Somebody with a login, and what their browser sends to prove it. */
export interface Login {
	person: PersonId;
	name: string;
	party: PartyId;
	funktion: FunktionId;
	cookie: string;
}

export interface World {
	folder: string;
	samverkan: SamverkanId;
	slug: string;
	week: WeekDocument;
	actions: ActionsDocument;
	alice: Login;
	bob: Login;
	carol: Login;
	/** May read open weeks and write nothing. */
	reader: Login;
	/** Has an account and does not belong. */
	stranger: Login;
}

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const LEVELS = ['Normal', 'Skärpt'].map((name, index) => ({ number: index + 1, name, meaning: name }));

/** A samverkan with five people, a week that is open for reporting and a document of åtgärder. */
export async function makeWorld(folder = tempDir()): Promise<World> {
	const store = await openSqliteStore(folder);
	const accounts = createAccounts({ store, now: Date.now, random, secure: false });
	const samverkan = await store.organisation.create({
		slug: 'ekeby',
		name: 'Ekeby',
		municipality: 'Ekeby kommun',
		policeDistrict: 'Lokalpolisområde Ekeby',
		cadenceDays: 7,
		meetingWeekday: 2,
		offlineCopies: false,
		meeting: DEFAULT_MEETING,
		example: true
	});
	await store.organisation.setLevels(samverkan, LEVELS);
	const add = (name: string, roles: Role[]) => addPerson({ store, accounts, samverkan }, name, roles);
	const alice = await add('Alice Ek', ['convener']);
	const bob = await add('Bob Al', ['convener']);
	const carol = await add('Carol Asp', ['coordinator']);
	const reader = await add('Rut Rönn', ['reporter']);
	const stranger = await add('Sten Lind', []);
	await store.organisation.removeMember(samverkan, stranger.person);
	const week = await store.documents.weekDocument(samverkan, '2026-W48' as WeekDocument['week']);
	await store.documents.setWeekState(week.id, 'reporting', null, Date.now());
	const actions = await store.documents.actionsDocument(samverkan);
	await accounts.close();
	await store.close();
	const people = { alice, bob, carol, reader, stranger };
	return { folder, samverkan, slug: 'ekeby', week: { ...week, state: 'reporting' }, actions, ...people };
}

/** The same world in a folder of the running test's own: made in a fraction of the time. */
export function copyWorld(world: World): World {
	const folder = tempDir();
	cpSync(world.folder, folder, { recursive: true });
	return { ...world, folder };
}

async function addPerson(
	{ store, accounts, samverkan }: { store: Store; accounts: Accounts; samverkan: SamverkanId },
	name: string,
	roles: Role[]
): Promise<Login> {
	const email = `${name.split(' ')[0]?.toLowerCase()}@example.se`;
	const account = { email, name, passwordHash: null, closed: false, createdAt: Date.now() };
	const person = await store.accounts.addPerson(account);
	const partyName = `Part ${name}`;
	const party = await store.organisation.addParty(samverkan, {
		name: partyName,
		kind: 'municipality',
		registryNumber: ''
	});
	const funktion = await store.organisation.addFunktion(samverkan, {
		party,
		name: `Funktion ${name}`,
		staffing: 'ordinary',
		guaranteed: false
	});
	await store.organisation.setMember(samverkan, person, party, roles);
	await store.organisation.staffFunktion(samverkan, funktion, [person]);
	const { cookieValue } = await accounts.sessions.create(person, 'Firefox på Linux');
	const cookie = `${accounts.sessions.cookieName}=${cookieValue}`;
	return { person, name, party, funktion, cookie };
}

/** A server over the world's folder; closed when the test is over (closing it before does no harm). */
export async function startRooms(world: World, options: StartOptions = {}): Promise<RoomsServer> {
	const server = await serveRooms(world.folder, options);
	onTestFinished(server.close);
	return server;
}
