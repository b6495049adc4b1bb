import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import { encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry } from '../support/edits.ts';
import { openSynced, type SocketClient } from '../support/socket-client.ts';
import { makeWorld, type Login } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';
import { startChild } from './support/child.ts';
import { came, Ledger } from './support/ledger.ts';

const DISK = new URL('./support/disk.ts', import.meta.url).href;
const TEXT = 'Skräp och glas. '.repeat(30);

const acknowledged = (client: SocketClient) => Math.max(...client.of('saved').map(({ n }) => n)) - 1;
const said = (client: SocketClient) => client.of('store').at(-1)?.state;

function write(client: SocketClient, login: Login): RecordId {
	let id!: RecordId;
	client.send(encodeUpdate(client.write((doc) => (id = addEntry(doc, login, { text: TEXT, count: 1 })))));
	return id;
}

/** A server whose disk has been full since it began to write, with what was written until it said so. */
async function fillDisk() {
	const world = await makeWorld();
	const flag = join(world.folder, 'full');
	const child = await startChild(world.folder, { preload: [DISK], env: { FULL_WHEN: flag } });
	const alice = await openSynced(child, world.alice, world.week.id);
	const bob = await openSynced(child, world.bob, world.week.id);
	writeFileSync(flag, '');
	const ids: RecordId[] = [];
	await waitFor(() => {
		ids.push(write(alice, world.alice));
		return said(alice) === 'full';
	}, 'the disk to be full');
	return { world, flag, child, alice, bob, ids };
}

test('[FT4] a full disk: everybody is told, nothing is acknowledged or shown, and what was kept survives a kill', async () => {
	const { world, child, alice, bob, ids } = await fillDisk();
	await waitFor(() => said(bob) === 'full', 'bob to be told');
	const before = acknowledged(alice);
	for (let edit = 0; edit < 20; edit++) ids.push(write(alice, world.alice));
	await child.kill();
	await waitFor(() => alice.closed !== null && bob.closed !== null, 'the server to be gone');
	expect(acknowledged(alice)).toBe(before);
	const ledger = new Ledger();
	for (const id of ids.slice(0, acknowledged(alice))) ledger.owe('acknowledged', id, { count: 1, erased: false });
	for (const [id, state] of came(bob.doc)) ledger.owe('seen', id, state);
	expect(ids.length).toBeGreaterThan(acknowledged(alice) + 20);
	expect(await ledger.check(world.folder, world.week.id)).toMatchObject({
		acknowledgedLost: 0,
		seenLost: 0,
		damage: []
	});
}, 60_000);

test('[FT4] when there is room again, what waited is stored and shown by itself', async () => {
	const { flag, alice, bob, ids } = await fillDisk();
	rmSync(flag);
	await waitFor(() => acknowledged(alice) === ids.length, 'everything to be acknowledged', 5_000);
	await waitFor(() => said(alice) === 'ok' && said(bob) === 'ok', 'both to be told');
	await waitFor(() => came(bob.doc).size === ids.length, 'bob to see it all');
}, 60_000);
