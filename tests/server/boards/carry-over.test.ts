import { pino } from 'pino';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { carryOver } from '../../../server/boards/carry-over.ts';
import { readEarlierWords } from '../../../server/boards/earlier-words.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { assessCarried, carriedKind, carryRows, goesOn } from '../../../src/lib/shared/board/carried.ts';
import { entryKind, type Trend } from '../../../src/lib/shared/board/entry.ts';
import { addNote } from '../../../src/lib/shared/board/note.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { createRecord } from '../../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../../src/lib/shared/board/remove.ts';
import { handleReturned } from '../../../src/lib/shared/board/returned.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { addEntry } from '../../support/edits.ts';
import { openSaved } from '../../support/open-peer.ts';
import { makeWorld, startRooms, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { buildDocument } from '../../support/week-page.ts';
import { waitFor } from '../../support/wait-for.ts';

/** The Monday of v. 48. */
const NOW = Date.parse('2026-11-23T08:00:00Z');
const SILENT = pino({ level: 'silent' });
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

interface Scene {
	world: World;
	server: RoomsServer;
	/** Lines of the log. */
	warnings: { event: string }[];
	/** A week in a state, with what is written in it before that. */
	week(key: string, state: WeekState, write?: (doc: Parameters<typeof addEntry>[0]) => void): Promise<WeekDocument>;
	open(week: WeekDocument): Promise<boolean>;
	carried(week: WeekDocument): Promise<[id: string, from: string | null][]>;
	returned(week: WeekDocument): Promise<string[]>;
}

async function start(): Promise<Scene> {
	const world = await makeWorld();
	const server = await startRooms(world);
	const { store, rooms } = server;
	const warnings: { event: string }[] = [];
	const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) });
	const parts = { store, rooms, log, now: () => NOW };
	return {
		world,
		server,
		warnings,
		async week(key, state, write) {
			const { id } = await store.documents.weekDocument(world.samverkan, key as WeekKey);
			if (write) await rooms.edit(id, 'desk', world.alice.person, write);
			await store.documents.setWeekState(id, state, world.alice.person, NOW);
			await rooms.weekStateChanged(id);
			return (await store.documents.find(id)) as WeekDocument;
		},
		open: (week) => carryOver(parts, week),
		carried: async ({ id }) => (await rooms.read(id, 'week')).carried.map(({ id, from }) => [id, from]),
		returned: async ({ id }) => (await rooms.read(id, 'week')).returned.map(({ id }) => id)
	};
}

const trend = (trend: Trend) => ({ assessment: { kind: 'trend', trend } as const });

test('[CO3] a week that is opened has the rows of the week before that still stand, and only those', async () => {
	const { world, week, open, carried } = await start();
	const ids: Record<string, RecordId> = {};
	await week('2026-W47', 'sealed', (doc) => {
		ids.rising = addEntry(doc, world.alice, trend('rising'));
		ids.unseen = addEntry(doc, world.alice);
		ids.ceased = addEntry(doc, world.alice, trend('ceased'));
		ids.removed = addEntry(doc, world.alice);
		removeRecord(doc, entryKind, ids.removed, world.alice.person, NOW);
	});
	const opened = await week('2026-W48', 'reporting');
	expect(await open(opened)).toBe(true);
	expect((await carried(opened)).sort()).toEqual(
		[
			[ids.rising, '2026-W47'],
			[ids.unseen, '2026-W47']
		].sort()
	);
	expect(await open(opened)).toBe(false);
});

test('[CO3] what still stands goes on from week to week, with the week its words are in', async () => {
	const { world, week, open, carried, server } = await start();
	const ids: RecordId[] = [];
	await week('2026-W45', 'sealed', (doc) => {
		for (let n = 0; n < 3; n++) ids.push(addEntry(doc, world.alice, trend('new')));
	});
	const second = await week('2026-W46', 'reporting');
	await open(second);
	await server.rooms.edit(second.id, 'meeting', null, (doc) => {
		assessCarried(doc, ids[0]!, 'unchanged', SERVER);
		assessCarried(doc, ids[1]!, 'ceased', SERVER);
		removeRecord(doc, carriedKind, ids[2]!, world.alice.person, NOW, SERVER);
	});
	await week('2026-W46', 'sealed');
	const third = await week('2026-W47', 'reporting');
	await open(third);
	expect(await carried(third)).toEqual([[ids[0], '2026-W45']]);
});

test('[CO4] a week that was skipped, or one in two, breaks no chain', async () => {
	const { world, week, open, carried } = await start();
	const ids: RecordId[] = [];
	await week('2026-W44', 'sealed', (doc) => void ids.push(addEntry(doc, world.alice)));
	await week('2026-W46', 'reporting', (doc) => void ids.push(addEntry(doc, world.alice))); // nobody met
	await week('2026-W47', 'upcoming');
	const opened = await week('2026-W48', 'reporting');
	await open(opened);
	expect((await carried(opened)).sort()).toEqual(
		[
			[ids[0], '2026-W44'],
			[ids[1], '2026-W46']
		].sort()
	);
});

test('[CO4] what was said in a week that did not meet is the last word', async () => {
	const { world, week, open, carried, server } = await start();
	const ids: RecordId[] = [];
	await week('2026-W46', 'sealed', (doc) => void ids.push(addEntry(doc, world.alice)));
	const skipped = await week('2026-W47', 'reporting');
	await open(skipped);
	await server.rooms.edit(skipped.id, 'desk', null, (doc) => assessCarried(doc, ids[0]!, 'ceased', SERVER));
	const opened = await week('2026-W48', 'reporting');
	await open(opened);
	expect(await carried(opened)).toEqual([]);
});

test('[CO5] what was parked comes back until it is handled', async () => {
	const { world, week, open, returned, server } = await start();
	const [parked, noted, handled] = [newRecordId(random), newRecordId(random), newRecordId(random)];
	const by = { person: world.alice.person, party: world.alice.party, at: NOW };
	await week('2026-W46', 'sealed', (doc) => {
		addNote(doc, parked, { text: 'Frågan om kamera', parked: true }, by, SERVER);
		addNote(doc, handled, { text: 'Nycklarna', parked: true }, by, SERVER);
		addNote(doc, noted, { text: 'Bra möte' }, by, SERVER);
	});
	const next = await week('2026-W47', 'reporting');
	await open(next);
	expect((await returned(next)).sort()).toEqual([parked, handled].sort());
	await server.rooms.edit(next.id, 'meeting', null, (doc) => handleReturned(doc, handled, true, SERVER));
	await week('2026-W47', 'sealed');
	const after = await week('2026-W48', 'reporting');
	await open(after);
	expect(await returned(after)).toEqual([parked]);
});

test('[CO6] two who open at once give each row once, and those who are there see it', async () => {
	const { world, week, open, carried, server } = await start();
	await week('2026-W47', 'sealed', (doc) => void addEntry(doc, world.alice));
	const opened = await week('2026-W48', 'reporting');
	const bob = await openSaved(server, world.bob, opened);
	await Promise.all([open(opened), open(opened), open(opened)]);
	expect(await carried(opened)).toHaveLength(1);
	await waitFor(() => bob.doc.getMap('carried').size === 1, 'bob to see the row');
});

test('[CO6] the past is not written: not a byte of its journal, not its state', async () => {
	const { world, week, open, server } = await start();
	const last = await week('2026-W47', 'sealed', (doc) => void addEntry(doc, world.alice));
	const before = await server.store.journal.history(last.id);
	const opened = await week('2026-W48', 'reporting');
	await open(opened);
	const words = { ...server, log: SILENT };
	await readEarlierWords(words, world.samverkan, await server.rooms.read(opened.id, 'week'));
	expect(await server.store.journal.history(last.id)).toEqual(before);
	expect((await server.store.documents.find(last.id)) as WeekDocument).toMatchObject({ state: 'sealed' });
});

test('[CO6] only a week that is open takes over: none that is sealed, over, to come, or merely looked at', async () => {
	const { world, week, open, carried, server } = await start();
	await week('2026-W46', 'sealed', (doc) => void addEntry(doc, world.alice));
	for (const state of ['upcoming', 'ended', 'sealed'] as const) {
		const closed = await week('2026-W48', state);
		expect(await open(closed), state).toBe(false);
		expect(await carried(closed)).toEqual([]);
	}
	const lookedAt = await server.store.documents.weekDocument(world.samverkan, '2026-W50' as WeekKey);
	expect(await open(lookedAt)).toBe(false);
});

test('[CO7] a reference outlives a new epoch of the week it points to', async () => {
	const { world, week, open, server } = await start();
	const { store } = server;
	const id = newRecordId(random);
	const row = (doc: Y.Doc) => doc.transact(() => createRecord(doc, entryKind, id, { text: 'Bilinbrott' }), SERVER);
	const last = await week('2026-W47', 'ended', row);
	const opened = await week('2026-W48', 'reporting');
	await open(opened);
	const upTo = (await store.journal.history(last.id)).at(-1)!.sequence;
	const { epoch } = await store.journal.startAnew(last.id, {
		state: Y.encodeStateAsUpdate(buildDocument('week', row)),
		upTo,
		at: NOW
	});
	expect(epoch).not.toBe(last.epoch);
	await server.close();
	const fresh = { ...(await startRooms(world)), log: SILENT, now: () => NOW }; // with nothing in memory
	const record = await fresh.rooms.read(opened.id, 'week');
	const words = await readEarlierWords(fresh, world.samverkan, record);
	expect(words.earlierEntries).toMatchObject([{ id, text: 'Bilinbrott' }]);
	expect(await carryOver(fresh, opened)).toBe(false);
});

test('[CO8] a row whose week can not be read is left out with a line in the log, and the others come', async () => {
	const { world, week, open, carried, server, warnings } = await start();
	let id: RecordId | undefined;
	await week('2026-W47', 'sealed', (doc) => {
		id = addEntry(doc, world.alice);
		carryRows(doc, new Map([[newRecordId(random), '2026-W40' as WeekKey]]), SERVER); // there is no such week
	});
	const opened = await week('2026-W48', 'reporting');
	await open(opened);
	expect(await carried(opened)).toEqual([[id, '2026-W47']]);
	expect(warnings).toMatchObject([{ event: 'carry-over-skipped' }]);
	expect(server.rooms.cannotStore).toBe(false);
});

test('[CO3] ceased or taken away does not go on; everything else does', () => {
	expect(goesOn({ assessment: null, removed: null })).toBe(true);
	expect(goesOn({ assessment: { kind: 'confirmed' }, removed: null })).toBe(true);
	expect(goesOn({ ...trend('falling'), removed: null })).toBe(true);
	expect(goesOn({ ...trend('ceased'), removed: null })).toBe(false);
	expect(goesOn({ assessment: null, removed: { person: 'alice' as never, at: NOW } })).toBe(false);
});
