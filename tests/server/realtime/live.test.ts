import { expect, onTestFinished, test } from 'vitest';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { setMember, setValue } from '../../../src/lib/shared/board/record.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import type { Notice } from '../../../src/lib/shared/notices/notice.ts';
import type { PersonHere } from '../../../src/lib/shared/protocol/events.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { LiveSocket } from '../../../src/lib/sync/live-socket.ts';
import { addAction } from '../../support/edits.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { makeWorld, startRooms, type Login, type RoomsServer } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

/** A window that has the samverkan open, and what it has heard. */
class Listener {
	connected = false;
	connects = 0;
	people: PersonHere[] = [];
	readonly notices: Notice[] = [];
	readonly events: string[] = [];
	readonly socket: LiveSocket;

	constructor({ origin }: RoomsServer, login: Pick<Login, 'cookie'> | null, from = origin, samverkan = 'ekeby') {
		this.socket = new LiveSocket({
			samverkan,
			url: origin,
			headers: { origin: from, ...(login ? { cookie: login.cookie } : {}) },
			onconnected: (connected) => {
				this.connected = connected;
				if (connected) this.connects += 1;
			},
			handlers: {
				'people:here': (people) => (this.people = people),
				'notice:new': (notice) => this.notices.push(notice),
				'rights:changed': () => this.events.push('rights'),
				'organisation:changed': () => this.events.push('organisation'),
				'week:moved': ({ week }) => this.events.push(`week ${week}`),
				'version:changed': ({ version }) => this.events.push(`version ${version}`)
			}
		});
		onTestFinished(() => this.socket.close());
	}
}

async function start() {
	const world = await makeWorld();
	const server = await startRooms(world);
	const listen = async (login: Login) => {
		const listener = new Listener(server, login);
		await waitFor(() => listener.people.length > 0, `${login.name} to be here`);
		return listener;
	};
	return { world, server, listen };
}

test('[PR4] who is here is one row per person, with the week they last looked at', async () => {
	const { world, listen } = await start();
	const alice = await listen(world.alice);
	const other = await listen(world.alice);
	const bob = await listen(world.bob);
	await waitFor(() => alice.people.length === 2, 'both people');
	other.socket.look('2026-W48' as WeekKey);
	await waitFor(() => alice.people[0]?.week === '2026-W48', 'the week');
	other.socket.look('2026-W99' as WeekKey);
	await waitFor(() => alice.people[0]?.week === null, 'a week that there is not to count as none');
	expect(alice.people[0]).toEqual({
		person: world.alice.person,
		name: 'Alice Ek',
		party: world.alice.party,
		funktioner: ['Funktion Alice Ek'],
		week: null
	});
	bob.socket.close();
	await waitFor(() => alice.people.length === 1, 'bob to be gone');
});

test('[SY9] live, too, takes only our own origin, a session, and who belongs', async () => {
	const { world, server } = await start();
	const outsiders = [
		new Listener(server, world.alice, 'https://evil.example'),
		new Listener(server, null),
		new Listener(server, world.stranger),
		new Listener(server, world.alice, server.origin, 'annan')
	];
	const alice = new Listener(server, world.alice);
	await waitFor(() => alice.people.length > 0, 'alice to be here');
	for (const { person } of [world.alice, world.stranger]) server.live.noticed(world.samverkan, person, NOTICE);
	await waitFor(() => alice.notices.length === 1, 'the notice');
	expect(outsiders.map(({ connects, people }) => [connects, people])).toEqual(outsiders.map(() => [0, []]));
});

const NOTICE: Notice = {
	id: 1,
	at: 1,
	kind: 'action-status',
	about: { action: 'abcdefghijkl' as RecordId, state: 'done' },
	action: { number: 1, title: 'Å' },
	seenAt: null
};

test('[PR5] an åtgärd given to a function is told to its people, and not to who gave it', async () => {
	const { world, server, listen } = await start();
	const [alice, bob, carol] = await Promise.all([listen(world.alice), listen(world.bob), listen(world.carol)]);
	const editor = await openSaved(server, world.alice, world.actions);
	const id = addAction(editor.doc, world.alice, { title: 'Lys upp tunneln' });
	editor.doc.transact(() => {
		setMember(editor.doc, actionKind, id, 'performers', world.bob.funktion, true);
		setValue(editor.doc, actionKind, id, 'owner', world.alice.funktion);
	}, LOCAL);
	await waitFor(() => bob.notices.length === 1, 'bob to be told');
	expect(bob.notices[0]).toMatchObject({
		kind: 'action-assigned',
		about: { action: id },
		action: { number: 1, title: 'Lys upp tunneln' }
	});

	editor.doc.transact(
		() => setValue(editor.doc, actionKind, id, 'status', { state: 'cancelled', reason: 'Dubblett' }),
		LOCAL
	);
	await waitFor(() => bob.notices.length === 2, 'bob to hear that it moved');
	expect(bob.notices[1]).toMatchObject({ kind: 'action-status', about: { state: 'cancelled' } });
	await waitFor(() => isSaved(editor), 'all to be saved');
	expect([alice.notices, carol.notices]).toEqual([[], []]);
});

test('[SY10] changed rights are told, and the window comes back as who it now is', async () => {
	const { world, server, listen } = await start();
	const alice = await listen(world.alice);
	const bob = await listen(world.bob);
	await server.store.organisation.staffFunktion(world.samverkan, world.bob.funktion, []);
	server.live.rightsChanged(world.samverkan, world.bob.person);
	await waitFor(() => bob.connects === 2, 'bob to be back');
	expect(bob.events).toContain('rights');
	await waitFor(
		() => alice.people.some(({ name, funktioner }) => name === 'Bob Al' && funktioner.length === 0),
		'his new row'
	);
	expect(alice.connects).toBe(1);
	await server.accounts.sessions.endAll(world.bob.person);
	await waitFor(() => alice.people.length === 1, 'bob to be out');
});

test('[SY10] the organisation, the week and the version are told to everybody there', async () => {
	const { world, server, listen } = await start();
	const alice = await listen(world.alice);
	server.live.organisationChanged(world.samverkan);
	server.live.weekMoved(world.samverkan, { week: world.week.week, document: world.week.id });
	server.live.versionChanged('test-2');
	await waitFor(() => alice.events.length === 4, 'all of it');
	expect(alice.events).toEqual(['version test-1', 'organisation', 'week 2026-W48', 'version test-2']);
});
