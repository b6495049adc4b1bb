import { expect, onTestFinished, test } from 'vitest';
import type { MeetingMove } from '../../../src/lib/shared/meeting/meeting-state.ts';
import type { MeetingNews } from '../../../src/lib/shared/protocol/events.ts';
import { LiveSocket } from '../../../src/lib/sync/live-socket.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Somebody's window in the meeting, and what it has heard. */
class Guest {
	readonly news: MeetingNews[] = [];
	readonly socket: LiveSocket;

	constructor({ origin }: RoomsServer, { cookie }: Login, world: World) {
		this.socket = new LiveSocket({
			...{ samverkan: world.slug, url: origin, headers: { origin, cookie } },
			handlers: { 'meeting:state': (news) => this.news.push(news) }
		});
		this.socket.joinMeeting(world.week.week);
		onTestFinished(() => this.socket.close());
	}

	get version(): number | undefined {
		return this.news.at(-1)?.state.version;
	}
	get scene(): string | undefined {
		return this.news.at(-1)?.state.scene;
	}
}

const show = (scene: string): MeetingMove => ({ do: 'show', step: 'situation', scene, page: 0, focus: null });

async function begin(world: World, server: RoomsServer) {
	await server.store.documents.setWeekState(world.week.id, 'meeting', world.alice.person, Date.now());
	server.live.weekMoved(world.samverkan, { week: world.week.week, document: world.week.id });
}

async function join(server: RoomsServer, login: Login, world: World) {
	const guest = new Guest(server, login, world);
	await waitFor(() => guest.news.length > 0, `${login.name} to be told where the meeting is`);
	return guest;
}

test('[MT15] the meeting begins with its week, and who comes late is where it is', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const alice = await join(server, world.alice, world);
	expect(alice.news[0]?.state.startedAt).toBeNull();
	await begin(world, server);
	await waitFor(() => alice.news.at(-1)?.state.startedAt !== null, 'the clock to run');
	expect(await alice.socket.moveMeeting(show('area:x'))).toBe(true);
	await waitFor(() => alice.scene === 'area:x', 'the move to be heard');
	const late = await join(server, world.reader, world);
	expect(late.news[0]?.state).toEqual(alice.news.at(-1)?.state);
	expect(late.news[0]?.at).toBeGreaterThan(0);
});

test('[MT15] a restart in the middle of a meeting goes on where it was, and everybody with it', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	await begin(world, server);
	const [alice, bob] = await Promise.all([join(server, world.alice, world), join(server, world.bob, world)]);
	await waitFor(() => alice.news.at(-1)?.state.startedAt !== null, 'the meeting to have begun');
	for (const scene of ['a', 'b', 'c']) await alice.socket.moveMeeting(show(scene));
	await waitFor(() => bob.scene === 'c', 'the last move');
	const before = bob.news.at(-1)!.state;
	const [heard, heardByAlice] = [bob.news.length, alice.news.length];
	await server.close();
	const again = await startRooms(world, { port: server.port });
	await waitFor(() => bob.news.length > heard, 'bob to be back');
	expect(bob.news.at(-1)?.state).toEqual(before);
	await waitFor(() => alice.news.length > heardByAlice, 'alice to be back');
	expect(await alice.socket.moveMeeting(show('d'))).toBe(true);
	await waitFor(() => bob.scene === 'd', 'the next move');
	expect(bob.version).toBe(before.version + 1);
	await again.close();
});

test('[MT15] a meeting that was never meant to be leaves nothing, and one that ends stops its clock', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const week = { ...world.week, state: 'meeting' as const };
	await server.meetings.weekMoved(week);
	await server.meetings.weekMoved({ ...week, state: 'ended' });
	expect((await server.meetings.state(week)).pausedAt).not.toBeNull();
	await server.meetings.weekMoved(week);
	expect((await server.meetings.state(week)).pausedAt).toBeNull();
	await server.meetings.weekMoved({ ...week, state: 'compiling' });
	expect((await server.meetings.state(week)).startedAt).toBeNull();
	expect((await server.meetings.state(week)).version).toBe(4);
});

test('[MT16] sammankallande and samordnare move it, others and other weeks do not', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const [alice, carol, reader] = await Promise.all(
		[world.alice, world.carol, world.reader].map((login) => join(server, login, world))
	);
	expect(await carol!.socket.moveMeeting(show('carol'))).toBe(true);
	expect(await reader!.socket.moveMeeting(show('reader'))).toBe(false);
	alice!.socket.joinMeeting(null);
	expect(await alice!.socket.moveMeeting(show('nowhere'))).toBe(false);
	await waitFor(() => reader!.scene === 'carol', 'the move that was one');
	expect((await server.meetings.state(world.week)).by).toBe(world.carol.person);
});

test('[MT16] nothing malformed moves it, and nobody faster than people press', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const alice = await join(server, world.alice, world);
	for (const bad of [
		null,
		{},
		{ do: 'show' },
		{ ...show('x'), page: -1 },
		show('y'.repeat(65)),
		{ ...show('x'), more: 1 }
	])
		expect(await alice.socket.moveMeeting(bad as MeetingMove)).toBe(false);
	expect((await server.meetings.state(world.week)).version).toBe(0);
	const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => alice.socket.moveMeeting(show(`s${n}`))));
	expect(answers.filter((moved) => moved).length).toBeLessThan(120);
	expect(answers.slice(0, 15)).toEqual(Array(15).fill(true));
});
