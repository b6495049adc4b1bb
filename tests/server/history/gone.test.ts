import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { forgetDocument } from '../../../server/storage/sqlite/history-forget.ts';
import { rowHash } from '../../../server/storage/sqlite/journal-rows.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import { noteKind } from '../../../src/lib/shared/board/note.ts';
import { createRecord } from '../../../src/lib/shared/board/record.ts';
import { startRooms, type World } from '../../support/start-rooms.ts';
import { actorOf, allChanges, freshWorld, newId, NOW } from './support.ts';

/** As a gallring of a sealed week's edit history leaves it: the state of its last row, in the place of that row. */
function disposeOfJournal({ folder, week, samverkan, alice }: World) {
	const database = new DatabaseSync(join(folder, DATABASE_FILE));
	const rows = database
		.prepare('SELECT sequence, at, content FROM journal WHERE document = ? ORDER BY sequence')
		.all(week.id);
	const { sequence, at } = rows.at(-1) as { sequence: number; at: number };
	const update = Y.mergeUpdates(rows.map(({ content }) => content as Uint8Array));
	const row = { document: week.id, at, person: null, via: 'rule' as const, update };
	forgetDocument(database, week.id);
	database.prepare('DELETE FROM journal WHERE document = ?').run(week.id);
	database.prepare('DELETE FROM snapshots WHERE document = ?').run(week.id);
	database
		.prepare("INSERT INTO journal (sequence, document, at, via, content, sha256) VALUES (?, ?, ?, 'rule', ?, ?)")
		.run(sequence, week.id, at, update, rowHash(row));
	database
		.prepare(
			"INSERT INTO retentions (samverkan, by, at, rules, items, fingerprint, state) VALUES (?, ?, ?, '[]', '[]', '', 'done')"
		)
		.run(samverkan, alice.person, at);
	database
		.prepare("INSERT INTO retention_documents (document, kind, retention) SELECT ?, 'journal', max(id) FROM retentions")
		.run(week.id);
	database.close();
}

test('[HI10] of a week whose edit history was disposed of its last board is left, no change, and no moment before it', async () => {
	const world = await freshWorld();
	const clock = { now: NOW };
	const server = await startRooms(world, { now: () => clock.now });
	for (const minute of [1, 2, 3]) {
		clock.now = NOW + minute * 60_000;
		await server.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) =>
			createRecord(doc, noteKind, newId(), { text: `Minut ${minute}` })
		);
	}
	await server.close();
	disposeOfJournal(world);
	const again = await startRooms(world, { now: () => clock.now });
	const notes = async (at: number) => (await again.history.recordAt(world.week.id, 'week', at)).notes.length;
	const last = NOW + 3 * 60_000;
	expect([await notes(last), await notes(last + 1), await notes(Number.MAX_SAFE_INTEGER)]).toEqual([3, 3, 3]);
	await expect(notes(last - 1)).rejects.toMatchObject({ from: last });
	const alice = await actorOf(again, world, world.alice);
	expect(await allChanges(again, alice, { documents: [world.week.id] })).toEqual([]);
	clock.now += 60_000;
	await again.rooms.amend(world.week.id, (doc) => createRecord(doc, noteKind, newId(), { text: 'Efteråt' }));
	expect([await notes(last), await notes(clock.now)]).toEqual([3, 4]);
	expect(await allChanges(again, alice, { documents: [world.week.id] })).toHaveLength(1);
});
