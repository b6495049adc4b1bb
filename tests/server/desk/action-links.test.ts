import { describe, expect, test } from 'vitest';
import { tokenHash } from '../../../server/accounts/tokens.ts';
import type { DeskMove } from '../../../src/lib/shared/desk/desk-move.ts';
import { setPerformer } from '../../../src/lib/shared/board/action.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { LAMP, openDesk } from './open-desk.ts';

const DAY = 86_400_000;
const ADDRESS = '192.0.2.7';
const DONE: DeskMove = { move: 'status', status: { state: 'done' } };
const tokenIn = (link: string) => link.split('/').at(-1)!;

async function openLink() {
	const desk = await openDesk();
	const { actionLinks, world } = desk;
	const link = await actionLinks.linkFor({
		...{ samverkan: world.samverkan, person: world.reader.person, action: LAMP, status: 'done' }
	});
	const token = tokenIn(link);
	const open = async () => {
		const opened = await actionLinks.open(token, ADDRESS);
		return opened.ok ? 'open' : opened.problem.code;
	};
	return { ...desk, link, token, open };
}

describe('a link in a mail', () => {
	test('[MI10] is an address with 256 random bits, of which the store has the hash alone', async () => {
		const { link, token, store } = await openLink();
		expect(link).toMatch(/^https:\/\/tavlan\.example\/kort\/[A-Za-z0-9_-]{43}$/);
		const kept = await store.desk.link(tokenHash(token));
		expect(kept).toMatchObject({ state: 'done', used: 0 });
		expect(JSON.stringify(kept)).not.toContain(token);
	});

	test('[MI10] opens as often as it is asked, and changes nothing', async () => {
		const { open, rows, token, store } = await openLink();
		const [before, kept] = [(await rows()).length, await store.desk.link(tokenHash(token))];
		for (let i = 0; i < 20; i++) expect(await open()).toBe('open');
		expect((await rows()).length).toBe(before);
		expect(await store.desk.link(tokenHash(token))).toEqual(kept);
	});

	test('[MI10] moves its åtgärd in its person’s name, by mail, and counts', async () => {
		const { actionLinks, token, rows, world, store, action } = await openLink();
		expect(await actionLinks.move(token, ADDRESS, [DONE])).toMatchObject({ ok: true });
		expect((await action()).status.state).toBe('done');
		expect((await rows()).at(-1)).toMatchObject({ via: 'mail', person: world.reader.person });
		expect(await store.desk.link(tokenHash(token))).toMatchObject({ used: 1 });
	});

	test('[MI10] shows number, title, date and status, and nothing more of the åtgärd', async () => {
		const { actionLinks, token } = await openLink();
		const opened = await actionLinks.open(token, ADDRESS);
		expect(opened.ok && Object.keys(opened.value.action).sort()).toEqual(['due', 'id', 'number', 'status', 'title']);
	});

	test('[MI11] is over after fourteen days', async () => {
		const { open, clock } = await openLink();
		clock.now += 14 * DAY - 1;
		expect(await open()).toBe('open');
		clock.now += 1;
		expect(await open()).toBe('action-link-over');
	});

	test('[MI11] is over when its person takes it back', async () => {
		const { actionLinks, open, world, token } = await openLink();
		expect(await actionLinks.revokeAll(world.bob.person)).toBe(0);
		expect(await open()).toBe('open');
		expect(await actionLinks.running(world.reader.person)).toHaveLength(1);
		expect(await actionLinks.revokeAll(world.reader.person)).toBe(1);
		expect(await open()).toBe('action-link-over');
		expect(await actionLinks.move(token, ADDRESS, [DONE])).toMatchObject({ problem: { code: 'action-link-over' } });
		expect(await actionLinks.running(world.reader.person)).toEqual([]);
	});

	test('[LG3] is in the log when it is made and when it is taken back, with whose it is, and its address is not', async () => {
		const { actionLinks, world, store, token } = await openLink();
		await actionLinks.revokeAll(world.reader.person);
		await store.events.settle();
		const noted = await store.events.list(world.samverkan, { what: 'action-link' }, { limit: 9 });
		const told = noted.map(({ person, about }) => ({ person, ...about })).reverse();
		const facts = { person: world.reader.person, record: LAMP };
		expect(told).toEqual([
			{ ...facts, did: 'made' },
			{ ...facts, did: 'revoked' }
		]);
		expect(JSON.stringify(noted)).not.toContain(token);
		expect(JSON.stringify(noted)).not.toContain(tokenHash(token));
	});

	test('[MI11] is over when its person leaves the samverkan', async () => {
		const { open, world, store } = await openLink();
		await store.organisation.removeMember(world.samverkan, world.reader.person);
		expect(await open()).toBe('action-link-over');
	});

	test('[MI11] is over when its person leaves the function, and when the function leaves the åtgärd', async () => {
		const { open, world, store, rooms, document } = await openLink();
		await store.organisation.staffFunktion(world.samverkan, world.reader.funktion, [world.bob.person]);
		expect(await open()).toBe('action-link-over');
		await store.organisation.staffFunktion(world.samverkan, world.reader.funktion, [world.reader.person]);
		expect(await open()).toBe('open');
		await rooms.edit(document, 'desk', null, (doc) => {
			setPerformer(doc, LAMP, world.bob.funktion, true, SERVER);
			setPerformer(doc, LAMP, world.reader.funktion, false, SERVER);
		});
		expect(await open()).toBe('action-link-over');
	});

	test('[MI11] that is none, or another’s token, is answered alike', async () => {
		const { actionLinks, token } = await openLink();
		for (const wrong of ['', 'x', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, `${token}x`])
			expect(await actionLinks.open(wrong, ADDRESS)).toEqual({ ok: false, problem: { code: 'action-link-over' } });
	});

	test('[MI11] is tried so often from an address, and sent by so often', async () => {
		const { actionLinks, token, clock } = await openLink();
		const post = async (address: string) => {
			const moved = await actionLinks.move(token, address, [DONE]);
			return moved.ok ? 'ok' : moved.problem.code;
		};
		for (let i = 0; i < 10; i++) expect(await post(`198.51.${i}.1`)).toBe('ok');
		expect(await post('203.0.113.9')).toBe('too-many-attempts');
		clock.now += 60_000;
		expect(await post('203.0.113.9')).toBe('ok');
		for (let i = 0; i < 60; i++) await actionLinks.open('x', '198.18.0.1');
		const last = await actionLinks.open(token, '198.18.0.1');
		expect(last).toMatchObject({ problem: { code: 'too-many-attempts' } });
		expect(await actionLinks.open(token, '203.0.114.1')).toMatchObject({ ok: true });
	});
});
