import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WeekLife, type WeekLifeParts } from '../../../server/boards/week-life.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import { readWeekLife } from '../../../src/lib/server/week-life.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { makeWorld, startRooms, type Login, type World } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const at = (text: string): number => momentOf(text.slice(0, 10) as Day, text.slice(11));
const THURSDAY = at('2026-11-26 09:00');

/** A week's life over a real store, with a clock and a timer in the test's hands. */
async function open(changes: Partial<WeekLifeParts> = {}) {
	const world = await makeWorld();
	const { store, rooms } = await startRooms(world);
	const clock = { now: THURSDAY, timers: [] as { run: () => void; wait: number }[] };
	const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
	const live = { weekMoved: vi.fn() };
	const carryOver = vi.fn(() => Promise.resolve(true));
	const parts = { store, rooms, live, log, carryOver, now: () => clock.now, later, ...changes };
	function later(run: () => void, wait: number) {
		const timer = { run, wait };
		clock.timers.push(timer);
		return () => void clock.timers.splice(clock.timers.indexOf(timer), 1);
	}
	const life = new WeekLife(parts);
	onTestFinished(() => life.close());
	const actor = async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!;
	const moveAs = async (who: Login, from: WeekState, to: WeekState, key: WeekKey = world.week.week) =>
		life.move(await actor(who), key, { from, to });
	const state = async (id = world.week.id) => ((await store.documents.find(id)) as WeekDocument).state;
	const setState = (to: WeekState, when: number, id = world.week.id) =>
		store.documents.setWeekState(id, to, world.alice.person, when);
	const moves = async () => (await store.documents.weekStateLog(world.week.id)).slice(1); // the first is the world's own
	return { world, store, rooms, clock, log, live, carryOver, parts, life, actor, moveAs, state, setState, moves };
}

describe('a week', () => {
	test('[WL1] goes through its life with the sammankallande, and back a step', async () => {
		const { world, moveAs, state } = await open();
		const way: WeekState[] = ['reporting', 'compiling', 'reporting', 'compiling', 'meeting', 'ended', 'meeting'];
		for (const [index, to] of way.slice(1).entries())
			expect(await moveAs(world.alice, way[index]!, to)).toMatchObject({ ok: true, value: { state: to } });
		expect(await state()).toBe('meeting');
	});

	test.each([
		['carol', 'a coordinator'],
		['reader', 'a reporter']
	] as const)('[WL1] is not moved by %s, %s', async (who, _) => {
		const { world, moveAs, moves, live } = await open();
		expect(await moveAs(world[who], 'reporting', 'compiling')).toEqual({ ok: false, problem: { code: 'not-allowed' } });
		expect(await moves()).toEqual([]);
		expect(live.weekMoved).not.toHaveBeenCalled();
	});

	test('[WL1] takes no step that its life does not have, and is not sealed by a move', async () => {
		const { world, moveAs, moves, setState, state } = await open();
		expect(await moveAs(world.alice, 'reporting', 'ended')).toMatchObject({ problem: { code: 'week-step' } });
		expect(await moves()).toEqual([]);
		await setState('meeting', THURSDAY);
		expect(await moveAs(world.alice, 'meeting', 'sealed')).toMatchObject({ problem: { code: 'week-step' } });
		expect(await state()).toBe('meeting');
	});

	test('[WL1] of another samverkan is not there', async () => {
		const { world, life, actor, store } = await open();
		const alice = { ...(await actor(world.alice)), samverkan: 'elsewhere' as World['samverkan'] };
		const asked = life.move(alice, world.week.week, { from: 'reporting', to: 'compiling' });
		expect(await asked).toMatchObject({ problem: { code: 'not-found' } });
		expect(await store.documents.find(world.week.id)).toMatchObject({ state: 'reporting' });
	});

	test('[WL2] is moved once when two press at once, and the other is told', async () => {
		const { world, moveAs, moves, live } = await open();
		const pressed = await Promise.all([
			moveAs(world.alice, 'reporting', 'compiling'),
			moveAs(world.bob, 'reporting', 'compiling'),
			moveAs(world.bob, 'reporting', 'meeting')
		]);
		expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
		const told = pressed.flatMap((result) => (result.ok ? [] : [result.problem.code]));
		expect(told).toEqual(['week-moved-meanwhile', 'week-moved-meanwhile']);
		expect(await moves()).toHaveLength(1);
		expect(live.weekMoved).toHaveBeenCalledTimes(1);
	});

	test('[WL3] is moved with who and when, and tells the rooms and open boards', async () => {
		const { world, moveAs, moves, live, rooms, clock } = await open();
		const told = vi.spyOn(rooms, 'weekStateChanged');
		clock.now += 1234;
		await moveAs(world.bob, 'reporting', 'compiling');
		expect(await moves()).toEqual([{ state: 'compiling', by: world.bob.person, at: THURSDAY + 1234 }]);
		expect(told).toHaveBeenCalledExactlyOnceWith(world.week.id);
		const { id: document, week, samverkan } = world.week;
		expect(live.weekMoved).toHaveBeenCalledExactlyOnceWith(samverkan, { week, document });
	});

	test('[WL4] that is opened refers to what still stands; other moves do not', async () => {
		const { world, store, moveAs, carryOver } = await open();
		const next = await store.documents.weekDocument(world.samverkan, '2026-W49' as WeekKey, 'upcoming');
		await moveAs(world.alice, 'upcoming', 'reporting', next.week);
		expect(carryOver).toHaveBeenCalledExactlyOnceWith({ ...next, state: 'reporting' });
		await moveAs(world.alice, 'reporting', 'compiling', next.week);
		await moveAs(world.alice, 'compiling', 'reporting', next.week);
		expect(carryOver).toHaveBeenCalledTimes(1);
	});

	test('[WL4] is open, and told of, also when that fails', async () => {
		const carryOver = () => Promise.reject(new Error('SQLITE_FULL'));
		const { world, store, moveAs, state, live, log } = await open({ carryOver });
		const next = await store.documents.weekDocument(world.samverkan, '2026-W49' as WeekKey, 'upcoming');
		expect(await moveAs(world.alice, 'upcoming', 'reporting', next.week)).toMatchObject({ ok: true });
		expect(await state(next.id)).toBe('reporting');
		expect(live.weekMoved).toHaveBeenCalledTimes(1);
		expect(log.error).toHaveBeenCalledTimes(1);
	});

	test('[WL6] offers its moves and the suggestion to who may move it, and to nobody else', async () => {
		const { world, store, clock, actor, setState } = await open();
		const organisation = await store.organisation.read(world.samverkan); // meets on Tuesdays
		const now = () => clock.now;
		clock.now = at('2026-11-23 13:00');
		const offered = async (who: Login) => {
			const week = (await store.documents.find(world.week.id)) as WeekDocument;
			return readWeekLife({ store, now }, await actor(who), organisation, week);
		};
		expect(await offered(world.alice)).toMatchObject({
			moves: ['compiling', 'meeting', 'upcoming'],
			suggestion: { to: 'compiling', because: 'reporting-closed' }
		});
		expect(await offered(world.carol)).toMatchObject({ moves: [], suggestion: null, mayOpenScreen: true });
		expect(await offered(world.reader)).toMatchObject({ moves: [], suggestion: null, mayOpenScreen: false });
		await setState('meeting', at('2026-11-24 09:00'));
		clock.now = at('2026-11-24 10:00');
		expect((await offered(world.alice)).suggestion).toMatchObject({ to: 'ended', because: 'over-time' });
	});
});

describe('a meeting that nobody ended', () => {
	test('[WL9] is over at midnight by itself, by no person, once', async () => {
		const { world, life, clock, setState, state, moves, live } = await open();
		await setState('meeting', THURSDAY);
		clock.now = at('2026-11-26 23:59');
		life.start();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect([await state(), clock.timers[0]?.wait]).toEqual(['meeting', 60_000]);
		clock.now = at('2026-11-27 00:00');
		clock.timers.shift()?.run();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect((await moves()).at(-1)).toEqual({ state: 'ended', by: null, at: clock.now });
		expect(live.weekMoved).toHaveBeenCalledExactlyOnceWith(world.samverkan, {
			week: world.week.week,
			document: world.week.id
		});
		clock.timers.shift()?.run();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect(live.weekMoved).toHaveBeenCalledTimes(1);
	});

	test('[WL9] is over when the server comes up after midnight', async () => {
		const { life, clock, setState, state } = await open();
		await setState('meeting', THURSDAY);
		clock.now = at('2026-11-30 07:00');
		life.start();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect(await state()).toBe('ended');
	});

	test('[WL9] that is taken up again the day after has that day', async () => {
		const { life, clock, setState, state } = await open();
		await setState('meeting', THURSDAY);
		await setState('ended', at('2026-11-27 00:00'));
		await setState('meeting', at('2026-11-27 08:00'));
		clock.now = at('2026-11-27 23:59');
		await life.endForgotten();
		expect(await state()).toBe('meeting');
		clock.now = at('2026-11-28 00:00');
		await life.endForgotten();
		expect(await state()).toBe('ended');
	});

	test('[WL9] is looked for every hour, since clocks are set and machines sleep, and never after closing', async () => {
		const { life, clock } = await open();
		life.start();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect(clock.timers[0]?.wait).toBe(3_600_000);
		await life.close();
		expect(clock.timers).toEqual([]);
	});

	test('[WL9] does not keep the rule from trying again after the store failed', async () => {
		const { life, clock, parts, setState, state, log } = await open();
		await setState('meeting', THURSDAY);
		clock.now = at('2026-11-27 00:00');
		vi.spyOn(parts.store.organisation, 'all').mockRejectedValueOnce(new Error('SQLITE_IOERR'));
		life.start();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect([await state(), log.error.mock.calls.length]).toEqual(['meeting', 1]);
		clock.timers.shift()?.run();
		await waitFor(() => clock.timers.length === 1, 'the next look');
		expect(await state()).toBe('ended');
	});
});
