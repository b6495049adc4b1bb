import { expect, test } from 'vitest';
import { encodeStep2, encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { addEntry, type } from '../support/edits.ts';
import { waitFor } from '../support/wait-for.ts';
import { isEnded, useArena } from './support/arena.ts';
import * as b from './support/bytes.ts';
import { frame, openRaw } from './support/raw-socket.ts';

const alarms: unknown[] = [];
const log = {
	error: (...what: unknown[]) => void alarms.push(what),
	warn: () => undefined,
	info: () => undefined,
	debug: () => undefined
};
const at = useArena({ log: log as never });

test.each(['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:1'])(
	'[GD14] D01 a page of %s gets no socket',
	async (origin) => {
		const { server, world } = at();
		const raw = await openRaw(server, world.alice, `/sync/${world.week.id}`, { origin });
		expect(raw.answer).toMatch(/^HTTP\/1\.1 403/);
	}
);

test.each([
	'/sync/',
	'/sync/../sync/x',
	'/sync/%2e%2e%2f',
	'/sync/AAAAAAAAAAAAAAAAAAAAAA',
	'/sync/AAAAAAAAAAAAAAAAAAAAAAA',
	'/sync/AAAAAAAAAAAAAAAAAAAAA%41',
	"/sync/' OR 1=1 --",
	'/sync/AAAAAAAAAAAAAAAAAAAAAA/../x',
	`/sync/${'A'.repeat(5_000)}`
])('[GD14] D03 %s is no document, and answered as a forbidden one is', async (path) => {
	const arena = at();
	const raw = await openRaw(arena.server, arena.world.alice, path.replaceAll(' ', '%20'));
	await waitFor(() => raw.closed() !== null, 'the close');
	expect(raw.closed()).toBe(4404);
	await arena.serves();
});

test('[GD15] D04 who may only read changes nothing, by any kind of message, and may read on', async () => {
	const arena = at();
	const { world, healthy, entry } = arena;
	const before = JSON.stringify(healthy.doc.getMap('entries').toJSON());
	for (const encode of [encodeUpdate, encodeStep2]) {
		for (const change of ['add', 'edit', 'delete'] as const) {
			const reader = await arena.attacker(world.reader);
			reader.send(
				encode(
					reader.write((doc) => {
						if (change === 'add') addEntry(doc, world.reader, { text: 'Läsaren var här' });
						else if (change === 'edit') type(doc, entry, 'Läsaren ');
						else doc.getMap('entries').delete(entry);
					})
				)
			);
			await waitFor(() => reader.of('refused').length > 0, 'the reader to be told');
			expect(reader.of('refused')[0]?.problem.code).toBe('read-only');
			expect(reader.of('saved').map(({ n }) => n)).toEqual([1]);
		}
	}
	expect(JSON.stringify(healthy.doc.getMap('entries').toJSON())).toBe(before);
	const reader = await arena.attacker(world.reader);
	reader.present([{ client: reader.doc.clientID, clock: 1, state: { focus: null } }]);
	await waitFor(
		() => healthy.of('presence').some(({ rows }) => rows.some(({ client }) => client === reader.doc.clientID)),
		'the reader to be seen'
	);
	reader.close();
});

test('[GD16] three broken updates within an hour: the person may only read for an hour, and the log raises the alarm', async () => {
	const arena = at();
	const { world } = arena;
	const first = await arena.attacker(world.carol);
	const again = async () => {
		const { openSynced } = await import('../support/socket-client.ts');
		return openSynced(arena.server, world.carol, world.week.id);
	};
	first.send(encodeUpdate(b.updateOf([{ client: 77, clock: 0, structs: [b.gc(0)] }])));
	await isEnded(first);
	for (let more = 0; more < 2; more++) {
		const next = await again();
		expect(next.of('hello')[0]?.role).toBe('write');
		next.send(encodeUpdate(b.updateOf([{ client: 77, clock: 0, structs: [b.gc(0)] }])));
		await isEnded(next);
	}
	const punished = await again();
	expect(punished.of('hello')[0]?.role).toBe('read');
	punished.send(encodeUpdate(punished.write((doc) => addEntry(doc, world.carol))));
	await waitFor(() => punished.of('refused').length > 0, 'carol to be refused');
	expect(JSON.stringify(alarms)).toContain('ALARM');
	const later = await arena.attacker(world.carol);
	expect(later.of('hello')[0]?.role).toBe('write');
	later.close();
	await arena.serves();
});

test('[GD17] a program that is older than the documents hands in what it has, and is then told to reload', async () => {
	const arena = at();
	const { server, world, healthy } = arena;
	const raw = await openRaw(server, world.alice, `/sync/${world.week.id}?schema=0`);
	const update = b.updateOf([]);
	raw.socket.write(frame({ payload: Buffer.from(encodeStep2(update)) }));
	await waitFor(() => raw.closed() !== null, 'the close');
	expect(raw.closed()).toBe(4426);
	expect(healthy.closed).toBeNull();
});
