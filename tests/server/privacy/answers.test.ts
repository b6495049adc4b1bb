import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { PrivacyDesk } from '../../../server/boards/privacy-desk.ts';
import { Sharing } from '../../../server/boards/sharing.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { addObservation } from '../../../src/lib/shared/board/observation.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { answerMark } from '../../../src/lib/shared/privacy/answers.ts';
import { checklist } from '../../../src/lib/shared/seal/checklist.ts';
import { buildEntry } from '../../shared/fixtures.ts';
import { buildFacts } from '../../shared/seal-facts.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const TEXT = 'Ring väktaren på 070-174 06 05 när det är stökigt';
const row = { record: 'abcdefghijkl', field: 'text', text: TEXT };
const answer = { ...row, document: null, kind: 'phone', reason: 'Jourtelefonen, inte en persons' } as const;

async function start() {
	const world = await makeWorld();
	const store = await openSqliteStore(world.folder);
	onTestFinished(() => store.close());
	const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
	const { samverkan, alice } = world;
	const actor: Actor = { person: alice.person, samverkan, party: alice.party, roles: ['convener'], funktioner: [] };
	return { world, store, samverkan, actor, desk: new PrivacyDesk({ store, random, now: () => NOW }) };
}

describe('a warning', () => {
	test('[PD10] is answered with a reason, and not asked about again in that record', async () => {
		const { desk, store, samverkan, actor, world } = await start();
		expect(await desk.unansweredWarnings(samverkan, [row])).toEqual([
			{ record: row.record, field: 'text', kind: 'phone' }
		]);
		expect(await desk.answer(actor, answer)).toEqual({ ok: true, value: 1 });
		expect(await desk.unansweredWarnings(samverkan, [row])).toEqual([]);
		const other = { ...row, record: 'lkjihgfedcba' };
		expect(await desk.unansweredWarnings(samverkan, [other])).toHaveLength(1);
		const changed = { ...row, text: 'Ring 070-174 06 06' };
		expect(await desk.unansweredWarnings(samverkan, [changed])).toHaveLength(1);
		const { person } = world.alice;
		expect(await store.privacy.overrides(samverkan)).toMatchObject([
			{ record: row.record, field: 'text', kind: 'phone', reason: answer.reason, person, at: NOW }
		]);
		await store.close();
		const bytes = ['', '-wal'].map((end) => read(join(world.folder, `lagestavlan.db${end}`))).join('');
		expect(bytes).toContain('Jourtelefonen');
		expect(bytes).not.toContain('174 06 05');
	});

	test('[PD10] needs something to answer, and a reason that names nobody', async () => {
		const { desk, actor } = await start();
		const wrongKind = await desk.answer(actor, { ...answer, kind: 'email' });
		expect(wrongKind).toMatchObject({ problem: { code: 'nothing-to-answer' } });
		const named = await desk.answer(actor, { ...answer, reason: 'Det är Ahmeds bror' });
		expect(named).toMatchObject({ problem: { code: 'reason-names-somebody' } });
	});

	test('[PD10] is marked by HMAC-SHA-256, alike in the browser and on the server', () => {
		const message = JSON.stringify(['r', 'phone', '070-174 06 05']);
		const expected = createHmac('sha256', 'nyckel').update(message).digest('hex').slice(0, 32);
		expect(answerMark('nyckel', { record: 'r', kind: 'phone', text: '070-174 06 05' })).toBe(expected);
		expect(answerMark('annan', { record: 'r', kind: 'phone', text: '070-174 06 05' })).not.toBe(expected);
	});
});

function read(file: string): string {
	try {
		return readFileSync(file, 'latin1');
	} catch {
		return '';
	}
}

test('[PD12] the samverkan’s own places and words are allowed, and who said so stays', async () => {
	const { desk, store, samverkan, actor } = await start();
	const text = { ...row, text: 'Samling vid Kalle Anka-parken och hos Zlatan Kebab' };
	const open = await desk.unansweredWarnings(samverkan, [{ ...row, text: 'Vi ses hos Kevin' }]);
	expect(open).toMatchObject([{ kind: 'name' }]);
	expect(await desk.addWord(actor, 'Kevin')).toEqual({ ok: true, value: true });
	expect(await desk.addWord(actor, 'KEVIN')).toMatchObject({ problem: { code: 'word-is-there' } });
	expect(await desk.addWord(actor, '070-1740605')).toMatchObject({ problem: { code: 'word-is-number' } });
	expect(await desk.unansweredWarnings(samverkan, [{ ...row, text: 'Vi ses hos Kevin' }])).toEqual([]);
	expect(await desk.removeWord(actor, 'kevin')).toBe(true);
	expect(await desk.removeWord(actor, 'kevin')).toBe(false);
	expect(await desk.unansweredWarnings(samverkan, [{ ...row, text: 'Vi ses hos Kevin' }])).toHaveLength(1);
	const removed = { by: actor.person, at: NOW };
	expect(await store.privacy.words(samverkan)).toEqual([
		{ word: 'Kevin', addedBy: actor.person, addedAt: NOW, removed }
	]);

	const area = await store.organisation.addArea(samverkan, { name: 'Kalle Anka-parken' });
	expect(area).toBeTruthy();
	expect((await desk.facts(samverkan)).allow).toContain('Kalle Anka-parken');
	expect(await desk.unansweredWarnings(samverkan, [text])).toEqual([]);
});

test('[PD11] an unanswered warning is listed before the seal, by kind and without the words', async () => {
	const { desk, samverkan, actor } = await start();
	const record = { entries: [buildEntry({ id: row.record as never, text: TEXT })] };
	const listed = async () =>
		checklist(buildFacts({ record, privacy: await desk.facts(samverkan) } as never)).filter(
			({ code }) => code === 'personal-data-unanswered'
		);
	expect(await listed()).toMatchObject([
		{ kind: 'warning', text: 'En text kan innehålla personuppgifter: telefonnummer.' }
	]);
	await desk.answer(actor, answer);
	expect(await listed()).toEqual([]);
});

test('[PD16] a row with an unanswered warning is not shared, nor those with it; answered, they are', async () => {
	const world = await makeWorld();
	const { store, rooms } = await startRooms(world);
	const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
	const desk = new PrivacyDesk({ store, random, now: () => NOW });
	const unansweredWarnings = desk.unansweredWarnings.bind(desk);
	const notices = { tell: () => Promise.resolve() };
	const sharing = new Sharing({ store, rooms, notices, now: () => NOW, unansweredWarnings });
	const actor = (await store.organisation.actor(world.samverkan, world.carol.person))!;
	const draft = await store.documents.draftDocument(world.samverkan, actor.party, world.week.week);
	const by = { person: actor.person, party: actor.party, at: NOW };
	const [warned, clean] = [row.record, 'lkjihgfedcba'] as RecordId[];
	await rooms.edit(draft.id, 'desk', actor.person, (doc) => {
		addObservation(doc, warned!, { text: TEXT }, by);
		addObservation(doc, clean!, { text: 'Lugnt' }, by);
	});
	const share = () =>
		sharing.share(
			actor,
			world.week.week,
			[warned!, clean!].map((id) => ({ id, circle: 'group' }))
		);
	expect(await share()).toEqual({ ok: false, problem: { code: 'warnings-unanswered', path: warned } });
	expect((await rooms.read(world.week.id, 'week')).entries).toEqual([]);
	expect(await desk.answer(actor, { ...answer, document: draft.id })).toEqual({ ok: true, value: 1 });
	expect(await share()).toEqual({ ok: true, value: 2 });
	expect((await store.privacy.overrides(world.samverkan))[0]?.document).toBe(draft.id);
});
