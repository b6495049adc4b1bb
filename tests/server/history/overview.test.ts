import { expect, test } from 'vitest';
import { Overview } from '../../../server/boards/overview.ts';
import { History } from '../../../server/history/history.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { startSealing, type SealWorld } from '../seal/support.ts';

const AT = Date.parse('2026-11-26T10:00:00Z');

function overviewOf({ server, seals }: SealWorld): Overview {
	const { store, rooms } = server;
	const history = new History({ store, rooms, log: { error: () => undefined } });
	return new Overview({ store, rooms, history, readSealed: (week) => seals.read(week), now: () => AT });
}

const everything = () => true;
const textsOf = async (overview: Overview, actor: Actor) =>
	(await overview.read(actor, everything)).weeks.map(({ key, rows }) => [key, rows.map(({ text }) => text)]);

test('[OV7] [OV8] sealed weeks are counted from their records; who reads those alone sees nothing of the others', async () => {
	const world = await startSealing();
	await world.openWeek('2026-W47');
	await world.seal('2026-W47' as WeekKey);
	const overview = overviewOf(world);
	const alice = await world.actor(world.world.alice);
	const leader: Actor = { ...alice, roles: ['leader'] };
	const sealed = ['2026-W47', ['Rad i 2026-W47']];
	expect(await textsOf(overview, alice)).toEqual([sealed, ['2026-W48', ['Rad i 2026-W48']]]);
	expect(await textsOf(overview, leader)).toEqual([sealed]);
	expect(await overview.boards(leader)).toEqual(['2026-W47']);
	expect(await overview.boards({ ...alice, roles: ['external'] })).toEqual([]);
	expect(await textsOf(overview, alice)).toHaveLength(2); // once more, from what was kept
});
