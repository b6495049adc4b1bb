import { expect, test } from 'vitest';
import type { Role } from '../../src/lib/shared/access/roles.ts';
import type { WeekState } from '../../src/lib/shared/week/lifecycle.ts';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry, entryText } from '../support/edits.ts';
import { isSaved, Line, openSaved } from '../support/open-peer.ts';
import { seeded } from '../support/seeded.ts';
import { openSocket, type SocketClient } from '../support/socket-client.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { rounds, seedOr } from './support/how-long.ts';
import { DEFAULT_MEETING } from '../../src/lib/shared/meeting/agenda.ts';

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

/** Said here once more, and not asked of the product: who may read and write a week in which state. */
const MAY_READ_OPEN: readonly Role[] = ['convener', 'coordinator', 'performer', 'reporter'];
const MAY_WRITE: readonly Role[] = ['convener', 'coordinator'];
const mayRead = (roles: readonly Role[], state: WeekState) =>
	roles.some((role) => (state === 'sealed' ? role !== 'admin' : MAY_READ_OPEN.includes(role)));
const mayWrite = (roles: readonly Role[], state: WeekState) =>
	state !== 'sealed' && roles.some((role) => MAY_WRITE.includes(role));

const ROLE_SETS: readonly (readonly Role[])[] = [
	['convener'],
	['coordinator'],
	['reporter'],
	['performer'],
	['leader'],
	['external'],
	['admin'],
	['leader', 'reporter'],
	[]
];

/** Everything of a document that may come over its socket. */
const content = (client: SocketClient) => client.heard.filter(({ type }) => !['bye', 'store'].includes(type)).length;

const texts = (client: SocketClient) =>
	[...client.doc.getMap('entries').keys()].map((id) => entryText(client.doc, id as never));

interface Person {
	login: Login;
	roles: readonly Role[];
	/** Sockets of phases before, which must have been closed where the right is gone. */
	open: SocketClient[];
}

const FORBIDDEN = 'OTILLÅTET';

async function setRoles(server: RoomsServer, world: World, person: Person, roles: readonly Role[]) {
	const { organisation } = server.store;
	if (roles.length === 0) await organisation.removeMember(world.samverkan, person.login.person);
	else await organisation.setMember(world.samverkan, person.login.person, person.login.party, [...roles]);
	person.roles = roles;
	server.rooms.rightsChanged(world.samverkan, person.login.person);
}

/** Opens the week as this person; a socket that gets nothing is closed by the server. */
async function tryToOpen(server: RoomsServer, world: World, { login }: Person): Promise<SocketClient> {
	const client = openSocket(server, login, world.week.id);
	await waitFor(() => client.closed !== null || client.of('step-1').length > 0, 'an answer');
	return client.closed === null ? client.sync() : client;
}

async function tryToWrite(client: SocketClient, { login, roles }: Person, state: WeekState, text: string) {
	client.send(
		encodeUpdate(client.write((doc) => addEntry(doc, login, { text: mayWrite(roles, state) ? text : FORBIDDEN })))
	);
	await waitFor(
		() => client.closed !== null || client.of('refused').length > 0 || client.of('saved').length > 1,
		'an answer'
	);
}

for (const seed of Array.from({ length: rounds(1, 12) }, (_, index) => seedOr(5) + index))
	test(`[FT9] rights, weeks and servers change: what somebody may not read never arrives, what they may not write never lands (seed ${seed})`, async () => {
		const random = seeded(seed);
		const world = await makeWorld();
		let server = await startRooms(world);
		const { port } = server;
		const line = new Line();
		const alice = await openSaved(server, world.alice, world.week, { line });
		const people = [world.bob, world.carol, world.reader].map((login): Person => ({ login, roles: [], open: [] }));
		const stranger: Person = { login: world.stranger, roles: [], open: [] };
		const written: string[] = [];
		for (let phase = 0; phase < rounds(6, 14); phase++) {
			for (const person of people)
				if (phase === 0 || random() < 0.5) await setRoles(server, world, person, pick(ROLE_SETS, random));
			const state: WeekState = phase > 0 && random() < 0.3 ? 'sealed' : 'reporting';
			await server.store.documents.setWeekState(world.week.id, state, null, Date.now());
			await server.rooms.weekStateChanged(world.week.id);
			if (random() < 0.3) {
				await server.close();
				server = await startRooms(world, { port });
			}
			if (random() < 0.3) line.cut();
			const before = new Map([...people, stranger].map((person) => [person, person.open.map(content)] as const));
			const marker = `Rad ${phase}`;
			line.mend();
			await waitFor(() => isSaved(alice), 'alice to be there');
			if (state !== 'sealed') {
				addEntry(alice.doc, world.alice, { text: marker });
				written.push(marker);
				await waitFor(() => isSaved(alice), 'alice to be saved');
			}
			for (const person of [...people, stranger]) {
				const client = await tryToOpen(server, world, person);
				if (mayRead(person.roles, state)) {
					expect(texts(client)).toEqual(expect.arrayContaining(written));
					const own = `${marker} ${person.login.name}`;
					await tryToWrite(client, person, state, own);
					if (mayWrite(person.roles, state)) written.push(own);
				} else {
					expect(client.closed?.code, person.login.name).toBe(4404);
					expect(content(client)).toBe(0);
					await waitFor(() => person.open.every(({ closed }) => closed !== null), 'sockets of before to be closed');
					expect(person.open.map(content), 'nothing came after the right was gone').toEqual(before.get(person));
				}
				person.open.push(client);
			}
		}
		const stored = (await server.rooms.read(world.week.id, 'week')).entries.map(({ text }) => text);
		expect([...stored].sort()).toEqual([...written].sort());
		await waitFor(() => isSaved(alice) && alice.doc.getMap('entries').size === written.length, 'alice to have it all');
	}, 120_000);

test('[FT9] nothing of another samverkan’s documents arrives, whatever one is at home', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const foreign = await server.store.organisation.create({
		slug: 'vreta',
		name: 'Vreta',
		municipality: 'Vreta kommun',
		policeDistrict: 'Lokalpolisområde Vreta',
		cadenceDays: 7,
		meetingWeekday: 2,
		offlineCopies: false,
		meeting: DEFAULT_MEETING,
		example: true
	});
	const week = await server.store.documents.weekDocument(foreign, world.week.week);
	const actions = await server.store.documents.actionsDocument(foreign);
	for (const state of ['reporting', 'meeting', 'sealed'] as const) {
		await server.store.documents.setWeekState(week.id, state, null, Date.now());
		for (const { id } of [week, actions])
			for (const login of [world.alice, world.carol, world.reader, world.stranger]) {
				const client = openSocket(server, login, id);
				await waitFor(() => client.closed !== null, 'to be turned away');
				expect([client.closed?.code, client.heard]).toEqual([4404, []]);
			}
	}
});
