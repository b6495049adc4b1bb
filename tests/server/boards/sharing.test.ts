import { describe, expect, test } from 'vitest';
import { Sharing } from '../../../server/boards/sharing.ts';
import { sha256 } from '../../../server/boards/hash.ts';
import type { Told } from '../../../server/notices/notices.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { addObservation, editObservation, type ObservationDraft } from '../../../src/lib/shared/board/observation.ts';
import { markShared, WITHDRAW_WITHIN_MINUTES } from '../../../src/lib/shared/board/sharing.ts';
import { removeRecord, restoreRecord } from '../../../src/lib/shared/board/remove.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { openSaved } from '../../support/open-peer.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

const NOW = Date.parse('2026-11-24T08:00:00Z');
const MINUTE = 60_000;
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function start() {
	const world = await makeWorld();
	const server = await startRooms(world);
	const { store, rooms } = server;
	const draft = await store.documents.draftDocument(world.samverkan, world.carol.party, world.week.week);
	const told: Told[] = [];
	const clock = { now: NOW };
	const notices = { tell: async (one: Told) => void told.push(one) };
	const parts = { store, rooms, notices, now: () => clock.now };
	return {
		world,
		server,
		draft,
		told,
		clock,
		sharing: new Sharing(parts),
		/** Dies after so many writes to documents. */
		dying(writes: number) {
			let left = writes;
			const edit: typeof rooms.edit = async (...args) => {
				if (left-- <= 0) throw new Error('the power is gone');
				return rooms.edit(...args);
			};
			const read: typeof rooms.read = (id, kind) => rooms.read(id, kind);
			return new Sharing({ ...parts, rooms: { read, edit } });
		},
		async observe(fields: ObservationDraft = {}, by = world.carol) {
			const id = newRecordId(random);
			const made = { person: by.person, party: world.carol.party, at: NOW };
			await rooms.edit(draft.id, 'desk', by.person, (doc) =>
				addObservation(doc, id, { text: 'Klotter', ...fields }, made)
			);
			return id;
		},
		actor: async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!,
		rows: async () => (await rooms.read(draft.id, 'draft')).observations,
		board: () => rooms.read(world.week.id, 'week'),
		log: () => store.disclosures.ofParty(world.samverkan, world.carol.party),
		async setState(state: WeekState) {
			await store.documents.setWeekState(world.week.id, state, null, NOW);
			await rooms.weekStateChanged(world.week.id);
		}
	};
}

const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }) =>
	result.ok ? 'ok' : result.problem.code;

describe('sharing', () => {
	test('[DR7] a shared row is a lägesrad of the week under its own id, told by party and function and not by person', async () => {
		const { world, sharing, observe, actor, board, rows } = await start();
		const { funktion, party, person } = world.carol;
		const id = await observe(
			{ text: 'Krossade lampor', severity: 2, count: 3, sourceFunktion: funktion },
			world.reader
		);
		expect(await sharing.share(await actor(world.carol), world.week.week, [{ id, circle: 'reporters' }])).toEqual({
			ok: true,
			value: 1
		});
		const { entries, reports } = await board();
		expect(entries).toMatchObject([
			{ id, text: 'Krossade lampor', severity: 2, count: 3, circle: 'reporters', source: { party, funktion } }
		]);
		expect(JSON.stringify(entries)).not.toContain(world.reader.person);
		expect(reports).toMatchObject([{ id: party, state: 'reported', by: { person } }]);
		expect(await rows()).toMatchObject([{ shared: { entry: id, circle: 'reporters', at: NOW }, withdrawn: null }]);
	});

	test('[DR8] the log has who, when, what by its hash, and to whom, and the text nowhere', async () => {
		const { world, server, sharing, observe, actor, log } = await start();
		const id = await observe({ text: 'Krossade lampor' });
		await sharing.share(await actor(world.carol), world.week.week, [{ id, circle: 'group' }]);
		const [line, ...rest] = await log();
		expect(rest).toEqual([]);
		expect(line).toMatchObject({ observation: id, circle: 'group', person: world.carol.person, at: NOW, ended: null });
		expect(line?.sha256).toBe(sha256('Krossade lampor'));
		expect(line?.recipients.map(({ party }) => party)).toContain(world.bob.party);
		expect(line?.recipients.find(({ party }) => party === world.bob.party)?.funktioner).toEqual([
			{ id: world.bob.funktion, name: 'Funktion Bob Al' }
		]);
		expect(JSON.stringify(line)).not.toContain('lampor');
		expect(await server.store.disclosures.ofParty(world.samverkan, world.bob.party)).toEqual([]);
	});

	test('[DR7] sharing again, and two at once, make nothing twice', async () => {
		const { world, sharing, observe, actor, board, log, told } = await start();
		const rows = [{ id: await observe({}, world.reader), circle: 'group' as const }];
		const carol = await actor(world.carol);
		const ask = () => sharing.share(carol, world.week.week, rows);
		expect((await Promise.all([ask(), ask(), ask()])).map(codeOf)).toEqual(['ok', 'ok', 'ok']);
		expect((await board()).entries).toHaveLength(1);
		expect(await log()).toHaveLength(1);
		expect(told).toMatchObject([{ kind: 'row-shared', people: [world.reader.person], except: world.carol.person }]);
	});

	test.each([0, 1])('[DR9] what was interrupted after %i writes is finished by sharing again', async (writes) => {
		const { world, sharing, dying, observe, actor, board, log, rows } = await start();
		const id = await observe();
		const carol = await actor(world.carol);
		const ask = [{ id, circle: 'group' as const }];
		await expect(dying(writes).share(carol, world.week.week, ask)).rejects.toThrow('power');
		expect((await rows())[0]?.shared).toBeNull();
		expect(codeOf(await sharing.share(carol, world.week.week, ask))).toBe('ok');
		expect((await board()).entries.map((entry) => entry.id)).toEqual([id]);
		expect(await log()).toHaveLength(1);
		expect((await rows())[0]?.shared).toMatchObject({ entry: id, at: NOW });
	});

	test('[DR9] what never arrived is logged as that, and the row as it then was shared', async () => {
		const { world, sharing, dying, observe, actor, board, log } = await start();
		const id = await observe({ text: 'Klotter' });
		const carol = await actor(world.carol);
		await expect(dying(0).share(carol, world.week.week, [{ id, circle: 'group' }])).rejects.toThrow('power');
		expect(codeOf(await sharing.share(carol, world.week.week, [{ id, circle: 'public' }]))).toBe('ok');
		expect((await board()).entries[0]?.circle).toBe('public');
		expect((await log()).map(({ circle, ended }) => [circle, ended?.what ?? null])).toEqual([
			['public', null],
			['group', 'not-done']
		]);
	});

	test('[DR10] nothing is shared with a sealed week, and the log does not say it was', async () => {
		const { world, sharing, observe, actor, board, log, setState } = await start();
		const id = await observe();
		await setState('sealed');
		const shared = await sharing.share(await actor(world.carol), world.week.week, [{ id, circle: 'group' }]);
		expect(codeOf(shared)).toBe('week-sealed');
		expect((await board()).entries).toEqual([]);
		expect((await log()).filter(({ ended }) => ended === null)).toEqual([]);
	});

	test('[DR10] only whoever compiles for the party shares, and only what stands by itself with words', async () => {
		const { world, server, sharing, draft, observe, actor, board, told } = await start();
		const [good, empty, merged, gone] = [
			await observe(),
			await observe({ text: ' ' }),
			await observe(),
			await observe()
		];
		await server.rooms.edit(draft.id, 'desk', null, (doc) => {
			const set = (id: RecordId, name: string, value: unknown) =>
				doc.getMap<{ set(name: string, value: unknown): void }>('observations').get(id)?.set(name, value);
			set(merged, 'mergedInto', good);
			set(gone, 'removed', { person: world.carol.person, at: NOW });
		});
		const share = async (login: Login, ...ids: RecordId[]) =>
			codeOf(
				await sharing.share(
					await actor(login),
					world.week.week,
					ids.map((id) => ({ id, circle: 'group' }))
				)
			);
		expect(await share(world.reader, good)).toBe('not-allowed');
		expect(await share(world.bob, good)).toBe('nothing-to-share'); // his own party's draft, where there is none
		for (const id of [empty, merged, gone]) expect(await share(world.carol, good, id)).toBe('row-not-shareable');
		expect(await share(world.carol, 'nowhere' as RecordId)).toBe('nothing-to-share');
		expect((await board()).entries).toEqual([]);
		expect(told).toEqual([]);
	});

	test('[DR9] what was typed in the moment of sharing is not in the draft that says it was shared', async () => {
		const { world, server, draft, observe, rows } = await start();
		const id = await observe({ text: 'Klotter' });
		const [row] = await server.rooms.read(draft.id, 'draft').then(({ observations }) => observations);
		const shared = {
			entry: id,
			circle: 'group',
			at: NOW,
			by: { person: world.carol.person, party: world.carol.party }
		};
		await server.rooms.edit(draft.id, 'desk', null, (doc) =>
			markShared(doc, { ...row!, text: 'Klott' }, shared as never)
		);
		expect((await rows())[0]?.text).toBe('Klott');
	});
});

describe('taking back', () => {
	async function sharedRow() {
		const scene = await start();
		const id = await scene.observe({ text: 'Fel gata' }, scene.world.reader);
		const carol = await scene.actor(scene.world.carol);
		await scene.sharing.share(carol, scene.world.week.week, [{ id, circle: 'group' }]);
		const withdraw = (sharing = scene.sharing, reason = 'Fel plats') =>
			sharing.withdraw(carol, scene.world.week.week, id, reason);
		return { ...scene, id, carol, withdraw };
	}

	test('[DR11] its words leave the board, and who, when and why stays on it, in the log and in the draft', async () => {
		const { world, id, withdraw, board, log, rows, clock, told } = await sharedRow();
		clock.now += 5 * MINUTE;
		expect(codeOf(await withdraw())).toBe('ok');
		const { entries } = await board();
		const trace = { at: clock.now, by: world.carol.person, reason: 'Fel plats' };
		expect(entries).toMatchObject([{ id, text: '', where: null, withdrawn: { ...trace, party: world.carol.party } }]);
		expect(entries[0]?.removed).toEqual({ person: world.carol.person, at: clock.now });
		expect((await log())[0]?.ended).toEqual({
			what: 'withdrawn',
			person: world.carol.person,
			at: clock.now,
			reason: 'Fel plats'
		});
		expect(await rows()).toMatchObject([{ withdrawn: trace }]);
		expect(told.at(-1)).toMatchObject({ kind: 'row-withdrawn', people: [world.reader.person] });
	});

	test('[DR11] after fifteen minutes, without a reason, and in a sealed week it stays', async () => {
		const { withdraw, clock, board, setState } = await sharedRow();
		expect(codeOf(await withdraw(undefined, '  '))).toBe('reason-missing');
		clock.now += WITHDRAW_WITHIN_MINUTES * MINUTE;
		expect(codeOf(await withdraw())).toBe('withdraw-too-late');
		clock.now -= 1;
		await setState('sealed');
		expect(codeOf(await withdraw())).toBe('week-sealed');
		expect((await board()).entries[0]?.text).toBe('Fel gata');
	});

	test.each([1])(
		'[DR9] a taking back that was interrupted after %i write is finished by doing it again, also late',
		async (writes) => {
			const { withdraw, dying, clock, log, rows } = await sharedRow();
			await expect(withdraw(dying(writes))).rejects.toThrow('power');
			clock.now += 60 * MINUTE;
			expect(codeOf(await withdraw())).toBe('ok');
			expect((await log())[0]?.ended).toMatchObject({ what: 'withdrawn', at: NOW });
			expect((await rows())[0]?.withdrawn).toMatchObject({ at: NOW });
		}
	);

	test('[DR11] a row that was taken back can be put right and shared again, as a disclosure of its own', async () => {
		const { world, server, draft, sharing, id, carol, withdraw, board, log } = await sharedRow();
		await withdraw();
		await server.rooms.edit(draft.id, 'desk', carol.person, (doc) => editObservation(doc, id, { severity: 3 }));
		expect(codeOf(await sharing.share(carol, world.week.week, [{ id, circle: 'group' }]))).toBe('ok');
		expect((await board()).entries).toMatchObject([
			{ id, text: 'Fel gata', severity: 3, removed: null, withdrawn: null }
		]);
		expect((await log()).map(({ ended }) => ended?.what ?? null)).toEqual([null, 'withdrawn']);
	});

	test('[DR11] nobody else brings it back: an edit of what was taken back is refused', async () => {
		const { world, server, id, withdraw, board } = await sharedRow();
		const bob = await openSaved(server, world.bob, world.week);
		await withdraw();
		await waitFor(
			() => bob.doc.getMap<{ get(name: string): unknown }>('entries').get(id)?.get('withdrawn') != null,
			'the trace'
		);
		restoreRecord(bob.doc, entryKind, id);
		await waitFor(() => bob.refusedCopy !== null, 'the refusal');
		expect(bob.refusedCopy?.problem.code).toBe('row-withdrawn');
		expect((await board()).entries[0]?.removed).not.toBeNull();
	});

	test('[DR11] a row that somebody took off the board by hand is not on it again by being shared again', async () => {
		const { world, server, sharing, id, carol, board } = await sharedRow();
		await server.rooms.edit(world.week.id, 'desk', world.bob.person, (doc) =>
			removeRecord(doc, entryKind, id, world.bob.person, NOW)
		);
		expect(codeOf(await sharing.share(carol, world.week.week, [{ id, circle: 'group' }]))).toBe('ok');
		expect((await board()).entries[0]?.removed).not.toBeNull();
	});
});
