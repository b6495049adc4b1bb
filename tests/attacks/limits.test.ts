import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { decode, type DecodedUpdate } from '../../server/realtime/guard/decode.ts';
import { checkPlaces } from '../../server/realtime/guard/places.ts';
import { Standing } from '../../server/realtime/guard/standing.ts';
import { bucket, take } from '../../server/accounts/rate.ts';
import { DOCUMENT_KINDS } from '../../src/lib/shared/board/schema.ts';
import type { PersonId } from '../../src/lib/shared/ids.ts';
import * as limits from '../../src/lib/shared/protocol/limits.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import * as b from './support/bytes.ts';
import { Table } from './support/table.ts';

const ROOTS = Object.keys(DOCUMENT_KINDS.week);
const row = (client: number, clock: number, structs: Uint8Array[]): b.Section => ({ client, clock, structs });
const maps = (count: number): Uint8Array[] =>
	Array.from({ length: count }, (_, n) => b.type(1, { root: 'entries', sub: `rad-${n}` }));
const clients = (count: number): b.Section[] => Array.from({ length: count }, (_, n) => row(9_000 - n, 0, maps(1)));
const ranges = (count: number): b.Deletes => ({
	client: 7,
	ranges: Array.from({ length: count }, (_, n) => [n * 2, 1])
});
const isLarge = (update: Uint8Array): boolean | string => {
	const decoded = decode(update, ROOTS);
	return typeof decoded === 'string' ? decoded : decoded.large;
};

test.each<[string, (beyond: number) => Uint8Array, within: boolean | string, beyond: boolean | string]>([
	['a clock', (more) => b.updateOf([row(7, limits.MAX_CLOCK - 1 + more, maps(1))]), false, 'malformed'],
	[
		'structs of one who is at work',
		(more) => b.updateOf([row(7, 0, maps(limits.MAX_UPDATE_STRUCTS + more))]),
		false,
		true
	],
	['client ids of one who is at work', (more) => b.updateOf(clients(limits.MAX_UPDATE_CLIENTS + more)), false, true],
	[
		'structs of a large update',
		(more) => b.updateOf([row(7, 0, maps(limits.MAX_LARGE_STRUCTS + more))]),
		true,
		'too-large'
	],
	['client ids of a large update', (more) => b.updateOf(clients(limits.MAX_LARGE_CLIENTS + more)), true, 'too-large'],
	['deleted ranges', (more) => b.updateOf([], [ranges(limits.MAX_DELETE_RANGES + more)]), false, 'too-large']
])('[GD20] %s: as many as the limit are taken, and one more is not', (_what, update, within, beyond) => {
	expect([isLarge(update(0)), isLarge(update(1))]).toEqual([within, beyond]);
});

test('[GD20] types in types: no deeper than the limit', () => {
	const { document } = new Table();
	const chain = (depth: number): Uint8Array[] => [
		b.type(1, { root: 'entries', sub: 'rad' }),
		...Array.from({ length: depth }, (_, clock) => b.type(1, { parent: { client: 7, clock }, sub: 'a' }))
	];
	const problem = (depth: number) =>
		checkPlaces(document.doc, decode(b.updateOf([row(7, 0, chain(depth))]), ROOTS) as DecodedUpdate);
	expect(problem(limits.MAX_DEPTH - 2)).toBeNull();
	expect(problem(limits.MAX_DEPTH + 2)).not.toBeNull();
});

test.each([
	['LARGE', limits.LARGE_BURST, limits.LARGE_PER_SECOND],
	['UPDATE', limits.UPDATE_BURST, limits.UPDATES_PER_SECOND],
	['PRESENCE', limits.PRESENCE_BURST, limits.PRESENCE_PER_SECOND],
	['STEP1', limits.STEP1_BURST, limits.STEP1_PER_SECOND],
	['CLIENT_IDS', limits.CLIENT_IDS_BURST, limits.CLIENT_IDS_PER_SECOND]
])('[GD20] a permit comes back at its own pace, and never more than the burst: %s', (_name, burst, perSecond) => {
	const permits = bucket(burst, perSecond, 0);
	const takeAll = (now: number): number => {
		let taken = 0;
		while (take(permits, now)) taken += 1;
		return taken;
	};
	expect(takeAll(0)).toBe(burst);
	expect(takeAll(999 / perSecond)).toBe(0);
	expect(takeAll(1_999 / perSecond)).toBe(1);
	expect(takeAll(1e12)).toBe(burst);
});

test('[GD20] refused again and again: the person may only read for a while', () => {
	const standing = new Standing('p' as PersonId, { error: () => undefined }, 0);
	for (let time = 1; time < limits.REFUSALS_BEFORE_READ_ONLY; time++) standing.offended('refusal', time);
	expect(standing.mayWrite(100)).toBe(true);
	standing.offended('refusal', 100);
	expect([standing.mayWrite(101), standing.mayWrite(100 + limits.READ_ONLY_MS)]).toEqual([false, true]);
});

test('[GD20] a packet on the other socket that is longer than its limit ends it', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const headers = { cookie: world.alice.cookie, origin: server.origin };
	const url = `${server.origin.replace('http', 'ws')}/live/?EIO=4&transport=websocket`;
	const ends = async (length: number): Promise<boolean> => {
		const socket = new WebSocket(url, { headers });
		socket.on('error', () => undefined);
		await once(socket, 'message');
		const said = Promise.race([once(socket, 'close'), once(socket, 'message')]);
		socket.send(`40${' '.repeat(length - 2)}`);
		await said;
		const ended = socket.readyState !== WebSocket.OPEN;
		socket.terminate();
		return ended;
	};
	expect(await ends(limits.MAX_LIVE_BYTES + 1)).toBe(true);
});
