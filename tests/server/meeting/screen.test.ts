import { io } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { addComment } from '../../../src/lib/shared/board/comment.ts';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import { addEntry } from '../../../src/lib/shared/board/entry.ts';
import { newRecordId } from '../../../src/lib/shared/ids.ts';
import { applyChanges } from '../../../src/lib/shared/meeting/screen-wire.ts';
import type { ScreenChanges, ScreenFacts } from '../../../src/lib/shared/protocol/events.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { makeWorld, startRooms, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** A raw connection, and every byte that came over it. */
class RawScreen {
	/** As text, each frame whole. */
	bytes = '';
	readonly events: string[] = [];
	facts: ScreenFacts | null = null;
	refused: string | null = null;
	connected = false;
	readonly socket;

	constructor({ origin }: RoomsServer, cookie: string, auth: object) {
		this.socket = io(origin, {
			...{ path: '/live', transports: ['websocket'], forceNew: true, auth, reconnection: false },
			extraHeaders: { origin, cookie }
		});
		this.socket.on('connect', () => {
			this.connected = true;
			this.socket.io.engine.on('data', (data: unknown) => (this.bytes += String(data)));
		});
		this.socket.io.engine.on('data', (data: unknown) => (this.bytes += String(data)));
		this.socket.onAny((event: string) => this.events.push(event));
		this.socket.on('disconnect', () => (this.connected = false));
		this.socket.on('connect_error', ({ message }) => (this.refused = message));
		this.socket.on('screen:facts', (facts: ScreenFacts) => (this.facts = facts));
		this.socket.on('screen:changed', (changes: ScreenChanges) => {
			this.facts = this.facts && applyChanges(this.facts, changes);
		});
		onTestFinished(() => void this.socket.disconnect());
	}
}

const actor = async (server: RoomsServer, { samverkan, alice }: World) =>
	(await server.store.organisation.actor(samverkan, alice.person))!;

async function linkCookie(server: RoomsServer, world: World, hours?: number): Promise<string> {
	const made = await server.screenLinks.make(world.week, await actor(server, world), hours);
	if (!made.ok) throw new Error(made.problem.code);
	const exchanged = await server.screenLinks.exchange(made.value.key, world.week.week, '127.0.0.1');
	if (!exchanged.ok) throw new Error(exchanged.problem.code);
	return `${exchanged.value.name}=${made.value.key}`;
}

async function openScreen(server: RoomsServer, world: World, cookie: string) {
	const screen = new RawScreen(server, cookie, { screen: world.week.week });
	await waitFor(() => screen.facts !== null, 'the screen to be sent what it shows');
	return screen;
}

test('[MT7] hidden rows, comments, other weeks and åtgärder beyond the board are in no frame', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const other = await server.store.documents.weekDocument(world.samverkan, '2026-W47' as WeekKey);
	const by = { person: world.alice.person, party: world.alice.party, at: Date.now() };
	const write = (doc: Parameters<typeof addEntry>[0], text: string, hiddenOnScreen = false) =>
		addEntry(doc, newRecordId(random), { text, hiddenOnScreen }, by);
	const [shown, later] = [newRecordId(random), newRecordId(random)];
	await server.rooms.edit(other.id, 'desk', null, (doc) => write(doc, 'HEMLIG förra veckan'));
	await server.rooms.edit(world.week.id, 'desk', null, (doc) => {
		write(doc, 'Öppen rad');
		write(doc, 'HEMLIG dold rad', true);
	});
	await server.rooms.edit(world.actions.id, 'desk', null, (doc) => {
		addAction(doc, shown, { title: 'På tavlan', description: 'HEMLIG beskrivning' }, by, world.week.week);
		addAction(doc, later, { title: 'HEMLIG nästa vecka' }, by, '2026-W49' as WeekKey);
		addComment(doc, newRecordId(random), shown, 'HEMLIG kommentar', by);
	});
	const screen = await openScreen(server, world, await linkCookie(server, world));
	await server.rooms.edit(world.week.id, 'desk', null, (doc) => write(doc, 'HEMLIG sen rad', true));
	await server.rooms.edit(world.actions.id, 'desk', null, (doc) => {
		addComment(doc, newRecordId(random), shown, 'HEMLIG sen kommentar', by);
	});
	await waitFor(() => screen.facts?.hidden[0]?.[1] === 2, 'both hidden rows to be counted');
	expect(screen.bytes).toContain('Öppen rad');
	expect(screen.bytes).toContain('På tavlan');
	expect(screen.bytes).not.toContain('HEMLIG');
	expect(screen.bytes).not.toContain(world.alice.person);
});

test('[MT8] a captured åtgärd is on the screen at once, and the lägesrader are not sent for it again', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const screen = await openScreen(server, world, await linkCookie(server, world));
	const by = { person: world.alice.person, party: world.alice.party, at: Date.now() };
	let sent: ScreenChanges | null = null;
	screen.socket.on('screen:changed', (changes: ScreenChanges) => (sent = changes));
	await server.rooms.edit(world.actions.id, 'meeting', null, (doc) => {
		addAction(doc, newRecordId(random), { title: 'Lys upp tunneln' }, by, world.week.week);
	});
	await waitFor(() => screen.facts?.actions.actions.length === 1, 'the åtgärd');
	expect(sent).toMatchObject({ facts: {}, record: {} });
	for (let n = 0; n < 20; n++)
		await server.rooms.edit(world.week.id, 'meeting', null, (doc) => {
			addEntry(doc, newRecordId(random), { text: `Rad ${n}` }, by);
		});
	await waitFor(() => screen.facts?.record.entries.length === 20, 'all twenty');
	expect(screen.events.filter((event) => event === 'screen:changed').length).toBeLessThan(20);
});

test('[MT17] without a link that runs, or a login, nobody sees anything', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const { week } = world.week;
	const cookie = await linkCookie(server, world);
	const outsiders = [
		new RawScreen(server, '', { screen: week }),
		new RawScreen(server, 'skarm-2026-48=' + 'A'.repeat(43), { screen: week }),
		new RawScreen(server, cookie.replace('2026-48', '2026-47'), { screen: '2026-W47' }),
		new RawScreen(server, cookie, { screen: '../2026-W48' }),
		new RawScreen(server, cookie, { samverkan: world.slug }),
		new RawScreen(server, world.stranger.cookie, { screen: week, samverkan: world.slug })
	];
	await waitFor(() => outsiders.every(({ refused }) => refused !== null), 'all to be refused');
	expect(outsiders.map(({ events }) => events)).toEqual(outsiders.map(() => []));
	const member = new RawScreen(server, world.reader.cookie, { screen: week, samverkan: world.slug });
	await waitFor(() => member.facts !== null, 'a member to see it without a link');
});

test('[MT17] a link that is revoked, runs out, or whose maker may no longer, is out within two seconds', async () => {
	let ahead = 0;
	const world = await makeWorld();
	const server = await startRooms(world, { now: () => Date.now() + ahead });
	const first = await openScreen(server, world, await linkCookie(server, world));
	const [link] = await server.screenLinks.open(world.week);
	await server.screenLinks.revoke(link!.hash, await actor(server, world));
	await waitFor(() => !first.connected, 'the revoked one to be out', 2_000);
	expect(await server.screenLinks.open(world.week)).toEqual([]);

	const second = await openScreen(server, world, await linkCookie(server, world, 1));
	const cookie = await linkCookie(server, world, 24);
	const third = await openScreen(server, world, cookie);
	ahead = 3_600_001;
	await waitFor(() => !second.connected, 'the one that ran out to be out', 2_000);
	expect(third.connected).toBe(true);

	await server.store.organisation.setMember(world.samverkan, world.alice.person, world.alice.party, ['reporter']);
	server.live.rightsChanged(world.samverkan, world.alice.person);
	await waitFor(() => !third.connected, 'the one of who may not make such to be out', 2_000);
	const again = new RawScreen(server, cookie, { screen: world.week.week });
	await waitFor(() => again.refused === 'session-ended', 'it to stay out');
});

test('[MT17] a log-out ends the screen of that log-in', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const auth = { screen: world.week.week, samverkan: world.slug };
	const screen = new RawScreen(server, world.bob.cookie, auth);
	await waitFor(() => screen.facts !== null, 'bob to see it');
	await server.accounts.sessions.endAll(world.bob.person);
	await waitFor(() => !screen.connected, 'it to be out', 2_000);
});

test('[MT17] only who may lead makes a link, for a day at most, and keys are not tried for ever', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const reader = (await server.store.organisation.actor(world.samverkan, world.reader.person))!;
	expect((await server.screenLinks.make(world.week, reader)).ok).toBe(false);
	const made = await server.screenLinks.make(world.week, await actor(server, world), 1_000);
	expect(made.ok && made.value.expiresAt - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
	const codes: string[] = [];
	for (let n = 0; n < 25; n++) {
		const tried = await server.screenLinks.exchange('B'.repeat(43), world.week.week, '192.0.2.7');
		codes.push(tried.ok ? 'ok' : tried.problem.code);
	}
	expect([codes[0], codes.at(-1)]).toEqual(['screen-link-over', 'too-many-attempts']);
	const key = made.ok ? made.value.key : '';
	expect((await server.screenLinks.exchange(key, world.week.week, '198.51.100.7')).ok).toBe(true);
	const { rows } = { rows: JSON.stringify(await server.store.meetings.links(world.week.id)) };
	expect(rows).not.toContain(key);
});

test('[MT18] a screen hears of its meeting and of no person, and moves nothing', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const screen = await openScreen(server, world, await linkCookie(server, world));
	const member = new RawScreen(server, world.bob.cookie, { samverkan: world.slug });
	await waitFor(() => member.events.includes('people:here'), 'bob to be told who is here');
	screen.socket.emit('meeting:join', world.week.week);
	screen.socket.emit('meeting:move', { do: 'show', step: 'sealing', scene: 'seal', page: 0, focus: null }, () => {
		screen.events.push('answered');
	});
	await server.meetings.move(
		world.week,
		{ do: 'show', step: 'situation', scene: 'overview', page: 0, focus: null },
		world.bob.person
	);
	await waitFor(() => screen.bytes.includes('"overview"'), 'the move to be heard');
	expect((await server.meetings.state(world.week)).scene).toBe('overview');
	expect(screen.bytes).not.toContain(world.bob.person);
	expect([...new Set(screen.events)].sort()).toEqual(['meeting:state', 'screen:facts', 'version:changed']);
});
