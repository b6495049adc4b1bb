import { describe, expect, test } from 'vitest';
import type { DeskMove } from '../../../src/lib/shared/desk/desk-move.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { waitFor } from '../../support/wait-for.ts';
import { LAMP, openDesk, THURSDAY } from './open-desk.ts';

const DONE: DeskMove = { move: 'status', status: { state: 'done' } };
const comment = (text: string, id = 'c1'): DeskMove => ({ move: 'comment', id: id as RecordId, text });

describe('a move without the board', () => {
	test('[MI4] is one row of the journal, with who, when and by what way', async () => {
		const { actionUpdates, world, actor, action, rows } = await openDesk();
		const before = (await rows()).length;
		expect(await actionUpdates.move(await actor(world.reader), LAMP, DONE, 'mail')).toMatchObject({ ok: true });
		expect((await action()).status).toEqual({ state: 'done' });
		const added = (await rows()).slice(before);
		expect(added).toMatchObject([{ person: world.reader.person, via: 'mail' }]);
	});

	test.each<[string, DeskMove, string]>([
		['a date of one’s own', { move: 'grant-due' }, 'nothing-asked'],
		['another function’s word', { move: 'accept', funktion: 'other' as never }, 'not-own-answer'],
		[
			'an åtgärd of a function that has none of it',
			{ move: 'give-on', from: 'a' as never, to: 'b' as never },
			'not-found'
		],
		['a day that has been', { move: 'ask-due', due: '2026-11-25' as Day, reason: 'Sent' }, 'new-due-past']
	])('[MI4] that can not be made changes nothing: %s', async (_, move, code) => {
		const { actionUpdates, world, actor, rows, action } = await openDesk();
		const [stood, before] = [await action(), (await rows()).length];
		const moved = await actionUpdates.move(await actor(world.reader), LAMP, move, 'desk');
		expect(moved.ok ? 'ok' : moved.problem.code).toBe(code);
		expect(await action()).toEqual(stood);
		expect((await rows()).length).toBe(before);
	});

	test('[MI4] is refused as on the wire, and leaves nothing: of others’ åtgärder, by those who only read, of what is not there', async () => {
		const { actionUpdates, world, actor, rows, roles } = await openDesk();
		const before = (await rows()).length;
		const code = async (who: typeof world.bob, id = LAMP) => {
			const moved = await actionUpdates.move(await actor(who), id, DONE, 'desk');
			return moved.ok ? 'ok' : moved.problem.code;
		};
		await roles(world.bob, 'performer');
		expect(await code(world.bob)).toBe('not-own-action');
		await roles(world.bob, 'external');
		expect(await code(world.bob)).toBe('not-found'); // is not told that there is one
		await roles(world.reader, 'reporter');
		expect(await code(world.reader)).toBe('may-not-edit-actions');
		expect(await code(world.carol, 'nowhere' as RecordId)).toBe('not-found');
		expect((await rows()).length).toBe(before);
	});

	test('[MI4] is taken back by what it answers', async () => {
		const { actionUpdates, world, actor, action, comments } = await openDesk();
		const reader = await actor(world.reader);
		const moves: DeskMove[] = [
			{ move: 'status', status: { state: 'blocked', reason: 'Delar saknas' } },
			{ move: 'accept', funktion: world.reader.funktion },
			{ move: 'ask-due', due: '2026-12-11' as Day, reason: 'Delar saknas' },
			{ move: 'hand-back', funktion: world.reader.funktion, reason: 'Ingen tid' },
			comment('Bytt i dag')
		];
		const stood = await action();
		for (const move of moves) {
			const moved = await actionUpdates.move(reader, LAMP, move, 'desk');
			expect(moved, move.move).toMatchObject({ ok: true, value: { undo: expect.anything() } });
			const undo = moved.ok && moved.value.undo;
			expect(await actionUpdates.move(reader, LAMP, undo as DeskMove, 'desk'), move.move).toMatchObject({ ok: true });
			expect(await action(), move.move).toEqual(stood);
		}
		expect((await comments()).map(({ removed }) => removed?.person)).toEqual([world.reader.person]);
	});

	test('[MI4] sent twice is one comment', async () => {
		const { actionUpdates, world, actor, comments } = await openDesk();
		const reader = await actor(world.reader);
		await Promise.all([1, 2].map(() => actionUpdates.move(reader, LAMP, comment('Bytt'), 'desk')));
		expect(await comments()).toHaveLength(1);
	});

	test('[MI2] a yes after a no clears the no on the disk, and a new taker clears both', async () => {
		const { actionUpdates, world, clock, actor, action } = await openDesk();
		const [reader, carol] = [await actor(world.reader), await actor(world.carol)];
		const funktion = world.reader.funktion;
		await actionUpdates.move(reader, LAMP, { move: 'hand-back', funktion, reason: 'Ingen tid' }, 'desk');
		clock.now += 1000;
		await actionUpdates.move(reader, LAMP, { move: 'accept', funktion }, 'desk');
		expect(await action()).toMatchObject({ handedBack: null, accepted: { by: { person: world.reader.person } } });
		await actionUpdates.move(carol, LAMP, { move: 'give-on', from: funktion, to: world.bob.funktion }, 'desk');
		expect(await action()).toMatchObject({ accepted: null, handedBack: null, performers: [world.bob.funktion] });
	});

	test('[MI3] a yes to another date is the date, and clears the question', async () => {
		const { actionUpdates, world, actor, action } = await openDesk();
		const due = '2026-12-11' as Day;
		await actionUpdates.move(await actor(world.reader), LAMP, { move: 'ask-due', due, reason: 'Delar' }, 'desk');
		await actionUpdates.move(await actor(world.carol), LAMP, { move: 'grant-due' }, 'desk');
		expect(await action()).toMatchObject({ due, newDue: null });
	});
});

describe('news of åtgärder', () => {
	test('[MI14] reach those whose they are and those who see to them, bundled, and nobody else', async () => {
		const { actionUpdates, world, actor, told, roles } = await openDesk();
		await waitFor(() => told.length > 0, 'the news of the åtgärd itself');
		told.length = 0;
		await roles(world.bob, 'performer');
		await actionUpdates.move(await actor(world.reader), LAMP, DONE, 'desk');
		await actionUpdates.move(await actor(world.reader), LAMP, comment('Klart'), 'desk');
		await waitFor(() => told.length > 0, 'the news');
		const people = [world.reader, world.carol, world.alice].map(({ person }) => person);
		expect(told).toEqual([{ people: expect.arrayContaining(people), actions: [LAMP] }]);
		expect(told[0]!.people).toHaveLength(people.length);
	});

	test('[MI6] what changed last, and by whom, is kept by part', async () => {
		const { actionUpdates, world, actor, store, clock, actionNews } = await openDesk();
		clock.now += 5000;
		await actionUpdates.move(await actor(world.reader), LAMP, DONE, 'desk');
		await actionUpdates.move(await actor(world.reader), LAMP, comment('Klart'), 'desk');
		await actionNews.close();
		const changes = await store.desk.changesOf(world.samverkan, [LAMP]);
		const facts = changes.map(({ what, person, at, times }) => [what, person, at - THURSDAY, times]);
		expect(facts.sort()).toEqual([
			['comment', world.reader.person, 5000, 1],
			['new', world.alice.person, 0, 1],
			['status', world.reader.person, 5000, 1]
		]);
	});

	test('[MI6] a visit never moves back', async () => {
		const { store, world } = await openDesk();
		const { samverkan, reader } = world;
		expect(await store.desk.visit(samverkan, reader.person)).toBeNull();
		await store.desk.setVisit(samverkan, reader.person, 20);
		await store.desk.setVisit(samverkan, reader.person, 10);
		expect(await store.desk.visit(samverkan, reader.person)).toBe(20);
	});

	test('[MI9] a comment that names a function tells it', async () => {
		const { actionUpdates, world, actor, mentioned } = await openDesk();
		await actionUpdates.move(await actor(world.reader), LAMP, comment('@Funktion Bob Al kan ni titta?'), 'desk');
		await waitFor(() => mentioned.length > 0, 'the mention');
		expect(mentioned).toMatchObject([{ funktioner: [world.bob.funktion], except: world.reader.person }]);
	});
});
