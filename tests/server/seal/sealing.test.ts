import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ChainMovedError } from '../../../server/storage/seals.ts';
import { canonicalJson } from '../../../src/lib/shared/seal/canonical-json.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { sha256 } from '../../../server/boards/hash.ts';
import { addEntry } from '../../support/edits.ts';
import { openSynced, type SocketClient } from '../../support/socket-client.ts';
import { SCHEMA_VERSION } from '../../../src/lib/shared/board/schema.ts';
import type { Login, RoomsServer } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';
import { recordIn, startSealing } from './support.ts';

const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }) =>
	result.ok ? 'ok' : result.problem.code;

const openWriter = (server: RoomsServer, login: Login, id: string) =>
	openSynced(server, login, `${id}?schema=${SCHEMA_VERSION}`);

test('[FS8] a week is sealed by the sammankallande in its meeting, and by nobody else at no other time', async () => {
	const { world, server, seals, actor } = await startSealing();
	const { samverkan, week, alice, carol, reader } = world;
	for (const login of [carol, reader])
		expect(codeOf(await seals.sealing.seal(samverkan, week.week, await actor(login)))).toBe('not-allowed');
	const compile = server.store.documents.setWeekState(week.id, 'compiling', alice.person, Date.now());
	await compile;
	expect(codeOf(await seals.sealing.seal(samverkan, week.week, await actor(alice)))).toBe('week-not-sealable');
	await server.store.documents.setWeekState(week.id, 'ended', null, Date.now());
	expect(codeOf(await seals.sealing.seal(samverkan, week.week, await actor(alice)))).toBe('ok');
	expect(codeOf(await seals.sealing.seal(samverkan, week.week, await actor(alice)))).toBe('week-not-sealable');
});

test('[FS8] an empty week is not sealed', async () => {
	const { world, server, seals, actor } = await startSealing();
	const [entry] = (await server.rooms.read(world.week.id, 'week')).entries;
	await server.rooms.edit(world.week.id, 'desk', null, (doc) => doc.getMap('entries').delete(entry!.id));
	expect(codeOf(await seals.sealing.seal(world.samverkan, world.week.week, await actor(world.alice)))).toBe(
		'checklist-blocks'
	);
});

test('[FS9] the seal holds canonical bytes, their SHA-256, and the hash of the one before it', async () => {
	const { world, seal, openWeek } = await startSealing();
	const first = await seal();
	const next = await openWeek('2026-W49');
	const second = await seal(next.week);
	for (const { content, sha256: kept } of [first, second]) {
		const text = new TextDecoder().decode(content);
		expect(canonicalJson(JSON.parse(text))).toBe(text);
		expect(sha256(content)).toBe(kept);
	}
	expect(recordIn(first)).toMatchObject({
		previous: null,
		sealedBy: { name: 'Alice Ek', party: 'Part Alice Ek' },
		week: { key: '2026-W48', from: '2026-11-23', to: '2026-11-29' }
	});
	expect(recordIn(second).previous).toEqual({ week: world.week.week, correction: 0, sha256: first.sha256 });
	expect(second.previous).toBe(first.sha256);
});

test('[FS9] two weeks that are sealed at once are two links of one chain', async () => {
	const { world, server, seals, actor, openWeek } = await startSealing();
	const other = await openWeek('2026-W49');
	const alice = await actor(world.alice);
	await Promise.all([world.week.week, other.week].map((week) => seals.sealing.seal(world.samverkan, week, alice)));
	const chain = await server.store.seals.chain(world.samverkan);
	expect(chain).toHaveLength(2);
	expect(chain[1]?.previous).toBe(chain[0]?.sha256);
});

test('[FS9] a link that somebody else added in between is the one that is followed', async () => {
	const { server, seal } = await startSealing();
	const { seals } = server.store;
	const append = seals.append.bind(seals);
	seals.append = (sealed) => {
		seals.append = append;
		return Promise.reject(new ChainMovedError(sealed.week));
	};
	expect(recordIn(await seal()).previous).toBeNull();
});

test('[FS10] a sealed week is closed to everybody’s edits at once, the server’s own too', async () => {
	const { world, server, seal } = await startSealing();
	const bob = await openWriter(server, world.bob, world.week.id);
	await seal();
	await waitFor(() => bob.closed !== null, 'bob to be sent away');
	const back = await openWriter(server, world.bob, world.week.id);
	expect(back.of('hello')[0]?.role).toBe('read');
	back.send(encodeUpdate(back.write((doc) => addEntry(doc, world.bob))));
	await waitFor(() => back.of('refused').length > 0, 'the edit to be refused');
	const edit = server.rooms.edit(world.week.id, 'desk', null, (doc) => void addEntry(doc, world.bob));
	await expect(edit).rejects.toThrow('sealed');
	expect((await server.rooms.read(world.week.id, 'week')).entries).toHaveLength(1);
});

/** Writes without pause until it is sent away; answers which entries the server has called saved. */
async function writeOn(client: SocketClient, login: Login, goesOn: () => boolean): Promise<() => RecordId[]> {
	const sent: RecordId[] = [];
	while (client.open && goesOn() && sent.length < 150) {
		let id: RecordId | undefined;
		client.send(encodeUpdate(client.write((doc) => (id = addEntry(doc, login, { text: 'Skrivet i sista stund' })))));
		sent.push(id!);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
	return () => sent.slice(0, Math.max(0, ...client.of('saved').map(({ n }) => n)) - 1);
}

test('[FS11] of edits under way, every one that is called saved is in the record, and no other is kept', async () => {
	const { world, server, seal } = await startSealing();
	const writers = [world.alice, world.bob, world.carol];
	const clients = await Promise.all(writers.map((login) => openWriter(server, login, world.week.id)));
	const closing = { over: false };
	const writing = clients.map((client, index) => writeOn(client, writers[index]!, () => !closing.over));
	await waitFor(() => clients.every((client) => client.of('saved').length > 8), 'everybody to be writing');
	const sealed = await seal();
	await waitFor(() => clients.every(({ closed }) => closed !== null), 'everybody to be sent away');
	closing.over = true;
	const acknowledged = (await Promise.all(writing)).flatMap((saved) => saved());
	const record = recordIn(sealed);
	const kept = record.municipality.map(({ id }) => id);
	expect(acknowledged.length).toBeGreaterThan(24);
	expect(acknowledged.filter((id) => !kept.includes(id))).toEqual([]);
	const stored = (await server.rooms.read(world.week.id, 'week')).entries.map(({ id }) => id as string);
	expect(stored.sort()).toEqual(kept.sort());
	const later = (await server.store.journal.history(world.week.id)).filter(
		({ sequence, person }) => sequence > record.journal.sequence && person !== null
	);
	expect(later).toEqual([]);
});

test('[FS12] a seal that the store does not take leaves the week open and its people writing', async () => {
	const { world, server, seal } = await startSealing();
	const { seals } = server.store;
	const append = seals.append.bind(seals);
	seals.append = () => Promise.reject(new Error('SQLITE_FULL'));
	const bob = await openWriter(server, world.bob, world.week.id);
	await expect(seal()).rejects.toThrow('SQLITE_FULL');
	bob.send(encodeUpdate(bob.write((doc) => addEntry(doc, world.bob))));
	await waitFor(() => bob.of('saved').some(({ n }) => n === 2), 'bob to be saved');
	seals.append = append;
	expect(recordIn(await seal()).municipality).toHaveLength(2);
});

test('[FS12] a seal whose transaction breaks off half-way has left nothing', async () => {
	const { world, server, seal } = await startSealing();
	const database = new DatabaseSync(`${world.folder}/lagestavlan.db`, { timeout: 5000 });
	const breakOff = "BEFORE INSERT ON seals BEGIN SELECT RAISE(ABORT, 'power cut'); END"; // the state is written by then
	database.exec(`CREATE TRIGGER breaks_off ${breakOff}`);
	await expect(seal()).rejects.toThrow('power cut');
	expect(await server.store.documents.find(world.week.id)).toMatchObject({ state: 'meeting' });
	expect((await server.store.documents.weekStateLog(world.week.id)).at(-1)?.state).toBe('meeting');
	expect(await server.store.seals.chain(world.samverkan)).toEqual([]);
	database.exec('DROP TRIGGER breaks_off');
	database.close();
	expect((await seal()).correction).toBe(0);
});

test('[FS12] the database itself changes and removes no seal, and opens no sealed week', async () => {
	const { world, server, seal } = await startSealing();
	await seal();
	const open = server.store.documents.setWeekState(world.week.id, 'meeting', null, Date.now());
	await expect(open).rejects.toThrow('sealed');
	const database = new DatabaseSync(`${world.folder}/lagestavlan.db`);
	expect(() => database.exec("UPDATE seals SET week = '2026-W01'")).toThrow('never changed');
	expect(() => database.exec('DELETE FROM seals')).toThrow('never removed');
	database.close();
});

test('[FS13] with a second approver, one proposes and another party’s approval seals exactly that', async () => {
	const { world, server, seals, actor } = await startSealing({ secondApprover: true });
	const { samverkan, week, alice, carol, reader } = world;
	const { sealing } = seals;
	expect(codeOf(await sealing.seal(samverkan, week.week, await actor(alice)))).toBe('needs-second-approver');
	expect(codeOf(await sealing.approve(samverkan, week.week, await actor(carol)))).toBe('nothing-proposed');
	expect(codeOf(await sealing.propose(samverkan, week.week, await actor(carol)))).toBe('not-allowed');
	expect(codeOf(await sealing.propose(samverkan, week.week, await actor(alice)))).toBe('ok');
	expect(codeOf(await sealing.approve(samverkan, week.week, await actor(alice)))).toBe('same-party');
	expect(codeOf(await sealing.approve(samverkan, week.week, await actor(reader)))).toBe('not-allowed');
	const sealed = await sealing.approve(samverkan, week.week, await actor(carol));
	if (!sealed.ok) throw new Error(sealed.problem.code);
	expect(recordIn(sealed.value)).toMatchObject({
		sealedBy: { name: 'Alice Ek' },
		approvedBy: { name: 'Carol Asp', party: 'Part Carol Asp' }
	});
	expect(await server.store.seals.proposal(week.id)).toBeNull();
});

test('[FS13] what has changed since the proposal is counted, and is not sealed', async () => {
	const { world, server, seals, actor } = await startSealing({ secondApprover: true });
	const { samverkan, week, alice, carol } = world;
	await seals.sealing.propose(samverkan, week.week, await actor(alice));
	await server.rooms.edit(week.id, 'desk', alice.person, (doc) => {
		addEntry(doc, alice, { text: 'En till' });
		addEntry(doc, alice, { text: 'Och en till' });
	});
	const refused = await seals.sealing.approve(samverkan, week.week, await actor(carol));
	expect(refused).toEqual({
		ok: false,
		problem: { code: 'changed-since-proposal', changes: [{ part: 'Hela kommunen', count: 2 }] }
	});
	expect(await server.store.seals.ofWeek(week.id)).toEqual([]);
	await seals.sealing.propose(samverkan, week.week, await actor(alice));
	expect((await seals.sealing.approve(samverkan, week.week, await actor(carol))).ok).toBe(true);
});
