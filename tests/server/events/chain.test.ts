import { expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { verifyLog } from '../../../server/events/verify-log.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { EventKind } from '../../../src/lib/shared/log/event.ts';
import { addSamverkan, WEEK, type Place } from '../../contracts/builders.ts';
import { openStore } from '../../support/open-store.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { tamper } from '../seal/support.ts';

const LONG = 12;

/** A log with entries 1 to 12. */
async function logged(folder: string) {
	const store = await openStore(folder);
	const place = await addSamverkan(store);
	await store.events.settle();
	const before = (await store.events.head(place.samverkan))?.number ?? 0;
	for (let number = before + 1; number <= LONG; number++)
		await store.events.append({ ...by(place, 'settings'), about: { page: `sida ${number}` } });
	return { store, place };
}

const by = ({ samverkan, person, party }: Place, what: EventKind) => ({ samverkan, person, party, what, at: 1_000 });

test('[LG1] a log that nobody touched stands, entry by entry', async () => {
	const { store, place } = await logged(tempDir());
	expect(await verifyLog(store.events, place.samverkan)).toEqual({ entries: LONG, anchor: null, broken: null });
	const [second] = await store.events.chain(place.samverkan, 1, 1);
	const [first] = await store.events.chain(place.samverkan, 0, 1);
	expect(second).toMatchObject({ number: 2, previous: first!.sha256 });
});

test.each([
	['changed who', `UPDATE events SET person = 'nobody' WHERE number = 5`, 5, 'kontrollvärdet'],
	['changed what about', `UPDATE events SET about = '{"page":"annan"}' WHERE number = 6`, 6, 'kontrollvärdet'],
	['changed with a hash of its own', `UPDATE events SET at = 2, sha256 = 'f' WHERE number = 7`, 7, 'kontrollvärdet'],
	['removed', `DELETE FROM events WHERE number = 8`, 9, 'efter post 7 kommer post 9'],
	['removed from the beginning', `DELETE FROM events WHERE number < 3`, 3, 'efter post 0 kommer post 3'],
	['cut off at the end', `DELETE FROM events WHERE number > 9`, 9, 'borde sluta med post 12'],
	['cut off altogether', `DELETE FROM events`, 0, 'borde sluta med post 12'],
	[
		'put in',
		`INSERT INTO events (chain, number, at, what, about, previous, sha256) SELECT chain, 13, at, what, about, sha256, 'a'
			FROM events WHERE number = 12`,
		13,
		'kontrollvärdet'
	],
	[
		'said to be gallrad',
		`INSERT INTO event_anchors (chain, number, sha256, at, by, decision)
			SELECT chain, number, sha256, 1, 'x', 'KS 1' FROM events WHERE number = 4; DELETE FROM events WHERE number <= 4`,
		12,
		'utan att någon post'
	]
])('[LG1] an entry that is %s is found', async (_, sql, number, text) => {
	const folder = tempDir();
	const { store, place } = await logged(folder);
	tamper(folder, sql);
	expect((await verifyLog(store.events, place.samverkan)).broken).toEqual({
		number,
		text: expect.stringContaining(text) as string
	});
});

test('[LG2] the database changes and removes no entry', async () => {
	const folder = tempDir();
	const { store, place } = await logged(folder);
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { timeout: 5000 });
	for (const sql of [
		'DELETE FROM events',
		'UPDATE events SET at = 0',
		'DELETE FROM events WHERE number = 12',
		'UPDATE events SET about = NULL'
	])
		expect(() => database.exec(sql)).toThrow(/only added to/);
	database.close();
	expect((await verifyLog(store.events, place.samverkan)).entries).toBe(LONG);
});

test('[LG3] what is written in the tables is in the log, with who and of which party', async () => {
	const { store, place } = await logged(tempDir());
	const { samverkan, person, party } = place;
	const week = await store.documents.weekDocument(samverkan, WEEK);
	await store.accounts.addSession({ hash: 'h', person, createdAt: 5, expiresAt: 9, endsAt: 9, device: '' });
	await store.documents.setWeekState(week.id, 'meeting', person, 6);
	await store.disclosures.add({
		...{ samverkan, party, week: WEEK, document: week.id, observation: 'rad' as never },
		...{ circle: 'group', sha256: 'x', recipients: [], person, at: 7 }
	});
	const restored = { id: 'r', moment: 1, target: 'week', undoes: null } as const;
	await store.journal.append([
		{ document: week.id, at: 8, person, via: 'desk', update: Uint8Array.of(0, 0), restored }
	]);
	await store.events.settle();
	const entries = await store.events.list(samverkan, {}, { limit: 4 });
	expect(entries.map(({ what, at }) => [what, at])).toEqual([
		['restore', 8],
		['share', 7],
		['week-move', 6],
		['log-in', 5]
	]);
	for (const entry of entries) expect(entry).toMatchObject({ person, party });
	expect(entries[2]?.about).toEqual({ week: WEEK, did: 'meeting' });
	expect(await store.events.list(samverkan, { what: 'share' }, { limit: 9 })).toHaveLength(1);
	expect((await verifyLog(store.events, samverkan)).broken).toBeNull();
});

test('[LG1] many who log at once make one chain', async () => {
	const { store, place } = await logged(tempDir());
	await Promise.all(Array.from({ length: 25 }, () => store.events.append(by(place, 'export'))));
	expect(await verifyLog(store.events, place.samverkan)).toMatchObject({ entries: LONG + 25, broken: null });
});
