import { expect, test } from 'vitest';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { observationKind } from '../../../src/lib/shared/board/observation.ts';
import { createRecord, setMember, setValue, textOf } from '../../../src/lib/shared/board/record.ts';
import { takeBack } from '../../../src/lib/shared/board/sharing.ts';
import { TAKEN_BACK } from '../../../src/lib/shared/history/taken-back.ts';
import { HIDDEN } from '../../../src/lib/shared/redaction/mask.ts';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import type { AreaId } from '../../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { endOfWeek } from '../../../src/lib/shared/week/local-time.ts';
import { flaggingOf } from '../redaction/support.ts';
import { startRooms, type Login } from '../../support/start-rooms.ts';
import { actorOf, allChanges, freshWorld, newId, NOW } from './support.ts';

const AREA = 'k1234567890123456789AB' as AreaId;
const at = (minutes: number) => NOW + minutes * 60_000;

/** A week with a row of alice's, an åtgärd that carol's function performs for a while, and a draft of bob's party. */
async function startStory() {
	const world = await freshWorld();
	const clock = { now: NOW };
	const server = await startRooms(world, { now: () => clock.now });
	const { rooms, store, history } = server;
	const { week, actions, alice, bob, carol } = world;
	const entry = newId();
	const action = newId();
	const write = async (minutes: number, id: typeof week.id, by: Login, edit: Parameters<typeof rooms.edit>[3]) => {
		clock.now = at(minutes);
		await rooms.edit(id, 'desk', by.person, (doc) => doc.transact(() => edit(doc), LOCAL));
	};
	await write(0, week.id, alice, (doc) =>
		createRecord(doc, entryKind, entry, {
			text: 'Glaskross vid torget',
			where: { area: AREA, place: null },
			created: { person: alice.person, party: alice.party, at: clock.now }
		})
	);
	await write(1, actions.id, bob, (doc) => createRecord(doc, actionKind, action, { title: 'Laga lampan' }));
	await write(2, actions.id, bob, (doc) => setMember(doc, actionKind, action, 'performers', carol.funktion, true));
	await write(3, actions.id, bob, (doc) => textOf(doc, actionKind, action, 'title')!.insert(0, 'Genast: '));
	await write(4, actions.id, bob, (doc) => setMember(doc, actionKind, action, 'performers', carol.funktion, false));
	await write(5, actions.id, bob, (doc) => setValue(doc, actionKind, action, 'horizon', 'acute'));
	const draft = await store.documents.draftDocument(world.samverkan, bob.party, week.week);
	await write(6, draft.id, bob, (doc) => createRecord(doc, observationKind, newId(), { text: 'Bara för oss' }));
	const as = async (login: Login, ...roles: Role[]): Promise<Actor> => {
		const actor = await actorOf(server, world, login);
		return roles.length > 0 ? { ...actor, roles } : actor;
	};
	const seen = async (actor: Actor) => JSON.stringify(await allChanges(server, actor, { from: NOW }));
	return { world, server, rooms, store, history, clock, write, as, seen, entry, action, draft };
}

test('[HI4] an open week and a draft are for those who read them: the other roles learn nothing, not by counting either', async () => {
	const { world, history, as, seen } = await startStory();
	const everybody = await as(world.reader);
	expect(await seen(everybody)).toContain('Glaskross');
	expect(await seen(everybody)).not.toContain('Bara för oss');
	expect(await seen(await as(world.bob))).toContain('Bara för oss');
	for (const role of ['leader', 'registrar', 'admin', 'external'] as const) {
		const actor = { ...(await as(world.bob, role)), funktioner: [] };
		expect(await seen(actor), role).not.toMatch(/Glaskross|Laga|Genast/);
		expect(await history.weekAt(actor, world.week.week, at(9)), role).toBeNull();
		expect(await history.ticks(actor, world.week.week), role).toEqual([]);
		expect(await history.weeks(actor), role).toEqual([]);
		const { total } = await history.changes(actor, { from: NOW, documents: [world.week.id, world.actions.id] });
		expect(total, role).toBe(0);
	}
});

test('[HI4] a role that was lost a moment ago gives nothing', async () => {
	const { world, store, seen, as } = await startStory();
	await store.organisation.setMember(world.samverkan, world.reader.person, world.reader.party, ['admin']);
	expect(await seen(await as(world.reader))).toBe('[]');
});

test('[HI7] who reads sealed weeks alone sees them, and åtgärder until the newest of them ended', async () => {
	const { world, rooms, store, history, write, as, seen, action, clock } = await startStory();
	const leader = await as(world.alice, 'leader');
	await store.documents.setWeekState(world.week.id, 'sealed', null, clock.now);
	await rooms.weekStateChanged(world.week.id);
	const after = endOfWeek({ year: 2026, number: 48 }) + 60_000;
	await write((after - NOW) / 60_000, world.actions.id, world.bob, (doc) =>
		textOf(doc, actionKind, action, 'title')!.insert(0, 'Efteråt: ')
	);
	expect(await seen(leader)).toMatch(/Glaskross.*Genast/s);
	expect(await seen(leader)).not.toContain('Efteråt');
	const past = await history.weekAt(leader, world.week.week, after + 60_000);
	expect(past?.actions.actions[0]?.title).toBe('Genast: Laga lampan');
	expect(past?.state).toBe('sealed');
	expect((await history.weekAt(leader, world.week.week, at(0)))?.state).toBe('reporting');
	expect((await history.weekAt(await as(world.bob), world.week.week, after))?.actions.actions[0]?.title).toMatch(
		/^Efteråt/
	);
	expect(await history.weeks(leader)).toMatchObject([
		{ week: '2026-W48', state: 'sealed', sealedAt: at(6), changes: 7 }
	]);
});

test('[HI7] an external party sees of an åtgärd what was done while it was theirs, if it still is', async () => {
	const { world, write, as, seen, action } = await startStory();
	const external = await as(world.carol, 'external');
	expect(await seen(external)).toBe('[]');
	await write(10, world.actions.id, world.bob, (doc) =>
		setMember(doc, actionKind, action, 'performers', world.carol.funktion, true)
	);
	await write(11, world.actions.id, world.bob, (doc) => setValue(doc, actionKind, action, 'horizon', 'long'));
	const own = JSON.parse(await seen(external)) as { field: string; at: number }[];
	expect(own.map(({ field, at: when }) => [field, (when - NOW) / 60_000])).toEqual([
		['performers', 2],
		['title', 3],
		['performers', 10],
		['horizon', 11]
	]);
});

test('[HI5] what is flagged is hidden in every change and moment, and not found by its words, until it is shown again', async () => {
	const { world, server, history, as, seen, entry } = await startStory();
	const flagging = flaggingOf(server);
	const [alice, bob] = [await as(world.alice), await as(world.bob)];
	const find = async (text: string) => (await history.changes(bob, { text, from: NOW })).changes.length;
	expect(await find('glaskross')).toBe(1);
	const flag = await flagging.flag(bob, { document: world.week.id, root: 'entries', record: entry }, '');
	if (!flag.ok) throw new Error(flag.problem.code);
	for (const actor of [alice, bob]) expect(await seen(actor)).not.toContain('Glaskross');
	expect(await seen(bob)).toContain(HIDDEN);
	expect((await history.weekAt(alice, world.week.week, at(1)))?.week.entries[0]?.text).toBe(HIDDEN);
	expect((await history.recordAt(world.week.id, 'week', at(1))).entries[0]?.text).toBe(HIDDEN);
	expect(await find('glaskross')).toBe(0);
	expect((await history.changes(bob, { text: 'glaskross', from: NOW })).total).toBe(0);
	await flagging.showAgain(alice, flag.value.id);
	expect(await find('glaskross')).toBeGreaterThan(0);
});

test('[HI6] a row that was taken back shows its words to its own party alone, and is not found by them', async () => {
	const { world, history, write, as, seen, entry } = await startStory();
	const by = { person: world.alice.person, party: world.alice.party, at: at(8) };
	await write(8, world.week.id, world.alice, (doc) => takeBack(doc, entry, by, 'Fel plats'));
	const [own, other] = [await as(world.alice), await as(world.bob)];
	expect(await seen(own)).toContain('Glaskross');
	const told = JSON.parse(await seen(other)) as {
		record: string;
		person: string;
		field: string | null;
		before: unknown;
	}[];
	expect(JSON.stringify(told)).not.toMatch(/Glaskross|k1234567890123456789AB/);
	expect(told.filter(({ record }) => record === entry).map(({ person }) => person)).toContain(world.alice.person);
	expect(told.find(({ record, field }) => record === entry && field === 'text')?.before).toBe(TAKEN_BACK);
	expect(JSON.stringify(told)).toContain('Fel plats');
	const board = async (actor: Actor) => (await history.weekAt(actor, world.week.week, at(7)))!.week.entries[0]!;
	expect(await board(own)).toMatchObject({ text: 'Glaskross vid torget', where: { area: AREA } });
	expect(await board(other)).toMatchObject({ text: TAKEN_BACK, where: null });
	for (const filter of [{ text: 'glaskross' }, { areas: [AREA] }]) {
		expect((await history.changes(other, filter)).changes, JSON.stringify(filter)).toEqual([]);
		expect((await history.changes(own, filter)).changes, JSON.stringify(filter)).not.toEqual([]);
	}
});

test('[HI4] a week that there is not is no board, and another samverkan has none of it', async () => {
	const { world, history, as } = await startStory();
	const alice = await as(world.alice);
	expect(await history.weekAt(alice, '2031-W01' as WeekKey, at(1))).toBeNull();
	expect((await history.changes({ ...alice, samverkan: 'annan' as Actor['samverkan'] }, {})).changes).toEqual([]);
});

test('[HI11] a board that is sent is what this person is shown, whoever asked before them, and not sent twice', async () => {
	const { world, server, history, store, rooms, write, as, entry, clock } = await startStory();
	const by = { person: world.alice.person, party: world.alice.party, at: at(8) };
	const decoder = new TextDecoder();
	const sent = async (actor: Actor, moment: number, known: string[] = []) => {
		const found = await history.piecesAt(actor, world.week.week, moment, { known });
		if (!found) return null;
		const read = ({ bytes }: typeof found.week) => bytes && (JSON.parse(decoder.decode(bytes)) as unknown);
		return {
			...found,
			week: read(found.week),
			actions: read(found.actions),
			names: [found.week.name, found.actions.name]
		};
	};
	const expectAsShown = async (moment: number) => {
		for (const actor of [
			await as(world.alice),
			await as(world.bob),
			await as(world.alice, 'leader'),
			await as(world.alice)
		])
			for (const role of ['external', null] as const) {
				const one = role ? { ...actor, roles: [role] } : actor;
				const { names, refers, ...shown } = (await sent(one, moment)) ?? { names: null, refers: null };
				expect(names === null ? null : shown).toEqual(await history.weekAt(one, world.week.week, moment));
				expect(names === null).toBe(refers === null);
			}
	};
	await expectAsShown(at(7));
	await write(8, world.week.id, world.alice, (doc) => takeBack(doc, entry, by, 'Fel plats'));
	// before anything else has read on: the own party first, and others are not given what was made for it
	expect(JSON.stringify(await sent(await as(world.alice), at(7)))).toContain('Glaskross');
	expect(JSON.stringify(await sent(await as(world.bob), at(7)))).not.toContain('Glaskross');
	await expectAsShown(at(7));
	const flag = await flaggingOf(server).flag(
		await as(world.alice),
		{ document: world.week.id, root: 'entries', record: entry },
		''
	);
	if (!flag.ok) throw new Error(flag.problem.code);
	await expectAsShown(at(7));
	const own = (await sent(await as(world.alice), at(7)))!;
	expect(JSON.stringify(own)).not.toContain('Glaskross');
	await store.documents.setWeekState(world.week.id, 'sealed', null, clock.now);
	await rooms.weekStateChanged(world.week.id);
	await expectAsShown(at(7));
	const again = await sent(await as(world.alice), at(7), own.names);
	expect(again).toMatchObject({ week: null, actions: null, names: own.names });
	// what somebody else has does not stand for what this person is shown
	const other = await sent(await as(world.bob), at(3), own.names);
	expect(other?.week).not.toBeNull();
	expect(other?.actions).toEqual((await history.weekAt(await as(world.bob), world.week.week, at(3)))?.actions);
});
