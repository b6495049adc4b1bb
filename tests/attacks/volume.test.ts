import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { editEntry } from '../../src/lib/shared/board/entry.ts';
import {
	CLIENT_IDS_BURST,
	MAX_PRESENCE_BYTES,
	MAX_STATE_VECTOR_BYTES,
	MAX_UPDATE_BYTES,
	PRESENCE_BURST,
	UPDATE_BURST
} from '../../src/lib/shared/protocol/limits.ts';
import { encodeStep1, encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { connectSocket, openSocket } from '../support/socket-client.ts';
import { waitFor } from '../support/wait-for.ts';
import { isEnded, useArena } from './support/arena.ts';
import * as b from './support/bytes.ts';

const LIMITS = { perPerson: 8, perBoard: 10, documentsPerPerson: 1 };
const at = useArena({ connectionLimits: LIMITS });

const counted = (what: 'rejects' | 'drops', reason: string): boolean =>
	new RegExp(`_${what}_total\\{reason="${reason}"\\} [1-9]`).test(at().server.rooms.metrics.text());

test('[GD9] V01 somebody who writes without a pause is told to wait, and others are served meanwhile', async () => {
	const arena = at();
	const attacker = await arena.attacker();
	for (let n = 0; n < UPDATE_BURST + 50; n++)
		attacker.send(encodeUpdate(attacker.write((doc) => editEntry(doc, arena.entry, { severity: n % 2 ? 1 : 2 }))));
	await arena.serves();
	await isEnded(attacker);
	expect(attacker.closed?.code).toBe(4429);
	expect(counted('rejects', 'update-rate')).toBe(true);
});

test('[GD9] V02 somebody who asks for the whole document again and again is told to wait', async () => {
	const arena = at();
	const attacker = await arena.attacker();
	for (let n = 0; n < 400; n++) attacker.send(Uint8Array.of(0, 0, 1, 0));
	await isEnded(attacker);
	expect(attacker.closed?.code).toBe(4429);
	expect(attacker.of('step-2').length).toBeLessThan(10);
	expect(counted('rejects', 'step-1-rate')).toBe(true);
	await arena.serves();
});

test.each<[string, () => Uint8Array, code: number, reason: string]>([
	['V03 an update that is longer than a frame may be', () => new Uint8Array(2_000_000), 1009, ''],
	[
		'V04 an update that just fits in a frame',
		() => encodeUpdate(new Uint8Array(MAX_UPDATE_BYTES + 1)),
		4413,
		'update-size'
	],
	[
		'V05 a state vector without end',
		() => encodeStep1(new Uint8Array(MAX_STATE_VECTOR_BYTES + 1)),
		4400,
		'state-vector-size'
	],
	['V06 a state vector that is none', () => encodeStep1(Uint8Array.of(255, 255, 255, 255)), 4400, 'bad-state-vector'],
	['V07 noise', () => encodeUpdate(new Uint8Array(500_000).fill(255)), 4400, 'malformed']
])('[GD10] %s costs its sender the socket', async (_what, bytes, code, reason) => {
	const arena = at();
	const attacker = await arena.attacker();
	attacker.send(bytes());
	await isEnded(attacker);
	expect(attacker.closed?.code).toBe(code);
	if (reason) expect(counted('rejects', reason)).toBe(true);
	await arena.serves();
});

test('[GD11] V08 presence that is too long or too often is dropped without a word, and counted', async () => {
	const arena = at();
	const attacker = await arena.attacker();
	attacker.present([{ client: 5, clock: 1, state: { focus: null, more: 'x'.repeat(MAX_PRESENCE_BYTES) } }]);
	for (let clock = 2; clock < PRESENCE_BURST * 3; clock++) attacker.present([{ client: 5, clock, state: {} }]);
	await waitFor(() => counted('drops', 'presence-size') && counted('drops', 'presence-rate'), 'both to be counted');
	expect(attacker.closed).toBeNull();
	attacker.close();
	await arena.serves();
});

test('[GD12] V09 one person has so many windows, and the rest are asked to come back later', async () => {
	const arena = at();
	const { server, world } = arena;
	const open = Array.from({ length: LIMITS.perPerson }, () => openSocket(server, world.carol, world.week.id));
	await waitFor(() => open.every((client) => client.of('hello').length > 0), 'all to be in');
	const more = openSocket(server, world.carol, world.week.id);
	await isEnded(more);
	expect(more.closed?.code).toBe(4430);
	expect(counted('drops', 'connections-per-person')).toBe(true);
	await arena.serves();
	for (const client of open) client.close();
	await waitFor(() => open.every(({ closed }) => closed !== null), 'all to have gone');
	const later = await openSocket(server, world.carol, world.week.id).sync();
	later.close();
});

test('[GD12] V10 one board has so many connections', async () => {
	const arena = at();
	const { server, world } = arena;
	const people = [world.alice, world.carol];
	const open = Array.from({ length: LIMITS.perBoard - 1 }, (_, n) => openSocket(server, people[n % 2]!, world.week.id));
	await waitFor(() => open.every((client) => client.of('hello').length > 0), 'all to be in');
	const more = openSocket(server, world.reader, world.week.id);
	await isEnded(more);
	expect(more.closed?.code).toBe(4430);
	expect(counted('drops', 'connections-per-board')).toBe(true);
	await arena.serves();
	for (const client of open) client.close();
	await waitFor(() => open.every(({ closed }) => closed !== null), 'all to have gone');
});

test('[GD12] V11 one person has so many documents open', async () => {
	const { server, world } = at();
	const first = await openSocket(server, world.reader, world.week.id).sync();
	const second = openSocket(server, world.reader, world.actions.id);
	await isEnded(second);
	expect(second.closed?.code).toBe(4430);
	expect(counted('drops', 'documents-per-person')).toBe(true);
	first.close();
});

test('[GD12] V12 names of documents that there are not open no rooms', async () => {
	const arena = at();
	const { server, world } = arena;
	const rooms = server.rooms.size;
	const names = Array.from({ length: 60 }, () => randomBytes(16).toString('base64url'));
	const tries = names.map((name) => connectSocket(server, world.alice, name));
	await waitFor(() => tries.every(({ closed }) => closed !== null), 'all to be turned away');
	expect(new Set(tries.map(({ closed }) => closed?.code))).toEqual(new Set([4404]));
	expect(server.rooms.size).toBe(rooms);
	await arena.serves();
});

test('[GD13] V13 somebody who brings ever new client ids is told to wait: each stays in the document', async () => {
	const arena = at();
	const attacker = await arena.attacker();
	for (let n = 0; n < CLIENT_IDS_BURST + 20; n++) {
		const at = { root: 'entries', sub: `rad-${n}` };
		attacker.send(encodeUpdate(b.updateOf([{ client: 3_000_000_000 + n, clock: 0, structs: [b.type(1, at)] }])));
		if (attacker.closed) break;
	}
	await isEnded(attacker);
	await arena.serves();
});
