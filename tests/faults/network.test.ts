import { expect, onTestFinished, test } from 'vitest';
import { addEntry, entryText, type } from '../support/edits.ts';
import { isSaved, openSaved } from '../support/open-peer.ts';
import { openSynced } from '../support/socket-client.ts';
import { makeWorld, startRooms, type RoomsServer } from '../support/start-rooms.ts';
import { openRelay } from '../support/tcp-relay.ts';
import { waitFor } from '../support/wait-for.ts';
import { isLong } from './support/how-long.ts';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { textOf } from '../../src/lib/shared/board/record.ts';

async function behindRelay() {
	const world = await makeWorld();
	const server = await startRooms(world);
	const relay = await openRelay(server.port);
	const far = { url: relay.url, origin: server.origin };
	const alice = await openSaved(far, world.alice, world.week);
	const bob = await openSaved(server, world.bob, world.week);
	return { world, server, relay, far, alice, bob };
}

const connections = (server: RoomsServer) =>
	new Promise<number>((resolve, reject) =>
		server.http.getConnections((error, count) => (error ? reject(error) : resolve(count)))
	);

test('[FT3] a network that is cut: nothing is called saved meanwhile, and both agree within two seconds of its return', async () => {
	const { world, relay, alice, bob } = await behindRelay();
	relay.set('cut');
	const hers = addEntry(alice.doc, world.alice, { text: 'Utan nät' });
	const theirs = addEntry(bob.doc, world.bob, { text: 'Med nät' });
	let falselySaved = 0;
	const stop = alice.status.subscribe(({ state }) => (falselySaved += state === 'saved' ? 1 : 0));
	await waitFor(() => alice.status.current.state === 'offline' && isSaved(bob), 'alice to be cut off');
	stop();
	expect(falselySaved).toBe(0);
	relay.set('open');
	await waitFor(() => alice.status.current.state !== 'offline', 'alice to be back');
	await waitFor(
		() => isSaved(alice) && entryText(bob.doc, hers) !== undefined && entryText(alice.doc, theirs) !== undefined,
		'both to agree',
		2_000
	);
});

test('[FT3] a line that goes silent: the edit on it is not called saved, and arrives when the line is found to be dead', async () => {
	const { world, relay, alice, bob } = await behindRelay();
	relay.set('silent');
	const id = addEntry(alice.doc, world.alice, { text: 'Ingen hör' });
	addEntry(bob.doc, world.bob);
	await waitFor(() => isSaved(bob), 'bob to be saved');
	expect(isSaved(alice)).toBe(false);
	relay.replace();
	await waitFor(() => isSaved(alice) && entryText(bob.doc, id) === 'Ingen hör', 'the edit to arrive');
});

test.runIf(isLong)(
	'[FT3] a half-open line is given up by the client in 15 s and by the server in 60 s',
	async () => {
		const { world, server, relay, alice } = await behindRelay();
		const before = await connections(server);
		relay.set('silent');
		addEntry(alice.doc, world.alice);
		await waitFor(() => alice.status.current.state === 'offline', 'the client to give up', 15_000);
		alice.close();
		let left = before;
		const look = setInterval(() => void connections(server).then((count) => (left = count)), 500);
		onTestFinished(() => clearInterval(look));
		await waitFor(() => left < before, 'the server to give up', 60_000);
	},
	120_000
);

test.runIf(isLong)(
	'[FT3] a reader that stalls is let go, others are served within a second, and it heals',
	async () => {
		const { world, server, relay, far, alice, bob } = await behindRelay();
		alice.close(); // a page of ours would give up a line that says nothing before the server does
		const id = addEntry(bob.doc, world.bob, { text: 'Rad' });
		await waitFor(() => isSaved(bob), 'bob to be saved');
		const slow = await openSynced(far, world.alice, world.week.id);
		const flood = await openSynced(server, world.carol, world.week.id);
		const isLetGo = () => server.rooms.metrics.text().includes('{reason="slow-reader"}');
		relay.set('stalled');
		let slowest = 0;
		for (let round = 0; round < 400 && !isLetGo(); round++) {
			for (let edit = 0; edit < 100; edit++)
				flood.send(
					encodeUpdate(
						flood.write((doc) => {
							const text = textOf(doc, entryKind, id, 'text')!;
							text.delete(0, text.length);
							text.insert(0, 'x'.repeat(590));
						})
					)
				);
			const [began, row] = [performance.now(), addEntry(bob.doc, world.bob)];
			await waitFor(() => flood.doc.getMap('entries').has(row), 'another to see bob’s row');
			slowest = Math.max(slowest, performance.now() - began);
			await new Promise((resolve) => setTimeout(resolve, 200)); // no faster than the limit on updates
		}
		expect(isLetGo()).toBe(true);
		expect(slowest).toBeLessThan(1_000);
		relay.replace();
		await waitFor(() => slow.closed !== null, 'the slow one to hear of it');
		const again = await openSaved(far, world.alice, world.week);
		type(bob.doc, id, 'Sist ');
		await waitFor(() => entryText(again.doc, id) === entryText(bob.doc, id), 'the reader to have it all');
	},
	180_000
);
