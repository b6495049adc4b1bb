import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { problemText } from '../../../src/lib/features/account/problem-text.ts';
import { carriedKind, carryRows } from '../../../src/lib/shared/board/carried.ts';
import { addDecision, decisionKind } from '../../../src/lib/shared/board/decision.ts';
import { LOCAL, SERVER } from '../../../src/lib/shared/board/origin.ts';
import { createRecord, recordsOf, setValue } from '../../../src/lib/shared/board/record.ts';
import { removeRecord } from '../../../src/lib/shared/board/remove.ts';
import { returnedKind, returnNotes } from '../../../src/lib/shared/board/returned.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const W47 = '2026-W47' as WeekKey;
const [ROW, NOTE] = [newRecordId(random), newRecordId(random)];

/** A week that refers to a row and a notering of the one before. */
async function start() {
	const world = await makeWorld();
	const server = await startRooms(world);
	await server.rooms.edit(world.week.id, 'rule', null, (doc) => {
		carryRows(doc, new Map([[ROW, W47]]), SERVER);
		returnNotes(doc, new Map([[NOTE, W47]]), SERVER);
	});
	return { world, server };
}

const change = (doc: Y.Doc, write: () => void) => doc.transact(write, LOCAL);

const FORGED: Record<string, { code: string; write: (doc: Y.Doc, by: Login) => void }> = {
	'a row carried by hand': {
		code: 'reference-is-servers',
		write: (doc) => change(doc, () => createRecord(doc, carriedKind, newRecordId(random), { from: W47 }))
	},
	'a row pointed to another week': {
		code: 'reference-is-servers',
		write: (doc) => change(doc, () => setValue(doc, carriedKind, ROW, 'from', '2026-W01' as WeekKey))
	},
	'a row taken out': {
		code: 'reference-is-servers',
		write: (doc) => change(doc, () => recordsOf(doc, carriedKind).delete(ROW))
	},
	'a notering that never was parked': {
		code: 'reference-is-servers',
		write: (doc) => change(doc, () => createRecord(doc, returnedKind, newRecordId(random), { from: W47 }))
	},
	'a notering pointed to another week': {
		code: 'reference-is-servers',
		write: (doc) => change(doc, () => setValue(doc, returnedKind, NOTE, 'from', null))
	},
	'a row taken away in another’s name': {
		code: 'remover-not-self',
		write: (doc) => removeRecord(doc, carriedKind, ROW, 'nagon-annan' as never, Date.now())
	},
	'a beslut with a § of one’s own': {
		code: 'number-is-servers',
		write: (doc, { person, party }) =>
			change(doc, () =>
				createRecord(doc, decisionKind, newRecordId(random), {
					number: 1,
					text: 'Mitt',
					created: { person, party, at: Date.now() }
				})
			)
	}
};

for (const [what, { code, write }] of Object.entries(FORGED))
	test(`[CO1] [CO2] ${what} is refused at the door, and why is said in Swedish`, async () => {
		const { world, server } = await start();
		const rows = (await server.store.journal.history(world.week.id)).length;
		const alice = await openSaved(server, world.alice, world.week);
		write(alice.doc, world.alice);
		await waitFor(() => alice.status.current.state === 'refused', 'alice to be told');
		const { current } = alice.status;
		expect(current).toMatchObject({ problem: { code } });
		expect(problemText({ code })).toMatch(/^[A-ZÅÄÖ].*\.$/);
		expect(problemText({ code })).not.toBe(problemText({ code: 'no such code' }));
		expect(await server.store.journal.history(world.week.id)).toHaveLength(rows);
	});

test('[CO2] beslut that several add at once get a § each, without gaps, and one that is undone leaves its own unused', async () => {
	const { world, server } = await start();
	const peers = [world.alice, world.bob, world.carol];
	const open = await Promise.all(peers.map((login) => openSaved(server, login, world.week)));
	const add = (who: number): RecordId => {
		const id = newRecordId(random);
		const { person, party } = peers[who]!;
		addDecision(open[who]!.doc, id, { text: `Beslut ${id}` }, { person, party, at: Date.now() });
		return id;
	};
	for (let n = 0; n < 12; n++) add(n % 3);
	await waitFor(() => open.every(isSaved), 'everybody to be saved');
	const numbers = async () =>
		(await server.rooms.read(world.week.id, 'week')).decisions.map(({ number }) => number!).sort((a, b) => a - b);
	expect(await numbers()).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));

	const undone = add(0);
	await waitFor(() => isSaved(open[0]!), 'the thirteenth to be saved');
	change(open[0]!.doc, () => recordsOf(open[0]!.doc, decisionKind).delete(undone));
	add(1);
	await waitFor(() => open.every(isSaved), 'everybody to be saved');
	expect((await numbers()).at(-1)).toBe(14);
	expect(await numbers()).toHaveLength(13);
});
