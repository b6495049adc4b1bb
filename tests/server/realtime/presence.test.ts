import { expect, test } from 'vitest';
import { encodeAwareness } from '../../../src/lib/shared/protocol/messages.ts';
import { Line, openSaved } from '../../support/open-peer.ts';
import { openSynced, type SocketClient } from '../../support/socket-client.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { LiveDocument } from '../../../src/lib/sync/live-document.ts';

async function start() {
	const world = await makeWorld();
	return { world, server: await startRooms(world) };
}

const FOCUS = { root: 'entries', id: 'abcdefghijkl', field: 'text' };
const stamp = ({ person, name, party }: Login) => ({ person, name, party, funktion: `Funktion ${name}` });

const seenBy = ({ presences }: LiveDocument) => [...presences.current.values()];
const rowsFor = (client: SocketClient, id: number) =>
	client.of('presence').flatMap(({ rows }) => rows.filter((row) => row.client === id));

test('[PR1] others see which field somebody is in, and that they have left', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	alice.setFocus(FOCUS);
	await waitFor(() => seenBy(bob)[0]?.focus !== null && seenBy(bob).length === 1, 'bob to see alice');
	expect(seenBy(bob)).toEqual([{ focus: FOCUS, ...stamp(world.alice) }]);
	const carol = await openSaved(server, world.carol, world.week);
	await waitFor(() => seenBy(carol).length === 2, 'carol, who comes later, to see both');
	alice.close();
	await waitFor(() => seenBy(bob).every(({ person }) => person !== world.alice.person), 'bob to see alice gone');
});

test('[PR1] who comes back after a lost line is seen again, and sees the others', async () => {
	const { world, server } = await start();
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	const bob = await openSaved(server, world.bob, world.week);
	alice.setFocus(FOCUS);
	bob.setFocus(FOCUS);
	await waitFor(() => seenBy(bob).length === 1 && seenBy(alice).length === 1, 'both to see each other');
	line.cut();
	await waitFor(() => seenBy(bob).length === 0, 'bob to see alice gone');
	expect(seenBy(alice)).toEqual([]);
	line.mend();
	await waitFor(() => seenBy(bob)[0]?.focus?.field === 'text', 'bob to see alice again');
	await waitFor(() => seenBy(alice)[0]?.focus?.field === 'text', 'alice to see bob again');
});

test('[PR2] who somebody is comes from the session, whatever they say', async () => {
	const { world, server } = await start();
	const bob = await openSaved(server, world.bob, world.week);
	const liar = await openSynced(server, world.carol, world.week.id);
	const state = { focus: FOCUS, name: 'Alice Ek', person: world.alice.person, isAdmin: true, blob: 'x'.repeat(500) };
	liar.present([{ client: 77, clock: 1, state }]);
	await waitFor(() => seenBy(bob).length === 1, 'bob to see somebody');
	expect(seenBy(bob)).toEqual([{ focus: FOCUS, ...stamp(world.carol) }]);
	expect(Object.keys(rowsFor(liar, 77)[0]?.state as object).sort()).toEqual([
		'focus',
		'funktion',
		'name',
		'party',
		'person'
	]);
});

test('[PR2] nobody speaks for another client, nor for two', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	alice.present([{ client: 11, clock: 1, state: { focus: FOCUS } }]);
	await waitFor(() => rowsFor(bob, 11).length === 1, 'bob to see alice');
	bob.present([
		{ client: 11, clock: 2 ** 50, state: null },
		{ client: 22, clock: 1, state: { focus: null } },
		{ client: 33, clock: 1, state: { focus: FOCUS } }
	]);
	await waitFor(() => rowsFor(alice, 22).length === 1, 'alice to see bob');
	expect(rowsFor(alice, 33)).toEqual([]);
	alice.present([{ client: 11, clock: 2, state: { focus: null } }]);
	await waitFor(() => rowsFor(bob, 11).length === 2, 'alice to go on');
	expect(rowsFor(bob, 11).map(({ clock }) => clock)).toEqual([1, 2]);
});

test('[PR3] much presence becomes few frames, sent to its sender too', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	for (let clock = 1; clock <= 50; clock++)
		alice.present([{ client: 11, clock, state: { focus: { ...FOCUS, field: `f${clock}` } } }]);
	await waitFor(() => rowsFor(bob, 11).some(({ clock }) => clock === 50), 'bob to see where alice ended');
	expect(bob.of('presence').length).toBeLessThan(10);
	await waitFor(() => rowsFor(alice, 11).some(({ clock }) => clock === 50), 'alice to hear of herself');
});

test('[PR3] presence that is too long, too much or no presence is dropped without a word', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	alice.send(encodeAwareness(Uint8Array.of(9, 9, 9)));
	alice.present([{ client: 11, clock: 1, state: { focus: FOCUS, blob: 'x'.repeat(20_000) } }]);
	alice.present([{ client: 11, clock: 2, state: { focus: { ...FOCUS, field: 'x'.repeat(65) } } }]);
	await waitFor(() => rowsFor(bob, 11).length === 1, 'bob to see what may be seen');
	expect(rowsFor(bob, 11)[0]).toMatchObject({ clock: 2, state: { focus: null } });
	expect(alice.open).toBe(true);
});
