import { expect, test } from 'vitest';
import { addComment } from '../../../src/lib/shared/board/comment.ts';
import { setLevel } from '../../../src/lib/shared/board/area-level.ts';
import type { AreaId } from '../../../src/lib/shared/ids.ts';
import { HIDDEN, TAKEN_AWAY } from '../../../src/lib/shared/redaction/mask.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { addAction, addEntry, entryText, type } from '../../support/edits.ts';
import { openPeer } from '../../support/open-peer.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';
import { valueOf } from '../seal/support.ts';
import { actorOf, emptied, flaggingOf, tablesWith } from './support.ts';

const NAME = 'Zåkarias Ödlund vid kiosken';
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function start() {
	const world = await makeWorld();
	const server = await startRooms(world);
	const told: { people?: readonly string[]; except?: string | null; dedupe: string }[] = [];
	const flagging = flaggingOf(server, (one) => Promise.resolve(void told.push(one as (typeof told)[number])));
	let row = '' as RecordId;
	await server.rooms.edit(world.week.id, 'desk', world.carol.person, (doc) => {
		row = addEntry(doc, world.carol, { text: NAME, count: 3 });
	});
	const pointed = { document: world.week.id, root: 'entries', record: row };
	const actor = (login: typeof world.alice) => actorOf(server, world, login);
	return { world, server, flagging, told, row, pointed, actor };
}

test('[RD3] whoever reads a row flags it: its words are gone from everybody at once, and nobody writes in it', async () => {
	const { world, server, flagging, row, pointed, actor, told } = await start();
	const bob = openPeer(server, world.bob, { id: world.week.id, kind: 'week' });
	await waitFor(() => entryText(bob.doc, row) === NAME, 'the row');
	const flag = valueOf(await flagging.flag(await actor(world.reader), pointed, 'Ett namn'));
	await waitFor(() => entryText(bob.doc, row) === HIDDEN, 'the row to be hidden');
	expect((await server.rooms.read(world.week.id, 'week')).entries[0]).toMatchObject({
		text: HIDDEN,
		count: 3,
		flagged: { person: world.reader.person }
	});
	expect(JSON.stringify(bob.doc.toJSON())).not.toContain('Zåkarias');
	type(bob.doc, row, 'Han igen: ');
	await waitFor(() => entryText(bob.doc, row) === HIDDEN, 'the edit to be refused');
	expect(flag).toMatchObject({ state: 'open', label: 'Lägesrad', party: world.carol.party, reason: 'Ett namn' });
	expect(told).toMatchObject([
		{ people: [world.carol.person], except: world.reader.person, dedupe: `flagged:${flag.id}` }
	]);
	expect(await flagging.flag(await actor(world.bob), pointed, '')).toMatchObject({
		problem: { code: 'already-flagged' }
	});
});

test('[RD3] a motive, a comment and an åtgärd are hidden too, and a sealed week’s rows', async () => {
	const { world, server, flagging, actor, pointed } = await start();
	const { week, actions } = world;
	let [action, comment] = ['' as RecordId, newRecordId(random)];
	await server.rooms.edit(week.id, 'desk', world.alice.person, (doc) => setLevel(doc, 'centrum' as AreaId, 2, NAME));
	await server.rooms.edit(actions.id, 'desk', world.alice.person, (doc) => {
		action = addAction(doc, world.alice, { title: `Samtal med ${NAME}`, goal: NAME });
		addComment(doc, comment, action, `Ringde ${NAME}`, { person: world.alice.person, party: world.alice.party, at: 1 });
	});
	await server.store.documents.setWeekState(week.id, 'sealed', null, Date.now());
	await server.rooms.weekStateChanged(week.id);
	const alice = await actor(world.alice);
	for (const [root, record, document] of [
		['levels', 'centrum', week.id],
		['comments', comment, actions.id],
		['actions', action, actions.id],
		['entries', pointed.record, week.id]
	] as const)
		valueOf(await flagging.flag(alice, { document, root, record }, ''));
	const now = [await server.rooms.read(week.id, 'week'), await server.rooms.read(actions.id, 'actions')];
	expect(JSON.stringify(now)).not.toContain('Zåkarias');
	comment = newRecordId(random);
});

test('[RD4] only the row’s own samordnare and the sammankallande read what is hidden and judge it', async () => {
	const { world, flagging, pointed, actor } = await start();
	const flag = valueOf(await flagging.flag(await actor(world.alice), pointed, ''));
	const [reader, carol, bob] = [await actor(world.reader), await actor(world.carol), await actor(world.bob)];
	expect(await flagging.toJudge(reader)).toEqual([]);
	expect(await flagging.log(reader)).toEqual({ flags: [], redactions: [] });
	expect((await flagging.toJudge(carol)).map(({ parts }) => parts[0]?.words)).toEqual([[NAME]]);
	expect(await flagging.toJudge(bob)).toHaveLength(1);
	const other = { ...carol, party: world.alice.party };
	expect(await flagging.toJudge(other)).toEqual([]);
	for (const nobody of [reader, other]) {
		const shown = await flagging.showAgain(nobody, flag.id);
		const redacted = await flagging.redact(nobody, flag.id, { instead: [''], reason: 'Namn' });
		expect([shown.ok, redacted.ok]).toEqual([false, false]);
	}
	expect(JSON.stringify(await flagging.log(carol))).not.toContain('Zåkarias');
	const stranger = { ...bob, samverkan: 'annan' as typeof bob.samverkan };
	expect((await flagging.flag(stranger, pointed, '')).ok).toBe(false);
});

test('[RD5] a false alarm puts the words back where they were, and keeps no copy of them', async () => {
	const { world, server, flagging, pointed, actor } = await start();
	const carol = await actor(world.carol);
	const flag = valueOf(await flagging.flag(await actor(world.reader), pointed, ''));
	expect(await flagging.showAgain(carol, flag.id)).toEqual({ ok: true, value: true });
	expect((await server.rooms.read(world.week.id, 'week')).entries[0]).toMatchObject({ text: NAME, flagged: null });
	expect(tablesWith(world.folder, [NAME])).not.toContain('flags');
	expect(await flagging.showAgain(carol, flag.id)).toMatchObject({ problem: { code: 'flag-judged' } });
	expect((await flagging.log(carol)).flags).toMatchObject([{ state: 'shown', judgedBy: world.carol.person }]);
});

test('[RD6] clients that are connected while words are taken away have the same board after it, and go on writing', async () => {
	const { world, server, flagging, row, pointed, actor } = await start();
	const [alice, bob] = [world.alice, world.bob].map((login) =>
		openPeer(server, login, { id: world.week.id, kind: 'week' })
	);
	await waitFor(() => entryText(alice!.doc, row) === NAME && entryText(bob!.doc, row) === NAME, 'the row');
	const carol = await actor(world.carol);
	const flag = valueOf(await flagging.flag(carol, pointed, ''));
	const reason = { instead: emptied(flag), reason: 'Pekar ut någon' };
	expect(await flagging.redact(carol, flag.id, { ...reason, reason: ' ' })).toMatchObject({
		problem: { code: 'reason-missing' }
	});
	expect(await flagging.redact(carol, flag.id, { ...reason, instead: [NAME] })).toMatchObject({
		problem: { code: 'words-still-there' }
	});
	valueOf(await flagging.redact(carol, flag.id, reason));
	await waitFor(() => [alice, bob].every((peer) => entryText(peer!.doc, row) === TAKEN_AWAY), 'both to start over');
	type(alice!.doc, row, 'Åter lugnt. ');
	await waitFor(() => entryText(bob!.doc, row) === `Åter lugnt. ${TAKEN_AWAY}`, 'what alice wrote');
	expect((await flagging.log(carol)).redactions).toMatchObject([
		{ reason: 'Pekar ut någon', state: 'done', by: world.carol.person, fields: [{ root: 'entries', fields: ['text'] }] }
	]);
});
