import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSealedWeek } from '../../../server/boards/read-seals.ts';
import { readSealedBoard } from '../../../server/boards/sealed-boards.ts';
import { verify } from '../../../server/boards/verification.ts';
import { verifyLog } from '../../../server/events/verify-log.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { addObservation } from '../../../src/lib/shared/board/observation.ts';
import { newRecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { addEntry } from '../../support/edits.ts';
import { filesWith, tablesWith } from '../redaction/support.ts';
import { startSealing, tamper, valueOf } from '../seal/support.ts';
import { dispose, retentionOf, rulesWith } from './retention-support.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const TYPED = 'Zåkarias Ödlund skrevs och ströks';
const STAYS = 'Skadegörelse vid Qvintustorget';
const DRAFTED = 'Wilhelmina Åsödegård rapporterades';

/** A sealed week with a row that stays and words that were typed and deleted again, and a draft of its week. */
async function startDisposing() {
	const started = await startSealing();
	const { world, server, seal, actor } = started;
	const { rooms, store } = server;
	let row = '' as ReturnType<typeof addEntry>;
	await rooms.edit(world.week.id, 'desk', world.carol.person, (doc) => {
		row = addEntry(doc, world.carol, { text: STAYS });
	});
	await rooms.edit(world.week.id, 'desk', world.carol.person, (doc) =>
		textOf(doc, entryKind, row, 'text')!.insert(0, TYPED)
	);
	await rooms.edit(world.week.id, 'desk', world.carol.person, (doc) =>
		textOf(doc, entryKind, row, 'text')!.delete(0, TYPED.length)
	);
	await seal();
	const draft = await store.documents.draftDocument(world.samverkan, world.carol.party, world.week.week);
	await rooms.edit(draft.id, 'desk', world.carol.person, (doc) => {
		const { person, party } = world.carol;
		addObservation(doc, newRecordId(random), { text: DRAFTED }, { person, party, at: Date.now() });
	});
	return { ...started, row, draft, alice: await actor(world.alice) };
}

test('[GA1] nothing goes before somebody has decided it, and a time needs a decision', async () => {
	const { server, world, alice } = await startDisposing();
	const retention = retentionOf(server);
	expect(await retention.plan(world.samverkan)).toMatchObject({ items: [], kept: [] });
	const rules = { ...rulesWith({}), drafts: { months: 12, decision: ' ' } };
	expect(await retention.setRules(alice, rules)).toMatchObject({ problem: { code: 'retention-decision-missing' } });
	const wrong = { ...rulesWith({}), drafts: { months: 0.5, decision: 'KS 1' } };
	expect(await retention.setRules(alice, wrong)).toMatchObject({ problem: { code: 'retention-months-wrong' } });
	expect(await retention.plan(world.samverkan)).toMatchObject({ items: [] });
});

test('[GA2][GA4] a draft goes as the dry run said, from every byte, and the week keeps its own', async () => {
	const { server, world, alice, draft } = await startDisposing();
	const retention = retentionOf(server);
	const plan = await dispose(retention, alice, { drafts: 12 });
	expect(plan.items).toMatchObject([{ kind: 'drafts', document: draft.id, party: world.carol.party }]);
	expect(tablesWith(world.folder, [DRAFTED])).toEqual([]);
	expect(filesWith(world.folder, [DRAFTED])).toEqual([]);
	expect((await server.rooms.read(world.week.id, 'week')).entries.map(({ text }) => text)).toContain(STAYS);
	expect((await server.rooms.read(draft.id, 'draft')).observations).toEqual([]);
	expect((await retention.plan(world.samverkan)).items, 'nothing goes twice').toEqual([]);
	const [run] = await retention.runs(world.samverkan);
	expect(run).toMatchObject({ state: 'done', done: 1, fingerprint: plan.fingerprint });
});

test('[GA5][GA6][HC15] a sealed week loses its edit history and nothing else, and verifies', async () => {
	const { server, world, alice, row, seal, openWeek } = await startDisposing();
	const { store, rooms } = server;
	await openWeek('2026-W49');
	await seal('2026-W49' as WeekKey);
	const before = await rooms.read(world.week.id, 'week');
	expect(tablesWith(world.folder, [TYPED])).toContain('journal');

	const plan = await dispose(retentionOf(server), alice, { journal: 1 });

	expect(plan.items.map(({ kind }) => kind)).toEqual(['journal', 'journal']);
	expect(await rooms.read(world.week.id, 'week')).toEqual(before);
	expect(before.entries.find(({ id }) => id === row)?.text).toBe(STAYS);
	const board = await readSealedBoard(
		{
			...{ store, readSealed: (id) => readSealedWeek(store.seals, id) },
			readWeek: () => Promise.reject(new Error('nobody reads it'))
		},
		{ ...world.week, state: 'sealed' }
	);
	expect(board?.week.entries.map(({ id, text }) => [id, text])).toContainEqual([row, STAYS]);
	expect(tablesWith(world.folder, [TYPED])).toEqual([]);
	expect(filesWith(world.folder, [TYPED])).toEqual([]);
	const found = await verify(store, world.samverkan);
	expect(found.findings).toEqual([]);
	expect(found.disposed).toMatchObject([{ what: 'journal', decision: 'KS 2026/77' }, { what: 'journal' }]);
	tamper(world.folder, `UPDATE journal SET content = zeroblob(9) WHERE document = '${world.week.id}'`);
	expect((await verify(store, world.samverkan)).findings.length).toBeGreaterThan(0);
});

test('[GA6] a sealed week that is gone keeps its place in the chain, says by which decision, and no other change passes', async () => {
	const { server, world, alice, seal, openWeek } = await startDisposing();
	const { store } = server;
	await openWeek('2026-W49');
	const second = await seal('2026-W49' as WeekKey);
	const retention = retentionOf(server);
	const plan = await dispose(retention, alice, { weeks: 6 });
	expect(plan.items).toHaveLength(2);
	expect(plan.kept).toEqual([]);
	expect(tablesWith(world.folder, [STAYS])).not.toContain('seals');
	expect(filesWith(world.folder, [STAYS])).toEqual([]);
	const found = await verify(store, world.samverkan);
	expect(found.findings).toEqual([]);
	expect(found.disposed).toMatchObject([
		{ week: world.week.week, what: 'weeks' },
		{ week: '2026-W49', what: 'weeks' }
	]);
	expect(await store.retention.removedWeek(world.week.id)).toMatchObject({ decision: 'KS 2026/77' });
	expect((await store.seals.ofWeek(second.document))[0]).toMatchObject({ sha256: second.sha256 });
	await openWeek('2026-W50');
	await seal('2026-W50' as WeekKey);
	expect((await verify(store, world.samverkan)).findings, 'the chain goes on').toEqual([]);
	tamper(
		world.folder,
		`UPDATE seals SET content = CAST(replace(CAST(content AS TEXT), 'KS 2026/77', 'KS 2026/78') AS BLOB)`
	);
	expect((await verify(store, world.samverkan)).findings.length).toBeGreaterThan(0);
});

test('[GA3][GA9] what changed since the dry run is refused, and so is who may not', async () => {
	const { server, world, alice, actor, draft } = await startDisposing();
	const retention = retentionOf(server);
	valueOf(await retention.setRules(alice, rulesWith({ drafts: 12 })));
	const { fingerprint } = await retention.plan(world.samverkan);
	for (const roles of [['coordinator'], ['registrar'], ['reporter'], ['leader']] as const) {
		const other = { ...(await actor(world.carol)), roles };
		expect(await retention.setRules(other, rulesWith({ drafts: 1 }))).toMatchObject({
			problem: { code: 'not-allowed' }
		});
		expect(await retention.execute(other, fingerprint)).toMatchObject({ problem: { code: 'not-allowed' } });
	}
	await server.rooms.edit(draft.id, 'desk', world.carol.person, (doc) => {
		const { person, party } = world.carol;
		addObservation(doc, newRecordId(random), { text: 'Ny rad' }, { person, party, at: Date.now() });
	});
	expect(await retention.execute(alice, fingerprint)).toMatchObject({ problem: { code: 'retention-changed' } });
	expect((await server.rooms.read(draft.id, 'draft')).observations).toHaveLength(2);
	const both = (await retention.plan(world.samverkan)).fingerprint;
	const begun = await Promise.all([retention.execute(alice, both), retention.execute(alice, both)]);
	expect(begun.filter(({ ok }) => ok)).toHaveLength(1);
	await retention.settled();
	const entries = await server.store.events.list(world.samverkan, { what: 'retention' }, { limit: 9 });
	expect(entries).toMatchObject([
		{ about: { did: 'done', decision: 'KS 2026/77', rows: 1, sha256: both } },
		{ person: alice.person, about: { did: 'begun', decision: 'KS 2026/77', rows: 1, sha256: both } }
	]);
});

test('[GA8] the log goes on from its anchor, and an anchor that no entry tells of is found', async () => {
	const { server, world, alice } = await startDisposing();
	const { events } = server.store;
	for (let number = 0; number < 5; number++)
		await events.append({ samverkan: world.samverkan, what: 'export', person: null, party: null, at: Date.now() });
	const before = await verifyLog(events, world.samverkan);
	const later = retentionOf(server);
	const plan = await dispose(later, alice, { log: 3 });
	const item = plan.items[0]!;
	if (item.kind !== 'log') throw new Error('The log was not planned');
	expect(item.rows).toBeGreaterThan(before.entries - 1);
	const after = await verifyLog(events, world.samverkan);
	expect(after).toMatchObject({
		broken: null,
		anchor: { number: item.number, decision: 'KS 2026/77', by: alice.person }
	});
	expect((await events.chain(world.samverkan, 0, 1))[0]!.number).toBe(item.number + 1);
	const database = new DatabaseSync(join(world.folder, DATABASE_FILE), { timeout: 5000 });
	expect(() => database.exec('DELETE FROM event_anchors')).toThrow(/stays/);
	expect(() => database.exec('DELETE FROM events')).toThrow(/only added to/);
	database.close();
	tamper(world.folder, `UPDATE event_anchors SET sha256 = 'x'`);
	expect((await verifyLog(events, world.samverkan)).broken).not.toBeNull();
});

test('[GA2] what is flagged, open or in no sealed week stays, and says why', async () => {
	const { server, world, alice, actor, openWeek } = await startDisposing();
	const { store, rooms } = server;
	await openWeek('2026-W49');
	const draft = await store.documents.draftDocument(world.samverkan, world.carol.party, '2026-W49' as WeekKey);
	const carol = await actor(world.carol);
	await rooms.edit(draft.id, 'desk', carol.person, (doc) => {
		addObservation(
			doc,
			newRecordId(random),
			{ text: 'Kvar' },
			{ person: carol.person, party: carol.party, at: Date.now() }
		);
	});
	await store.flags.add({
		...{ id: 'f', samverkan: world.samverkan, document: world.week.id, root: 'entries', record: 'r', week: null },
		...{ party: null, draft: false, label: 'Rad', by: carol.person, at: 1, reason: '', parts: [] }
	});
	const retention = retentionOf(server);
	valueOf(await retention.setRules(alice, rulesWith({ drafts: 1, journal: 1 })));
	const plan = await retention.plan(world.samverkan);
	expect(plan.items.map(({ kind }) => kind)).toEqual(['drafts']);
	expect(plan.kept.map(({ kind, week, because }) => [kind, week, because])).toEqual([
		['journal', world.week.week, 'flagged'],
		['drafts', '2026-W49', 'unsealed'],
		['journal', '2026-W49', 'unsealed']
	]);
});
