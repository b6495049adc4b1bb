import { expect, test } from 'vitest';
import { encodeStep2, encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import type { SocketClient } from '../support/socket-client.ts';
import { waitFor } from '../support/wait-for.ts';
import { isEnded, useArena } from './support/arena.ts';
import { HOSTILE, marksOf, valid } from './support/hostile.ts';

const at = useArena();

/** A client id that nobody has. */
let free = 4_000_000_000;

/** An honest client can be missing something too, so these are asked for it before they are let go. */
const HAVE_A_GAP = new Set(['U05', 'U20', 'U21', 'U50', 'U51']);

async function isAskedForTheRest(attacker: SocketClient) {
	await waitFor(() => attacker.of('refused').length > 0, 'the attacker to be told');
	expect(attacker.of('refused')[0]).toMatchObject({ resync: true, problem: { code: 'gap' } });
}

async function isTurnedAway(attacker: SocketClient) {
	await isEnded(attacker);
	expect(attacker.closed!.code).toBeGreaterThanOrEqual(4400);
	expect(attacker.closed!.code).toBeLessThan(4500);
}

for (const [what, make] of Object.entries(HOSTILE))
	test(`[GD1] ${what}: its sender is told or loses the socket, nobody else notices, and nothing is kept`, async () => {
		const arena = at();
		const { healthy, entry, server, world } = arena;
		for (const encode of [encodeUpdate, encodeStep2]) {
			const attacker = await arena.attacker();
			const before = (await server.store.journal.history(world.week.id)).length;
			const target = { doc: healthy.doc, entry, own: (free += 100) };
			attacker.send(encode(make(target, marksOf(target))));
			if (HAVE_A_GAP.has(what.slice(0, 3))) await isAskedForTheRest(attacker);
			else await isTurnedAway(attacker);
			expect(attacker.of('saved').every(({ n }) => n === 1)).toBe(true); // its own empty answer, and nothing after
			expect((await server.store.journal.history(world.week.id)).length).toBe(before);
			await arena.serves();
			attacker.close();
		}
	});

test('[GD1] one that is like them in all but that is taken', async () => {
	const arena = at();
	const attacker = await arena.attacker();
	const target = { doc: arena.healthy.doc, entry: arena.entry, own: (free += 100) };
	attacker.send(encodeUpdate(valid(target, marksOf(target))));
	await arena.serves();
	expect(attacker.closed).toBeNull();
	expect(attacker.of('saved').map(({ n }) => n)).toContain(2);
});
