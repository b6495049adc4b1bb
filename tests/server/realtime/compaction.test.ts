import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { compacted } from '../../../server/realtime/compaction.ts';
import { OpenDocument } from '../../../server/realtime/open-document.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { upgradeDocument } from '../../../src/lib/shared/board/schema.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { addEntry, entryText } from '../../support/edits.ts';
import { isSaved, Line, openSaved } from '../../support/open-peer.ts';
import { makeWorld, startRooms, type World } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const LOW = { leastBytes: 0, outweighs: 2 };

/** As long as ids get: one in sixteen is a byte shorter, and what is written by it too short to be worth a new epoch. */
const LONG_ID = 4_000_000_000;

/** A week where two have written over each other in one row, a letter each in turn, so many times. */
function quarrel(world: World, times: number): { doc: Y.Doc; id: RecordId } {
	const doc = new Y.Doc();
	doc.clientID = LONG_ID;
	upgradeDocument(doc, 'week');
	const id = addEntry(doc, world.alice, { text: '' });
	const text = textOf(doc, entryKind, id, 'text')!;
	const clients = [doc.clientID, doc.clientID + 1];
	for (let time = 0; time < times; time++) {
		text.delete(0, text.length);
		for (let letter = 0; letter < 20; letter++) {
			doc.clientID = clients[letter % 2]!;
			text.insert(letter, 'abcdefghijklmnopqrst'[letter]!);
		}
	}
	return { doc, id };
}

function documentOf(world: World, doc: Y.Doc): OpenDocument {
	const update = Y.encodeStateAsUpdate(doc);
	const row = { sequence: 1, document: world.week.id, at: 1, person: null, via: 'desk', update } as const;
	return new OpenDocument(world.week, { snapshot: null, tail: [row] });
}

test('[RM10] a document that is mostly history is kept as its content, value for value', async () => {
	const world = await makeWorld();
	const document = documentOf(world, quarrel(world, 40).doc);
	const state = compacted(document, LOW)!;
	expect(state.byteLength * 2).toBeLessThan(document.encodeSince(Uint8Array.of(0)).byteLength);
	const fresh = new Y.Doc();
	Y.applyUpdate(fresh, state);
	expect(fresh.getMap('entries').toJSON()).toEqual(document.doc.getMap('entries').toJSON());
});

test('[RM10] one that is short, or mostly content, is left as it is', async () => {
	const world = await makeWorld();
	const content = new Y.Doc();
	upgradeDocument(content, 'week');
	for (let row = 0; row < 50; row++) addEntry(content, world.alice, { text: 'Rad' });
	expect(compacted(documentOf(world, content), LOW)).toBeNull();
	expect(compacted(documentOf(world, quarrel(world, 40).doc))).toBeNull();
});

/** The week's journal has such a history, written before the server starts. */
async function worldWithHistory() {
	const world = await makeWorld();
	const { doc, id } = quarrel(world, 800);
	const store = await openSqliteStore(world.folder);
	const row = { document: world.week.id, person: world.alice.person, via: 'desk' } as const;
	await store.journal.append([{ ...row, at: 1_000, update: Y.encodeStateAsUpdate(doc) }]);
	const before = Y.encodeStateVector(doc);
	textOf(doc, entryKind, id, 'text')!.insert(0, 'Sist: ');
	await store.journal.append([{ ...row, at: 2_000, update: Y.encodeStateAsUpdate(doc, before) }]);
	await store.close();
	return { world, id };
}

test('[RM10] left by all it starts a new epoch; earlier moments can be read, and unsent edits of the one before are kept as words', async () => {
	const { world, id } = await worldWithHistory();
	const server = await startRooms(world, { policy: { unloadAfter: 15 } });
	const line = new Line();
	const alice = await openSaved(server, world.alice, world.week, { line });
	const epoch = (await server.store.documents.find(world.week.id))?.epoch;
	line.cut();
	await waitFor(() => alice.status.current.state === 'offline', 'alice to be cut off');
	const unsent = addEntry(alice.doc, world.alice, { text: 'Utan nät' });
	await waitFor(() => server.rooms.size === 0, 'the room to be left');
	expect((await server.store.documents.find(world.week.id))?.epoch).not.toBe(epoch);

	const bob = await openSaved(server, world.bob, world.week);
	expect(entryText(bob.doc, id)).toMatch(/^Sist: /);
	expect(Y.encodeStateAsUpdate(bob.doc).byteLength).toBeLessThan(2_000);
	const earlier = await server.history.recordAt(world.week.id, 'week', 1_500);
	expect(earlier.entries[0]?.text).not.toContain('Sist');
	expect(earlier.entries[0]?.id).toBe(id);
	line.mend();
	await waitFor(() => alice.status.current.state === 'refused', 'alice to be told');
	expect(alice.refusedCopy!.records.entries![unsent]).toMatchObject({ text: 'Utan nät' });
	expect(isSaved(bob)).toBe(true);
}, 60_000);
