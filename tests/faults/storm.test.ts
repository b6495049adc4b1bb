import { expect, test } from 'vitest';
import { addEntry } from '../support/edits.ts';
import { isSaved, openPeer } from '../support/open-peer.ts';
import { seeded } from '../support/seeded.ts';
import { makeWorld } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { startChild } from './support/child.ts';
import { rounds, seedOr } from './support/how-long.ts';

const PEERS = rounds(8, 60);

test(`[FT7] killed, and killed again while ${PEERS} come back at once: all are saved in the end, each edit once`, async () => {
	const random = seeded(seedOr(3));
	const world = await makeWorld();
	const first = await startChild(world.folder);
	const logins = [world.alice, world.bob, world.carol];
	const peers = Array.from({ length: PEERS }, (_, index) => {
		const login = logins[index % logins.length]!;
		return { login, document: openPeer(first, login, world.week, { random }) };
	});
	const documents = peers.map(({ document }) => document);
	await waitFor(() => documents.every(isSaved), 'all to be there', 30_000);
	await first.kill();
	await waitFor(() => documents.every(({ status }) => status.current.state === 'offline'), 'all to be lost');
	for (const { login, document } of peers) addEntry(document.doc, login, { text: 'Utan server' });
	const second = await startChild(world.folder, { port: first.port });
	await waitFor(
		() => documents.some(({ status }) => status.current.state !== 'offline'),
		'the first to be back',
		30_000
	);
	await second.kill();
	await startChild(world.folder, { port: first.port });
	await waitFor(() => documents.every(isSaved), 'all to be saved', 60_000);
	await waitFor(() => documents.every(({ doc }) => doc.getMap('entries').size === PEERS), 'all to have all');
	expect(documents.map(({ refusedCopy }) => refusedCopy)).toEqual(documents.map(() => null));
}, 150_000);
