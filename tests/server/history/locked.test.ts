import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../server/storage/sqlite/connection.ts';
import { HistoryIndex } from '../../../server/storage/sqlite/history-index.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import { noteKind } from '../../../src/lib/shared/board/note.ts';
import { createRecord } from '../../../src/lib/shared/board/record.ts';
import { startRooms } from '../../support/start-rooms.ts';
import { freshWorld, newId } from './support.ts';

test('[HI3] where others write for longer than SQLite waits, what is new is read once they are done, and nothing fails', async () => {
	const world = await freshWorld();
	const server = await startRooms(world);
	const note = () =>
		server.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) =>
			createRecord(doc, noteKind, newId(), { text: 'En notering' })
		);
	await note();
	const file = join(world.folder, DATABASE_FILE);
	const database = connect(file);
	database.exec('PRAGMA busy_timeout = 1');
	const index = new HistoryIndex(database);
	const other = new DatabaseSync(file);
	onTestFinished(() => {
		index.close();
		for (const one of [database, other]) one.close();
	});
	const told = () => Number(database.prepare('SELECT count(*) AS n FROM history_changes').get()?.n);

	other.exec('BEGIN IMMEDIATE');
	expect([index.step(world.week.id), index.step(world.week.id), told()]).toEqual([false, false, 0]);
	other.exec('ROLLBACK');
	expect([index.step(world.week.id), told()]).toEqual([true, 1]);

	// Once more in the middle of a document that it has open: what it had read of the piece is read anew.
	await note();
	other.exec('BEGIN IMMEDIATE');
	expect([index.step(world.week.id), told()]).toEqual([false, 1]);
	other.exec('ROLLBACK');
	await note();
	expect([index.step(world.week.id), told()]).toEqual([true, 3]);
	expect((await server.history.recordAt(world.week.id, 'week', Number.MAX_SAFE_INTEGER)).notes).toHaveLength(3);
});

test('[HI3] while somebody else holds the file, the history’s own thread waits, and answers when it is let go', async () => {
	const world = await freshWorld();
	const server = await startRooms(world);
	await server.rooms.edit(world.week.id, 'desk', world.alice.person, (doc) =>
		createRecord(doc, noteKind, newId(), { text: 'En notering' })
	);
	await server.history.settled();
	await server.history.forget(world.week.id);
	const other = new DatabaseSync(join(world.folder, DATABASE_FILE));
	onTestFinished(() => other.close());
	other.exec('BEGIN IMMEDIATE');
	let isThere = false;
	const read = server.history.recordAt(world.week.id, 'week', Number.MAX_SAFE_INTEGER).finally(() => (isThere = true));
	await server.store.documents.weeks(world.samverkan); // who only reads goes on meanwhile
	expect(isThere).toBe(false);
	other.exec('ROLLBACK');
	expect((await read).notes).toHaveLength(1);
});
