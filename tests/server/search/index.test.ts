import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import { addEntry, entryKind } from '../../../src/lib/shared/board/entry.ts';
import { addObservation, observationKind } from '../../../src/lib/shared/board/observation.ts';
import { recordsOf, textOf } from '../../../src/lib/shared/board/record.ts';
import { removeRecord, restoreRecord } from '../../../src/lib/shared/board/remove.ts';
import { newId, NO_FILTERS, NOW, runSearch, startSearch } from './support.ts';

test('[SR6] an edit is acknowledged whatever the index does, and is in it soon', async () => {
	const { world, by, write, search, index, words, actor } = await startSearch();
	const [one, other] = [newId(), newId()];
	await write(world.week.id, (doc) => addEntry(doc, one, { text: 'Första' }, by));
	expect(index.behind).toBeGreaterThan(0); // stored and acknowledged; the index has not begun
	expect(await words(actor('convener'), 'först')).toEqual(['Första']);
	await write(world.week.id, (doc) => {
		textOf(doc, entryKind, one, 'text')?.insert(0, 'Allra ');
		addEntry(doc, other, { text: 'Andra' }, by);
	});
	expect(await words(actor('convener'), 'allra')).toEqual(['Allra Första']);
	expect((await search.find(actor('convener'), { text: 'andra', filters: NO_FILTERS, limit: 5 })).behind).toBe(false);
});

test('[SR6] what was stored while nothing indexed is found after the next start', async () => {
	const scene = await startSearch();
	const { world, by, write, store, actor, find } = scene;
	await write(world.week.id, (doc) => addEntry(doc, newId(), { text: 'Inläst' }, by));
	await find(actor('convener'), 'inläst');
	await scene.search.close(); // nothing indexes from here
	await write(world.week.id, (doc) => addEntry(doc, newId(), { text: 'Missad' }, by));
	await write(world.actions.id, (doc) => addAction(doc, newId(), { title: 'Missad åtgärd' }, by, world.week.week));
	await scene.rooms.close();

	const next = runSearch(store);
	const stale = await store.search.stale(1, new Map());
	expect(new Set(stale)).toEqual(new Set([world.week.id, world.actions.id]));
	next.search.start();
	await expect
		.poll(async () => {
			await next.index.settled();
			const { rows } = await next.search.find(actor('convener'), { text: 'missad', filters: NO_FILTERS, limit: 5 });
			return rows.length;
		})
		.toBe(2);
	expect(await store.search.stale(1, new Map())).toEqual([]);
	expect((await store.search.stale(2, new Map())).length).toBeGreaterThan(0); // rows made another way
	await next.close();
});

test('[SR6] a place is found by its new name, and no more by its old', async () => {
	const { world, by, write, store, index, words, actor } = await startSearch();
	const area = await store.organisation.addArea(world.samverkan, { name: 'Centrum' });
	await write(world.week.id, (doc) => addEntry(doc, newId(), { text: 'Skräp', where: { area, place: null } }, by));
	expect(await words(actor('convener'), 'centrum skräp')).toEqual(['Skräp']);
	await store.organisation.updateArea(world.samverkan, area, { name: 'Stadskärnan' });
	index.organisationChanged(world.samverkan);
	await expect.poll(() => words(actor('convener'), 'stadskär')).toEqual(['Skräp']);
	expect(await words(actor('convener'), 'centrum')).toEqual([]);
});

test('[SR7] what is taken away is not found, and is again when it is put back', async () => {
	const { world, by, write, words, actor } = await startSearch();
	const id = newId();
	await write(world.week.id, (doc) => addEntry(doc, id, { text: 'Borttagen rad' }, by));
	expect(await words(actor('convener'), 'borttagen')).toHaveLength(1);
	await write(world.week.id, (doc) => removeRecord(doc, entryKind, id, by.person, NOW));
	expect(await words(actor('convener'), 'borttagen')).toEqual([]);
	await write(world.week.id, (doc) => restoreRecord(doc, entryKind, id));
	expect(await words(actor('convener'), 'borttagen')).toHaveLength(1);
});

test('[SR7] what was shared is found in the week alone, and taken back in neither', async () => {
	const { world, by, write, store, words, actor } = await startSearch();
	const id = newId();
	const draft = await store.documents.draftDocument(world.samverkan, by.party, world.week.week);
	await write(draft.id, (doc) => addObservation(doc, id, { text: 'Delad iakttagelse' }, by));
	expect(await words(actor('convener'), 'delad')).toHaveLength(1);
	await write(draft.id, (doc) => {
		const record = recordsOf(doc, observationKind).get(id);
		record?.set('shared', { entry: id, circle: 'group', at: NOW, by: { person: by.person, party: by.party } });
	});
	expect(await words(actor('convener'), 'delad')).toEqual([]);
	await write(world.week.id, (doc) => addEntry(doc, id, { text: 'Delad iakttagelse' }, by));
	expect(await words(actor('convener'), 'delad')).toHaveLength(1);
	await write(world.week.id, (doc) => removeRecord(doc, entryKind, id, by.person, NOW));
	expect(await words(actor('convener'), 'delad')).toEqual([]);
});

/** Every value of every table that the index is kept in, as text. */
function everyByte(folder: string): string {
	const database = new DatabaseSync(join(folder, DATABASE_FILE));
	const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'search_%'").all();
	const kept = tables
		.filter(({ name }) => !/^search_(words|parts|vocabulary)$/.test(String(name)))
		.flatMap(({ name }) => database.prepare(`SELECT * FROM "${String(name)}"`).all())
		.flatMap((row) => Object.values(row))
		.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)));
	database.close();
	return kept.join('\n');
}

test('[SR7] what is forgotten leaves no byte in the index', async () => {
	const { world, by, write, search, words, actor } = await startSearch();
	const ids = Array.from({ length: 40 }, newId);
	await write(world.week.id, (doc) => {
		for (const [at, id] of ids.entries())
			addEntry(doc, id, { text: at === 7 ? 'Qvarnhammar zk' : `Rad ${at} vid bron` }, by);
	});
	expect(await words(actor('convener'), 'qvarnhammar')).toHaveLength(1);
	const before = everyByte(world.folder);
	expect(before).toContain('Qvarnhammar');
	expect(before).toContain('qva'); // a trigram, whose neighbours share no beginning with it
	await search.forget(world.week.id, ids[7]!);
	const after = everyByte(world.folder);
	for (const piece of ['varnhammar', 'qva', 'mmar', 'nham']) expect(after.toLowerCase()).not.toContain(piece);
});

test('[SR7] a record that waits to be indexed and is forgotten is read anew, not from what waited', async () => {
	const { world, by, write, search, index, words, actor } = await startSearch();
	const id = newId();
	await write(world.week.id, (doc) => addEntry(doc, id, { text: 'Hemligt namn' }, by));
	const forgetting = search.forget(world.week.id, id);
	await write(world.week.id, (doc) => {
		const text = textOf(doc, entryKind, id, 'text');
		text?.delete(0, text.length);
		text?.insert(0, 'Maskerat');
	});
	await forgetting;
	await index.settled();
	expect(await words(actor('convener'), 'hemligt')).toEqual([]);
	expect(await words(actor('convener'), 'maskerat')).toEqual(['Maskerat']);
});
