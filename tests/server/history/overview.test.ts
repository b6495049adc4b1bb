import { expect, test } from 'vitest';
import { Overview } from '../../../server/boards/overview.ts';
import { History } from '../../../server/history/history.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { removedWeeks } from '../../../src/lib/server/overview-removed.ts';
import { HIDDEN } from '../../../src/lib/shared/redaction/mask.ts';
import { addEntry } from '../../support/edits.ts';
import { dispose, retentionOf } from '../events/retention-support.ts';
import { emptied, flaggingOf } from '../redaction/support.ts';
import { startSealing, tamper, valueOf, type SealWorld } from '../seal/support.ts';

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

const NAME = 'Zåkarias Ödlund ses vid kiosken';

/** A sealed week with a row that names somebody, and an overview that has read it already. */
async function sealedWithName() {
	const world = await startSealing();
	const { week } = await world.openWeek('2026-W47');
	const document = (await world.server.store.documents.findWeek(world.world.samverkan, week))!.id;
	let row = '' as ReturnType<typeof addEntry>;
	await world.server.rooms.edit(document, 'desk', world.world.alice.person, (doc) => {
		row = addEntry(doc, world.world.alice, { text: NAME });
	});
	await world.seal(week);
	const overview = overviewOf(world);
	const alice = await world.actor(world.world.alice);
	const words = async () => JSON.stringify((await overview.read(alice, everything)).weeks);
	expect(await words()).toContain(NAME);
	return { ...world, week, document, row, overview, alice, words };
}

test('[OV7] a fastställd week is what its record says, whatever has become of its document', async () => {
	const { server, document, row, alice, words, ...world } = await sealedWithName();
	await server.rooms.amend(document, (doc) => textOf(doc, entryKind, row, 'text')!.insert(0, 'Efteråt: '));
	expect(JSON.stringify(await server.rooms.read(document, 'week'))).toContain(`Efteråt: ${NAME}`);
	const anew = JSON.stringify((await overviewOf({ ...world, server }).read(alice, everything)).weeks);
	for (const said of [anew, await words()]) {
		expect(said).toContain(NAME);
		expect(said).not.toContain('Efteråt');
	}
});

test('[OV13] flagged words are hidden at once, and shown again when it was a false alarm', async () => {
	const { server, document, row, alice, words } = await sealedWithName();
	const flagging = flaggingOf(server);
	const flag = valueOf(await flagging.flag(alice, { document, root: 'entries', record: row }, 'Namn'));
	expect(await words()).not.toContain('Zåkarias');
	expect(await words()).toContain(HIDDEN);
	valueOf(await flagging.showAgain(alice, flag.id));
	expect(await words()).toContain(NAME);
});

test('[OV13] what was taken away is gone from what was kept', async () => {
	const { server, document, row, alice, words } = await sealedWithName();
	const flagging = flaggingOf(server);
	const flag = valueOf(await flagging.flag(alice, { document, root: 'entries', record: row }, 'Namn'));
	const instead = ['En person ses vid kiosken', ...emptied(flag).slice(1)];
	valueOf(await flagging.redact(alice, flag.id, { instead, reason: 'Pekar ut någon' }));
	expect(await words()).not.toContain('Zåkarias');
	expect(await words()).toContain('Rad i 2026-W47');
});

test('[OV12] [OV13] a gallrad week is gone from what was kept and says by which decision, unlike one that is broken', async () => {
	const { server, week, overview, alice, words } = await sealedWithName();
	await dispose(retentionOf(server), alice, { weeks: 6 });
	overview.forget(); // as the services have the gallring tell it
	expect(await words()).not.toContain('Zåkarias');
	const { damaged } = await overview.read(alice, everything);
	expect(damaged).toEqual([week]);
	expect(await removedWeeks(server.store, alice, damaged)).toEqual([{ week, decision: 'KS 2026/77' }]);

	const broken = await sealedWithName();
	tamper(broken.world.folder, "UPDATE seals SET content = CAST('{' AS BLOB)");
	broken.overview.forget();
	const unreadable = (await broken.overview.read(broken.alice, everything)).damaged;
	expect(unreadable).toEqual([broken.week]);
	expect(await removedWeeks(broken.server.store, broken.alice, unreadable)).toEqual([]);
});
