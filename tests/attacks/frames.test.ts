import { expect, test } from 'vitest';
import { waitFor } from '../support/wait-for.ts';
import { useArena, type Arena } from './support/arena.ts';
import { frame, openRaw, type RawSocket } from './support/raw-socket.ts';

const path = ({ world }: Arena) => `/sync/${world.week.id}`;

/** What goes over the socket, and the code that it is closed with; 0 is that the connection just ends. */
const MALFORMED: Record<string, [bytes: () => Buffer[], code: number]> = {
	'F01 a text frame with a number': [() => [frame({ first: 0x81, payload: Buffer.from('9007199254740993') })], 1003],
	'F02 an empty text frame': [() => [frame({ first: 0x81 })], 1003],
	'F03 a frame that is not masked': [() => [frame({ masked: false, payload: Buffer.of(0, 0, 1, 0) })], 1002],
	'F04 reserved bits': [() => [frame({ first: 0xf2 })], 1002],
	'F05 an opcode that there is not': [() => [frame({ first: 0x83 })], 1002],
	'F06 a continuation of nothing': [() => [frame({ first: 0x80, payload: Buffer.of(1) })], 1002],
	'F07 a control frame in parts': [() => [frame({ first: 0x09 })], 1002],
	'F08 a ping that is too long': [() => [frame({ first: 0x89, payload: Buffer.alloc(126) })], 1002],
	'F09 a close with half a code': [() => [frame({ first: 0x88, payload: Buffer.of(3) })], 1002],
	'F10 a close with a code that there is not': [() => [frame({ first: 0x88, payload: Buffer.of(0, 1) })], 1002],
	'F11 a close whose words are no text': [() => [frame({ first: 0x88, payload: Buffer.of(3, 232, 0xff) })], 1007],
	'F12 a length that no memory has': [() => [frame({ announced: 2n ** 62n })], 1009],
	'F13 a message that is too long': [() => [frame({ payload: Buffer.alloc(1024 * 1024 + 1) })], 1009],
	'F14 a message that is too long, in parts': [
		() => [
			frame({ first: 0x02, payload: Buffer.alloc(700_000) }),
			frame({ first: 0x80, payload: Buffer.alloc(700_000) })
		],
		1009
	],
	'F15 a message of a type that there is not': [() => [frame({ payload: Buffer.of(99, 1, 2) })], 4400],
	'F16 a message that ends in the middle': [() => [frame({ payload: Buffer.of(0, 2, 200, 1) })], 4400],
	'F17 no message at all': [() => [frame({ payload: Buffer.of() })], 4400],
	'F18 what only the server says': [() => [frame({ payload: Buffer.of(65, 1, 1) })], 4400]
};

const at = useArena();

test.each(Object.entries(MALFORMED))('[GD5] %s ends its sender alone', async (_what, [bytes, code]) => {
	const arena = at();
	const { world, server } = arena;
	const raw = await openRaw(server, world.alice, path(arena));
	for (const each of bytes()) raw.socket.write(each);
	await waitFor(() => raw.closed() !== null, 'the close');
	expect(raw.closed()).toBe(code);
	await arena.serves();
});

test('[GD5] F19 a message in a hundred thousand parts of a letter costs its sender the socket, and no memory', async () => {
	const arena = at();
	const raw = await openRaw(arena.server, arena.world.alice, path(arena));
	const parts = Buffer.concat(Array.from({ length: 100_000 }, () => frame({ first: 0x00, payload: Buffer.of(1) })));
	raw.socket.write(frame({ first: 0x02, payload: Buffer.of(0) }));
	raw.socket.write(parts);
	await arena.serves();
	await waitFor(() => raw.closed() !== null, 'the close');
	await arena.serves();
});

test('[GD5] F20 ten thousand pings at once cost nobody else anything', async () => {
	const arena = at();
	const raw = await openRaw(arena.server, arena.world.alice, path(arena));
	raw.socket.write(Buffer.concat(Array.from({ length: 10_000 }, () => frame({ first: 0x89 }))));
	await arena.serves();
	await arena.serves();
});

test('[GD5] F21 half a frame keeps nobody waiting', async () => {
	const arena = at();
	const raw = await openRaw(arena.server, arena.world.alice, path(arena));
	raw.socket.write(frame({ payload: Buffer.alloc(1000) }).subarray(0, 300));
	await arena.serves();
});

test('[GD6] F22 compression that is asked for is not given', async () => {
	const arena = at();
	const offer = { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits' };
	const raw = await openRaw(arena.server, arena.world.alice, path(arena), offer);
	expect(raw.answer).toMatch(/^HTTP\/1\.1 101/);
	expect(raw.answer.toLowerCase()).not.toContain('sec-websocket-extensions');
});

test('[GD6] F23 handshakes that are none get no socket', async () => {
	const arena = at();
	const { server, world } = arena;
	const wrong: Record<string, string>[] = [
		{ 'sec-websocket-key': 'short' },
		{ 'sec-websocket-version': '12' },
		{ upgrade: 'h2c' }
	];
	for (const headers of wrong) {
		const raw: RawSocket | null = await openRaw(server, world.alice, path(arena), headers).catch(() => null);
		expect(raw?.answer ?? '').not.toMatch(/^HTTP\/1\.1 101/);
	}
	await arena.serves();
});

test('[GD7] before we know who it is, a connection has little time and little room', () => {
	const arena = at();
	const { http } = arena.server;
	expect(http.headersTimeout).toBeLessThanOrEqual(10_000);
	expect(http.maxHeadersCount).toBeLessThanOrEqual(100);
});
