import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { Outcome } from '../../../src/lib/shared/history/compare-page.ts';
import { readComparePage } from '../../../src/lib/server/compare-page.ts';
import type { Actor, Role } from '../../../src/lib/shared/access/roles.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { addEntry, entryKind } from '../../../src/lib/shared/board/entry.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { HIDDEN } from '../../../src/lib/shared/redaction/mask.ts';
import { newRecordId, type DocumentId, type RecordId, type SamverkanId } from '../../../src/lib/shared/ids.ts';
import { diffActions } from '../../../src/lib/shared/history/action-diff.ts';
import { ALL, toldActions, type HowMany } from '../../../src/lib/shared/history/told.ts';
import { momentText } from '../../../src/lib/shared/history/moment.ts';
import type { Organisation } from '../../../src/lib/shared/organisation.ts';
import { addWeeks, localDay, mondayOf, weekKey, weekOf, weekPath } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import { seeded } from '../../support/seeded.ts';
import { createApp, type App } from '../../../server/app.ts';
import { readConfig } from '../../../server/config.ts';

/** Jämför for whom, on the example data, through the real store, rooms and history. */
const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-compare-'));
let app: App;
let organisation: Organisation;

beforeAll(async () => {
	app = await createApp(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
	const samverkan = await app.services.store.organisation.bySlug('ekeby');
	organisation = await app.services.store.organisation.read(samverkan?.id as SamverkanId);
});
afterAll(async () => {
	await app.close();
	rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function actorWith(role: Role): Promise<Actor> {
	const member = organisation.people.find(({ roles }) => roles.includes(role));
	const actor = member && (await app.services.store.organisation.actor(organisation.samverkan.id, member.person));
	if (!actor) throw new Error(`The example has nobody who is ${role}`);
	return actor;
}

const here = () => weekOf(localDay(app.services.now()));
const path = (fromNow: number) => weekPath(addWeeks(here(), fromNow));
const pageFor = (actor: Actor, fran: string, till: string) =>
	readComparePage({ services: app.services, actor, organisation, search: new URLSearchParams({ fran, till }) });
const outcomeFor = async (actor: Actor, fran: string, till: string) => (await pageFor(actor, fran, till)).outcome;

function compared(outcome: Outcome): Extract<Outcome, { is: 'compared' }> {
	if (outcome.is !== 'compared') throw new Error(`Nothing was compared: ${JSON.stringify(outcome)}`);
	return outcome;
}

describe('who compares', () => {
	test('[HC9] a ledning reads sealed weeks, and is told that it does not read the open one', async () => {
		const leader = await actorWith('leader');
		expect(compared(await outcomeFor(leader, path(-3), path(-2))).comparison.empty).toBe(false);
		const open = await outcomeFor(leader, path(-2), path(0));
		expect(open).toMatchObject({ is: 'missing', sides: [{ why: 'not-yours' }] });
		const { choices } = await pageFor(leader, path(-3), path(-2));
		expect(choices.length).toBeGreaterThan(0);
		expect(choices.every(({ state }) => state === 'sealed')).toBe(true);
	});

	test('[HC9] an external party and an administrator get no board on either side', async () => {
		for (const role of ['external', 'admin'] as const) {
			const outcome = await outcomeFor(await actorWith(role), path(-3), path(-2));
			expect(outcome).toMatchObject({ is: 'missing', sides: [{ why: 'not-yours' }, { why: 'not-yours' }] });
		}
	});

	test('[HC9] a week without a board, and a moment that has not been, say so', async () => {
		const convener = await actorWith('convener');
		expect(await outcomeFor(convener, '1999-10', path(0))).toMatchObject({
			is: 'missing',
			sides: [{ why: 'no-board' }]
		});
		const soon = momentText(app.services.now() + 3_600_000);
		expect(await outcomeFor(convener, path(-1), soon)).toMatchObject({ is: 'missing', sides: [{ why: 'ahead' }] });
		expect((await pageFor(convener, 'snart', path(0))).notUnderstood).toEqual({ from: 'snart', to: null });
	});
});

describe('what is compared', () => {
	test('[HC10] sealed weeks, as they were sealed, whatever is done since', async () => {
		const convener = await actorWith('convener');
		const told = async () => compared(await outcomeFor(convener, path(-3), path(-2))).comparison;
		const before = await told();
		const { store, rooms } = app.services;
		const { id } = await store.documents.actionsDocument(organisation.samverkan.id);
		const { actions } = await rooms.read(id, 'actions');
		await rooms.edit(id, 'desk', convener.person, (doc) =>
			doc.transact(() => textOf(doc, actionKind, actions[0]!.id, 'title')?.insert(0, 'Numera '), SERVER)
		);
		expect(await told()).toEqual(before);
	});

	test('[HC11] in the order of time, and nothing where both are one', async () => {
		const convener = await actorWith('convener');
		const [there, back] = [
			await outcomeFor(convener, path(-3), path(-2)),
			await outcomeFor(convener, path(-2), path(-3))
		];
		expect([compared(there).swapped, compared(back).swapped]).toEqual([false, true]);
		expect(compared(back).comparison).toEqual(compared(there).comparison);
		expect(await outcomeFor(convener, path(-2), path(-2))).toEqual({ is: 'same' });
	});

	test('[HC10] two moments of a week, with all who wrote in a text between them', async () => {
		const [convener, other] = [await actorWith('convener'), await actorWith('coordinator')];
		const { store, rooms, now, random } = app.services;
		const { id } = await store.documents.weekDocument(convener.samverkan, weekKey(here()), 'reporting');
		const row = newRecordId(random);
		const write = (actor: Actor, act: (doc: Y.Doc) => void) =>
			rooms.edit(id, 'desk', actor.person, (doc) => doc.transact(() => act(doc), SERVER));
		const author = { person: convener.person, party: convener.party, at: now() };
		await write(convener, (doc) => addEntry(doc, row, { text: 'Ljus saknas' }, author, SERVER));
		const from = await nextSecond();
		await write(convener, (doc) => textOf(doc, entryKind, row, 'text')?.insert(11, ' på torget'));
		await write(other, (doc) => textOf(doc, entryKind, row, 'text')?.insert(0, 'Nytt: '));
		const { comparison } = compared(await outcomeFor(convener, from, path(0)));
		const cards = comparison.sections.flatMap(({ groups }) => groups.flatMap(({ cards }) => cards));
		const line = cards.find((card) => card.id === row)?.lines[0];
		const names = [convener, other].map(({ person }) => organisation.people.find((one) => one.person === person)?.name);
		expect(line?.authors.map(({ name }) => name)).toEqual(names);
		expect(line?.text?.parts.filter(({ is }) => is === 'added').map(({ text, by }) => [text.trim(), by])).toEqual([
			['Nytt:', 2],
			['på torget', 1]
		]);
	});
});

describe('a sealed week', () => {
	const told = async () => compared(await outcomeFor(await actorWith('convener'), path(-3), path(-2)));
	const week = async (back: number) => {
		const found = await app.services.store.documents.findWeek(
			organisation.samverkan.id,
			weekKey(addWeeks(here(), back))
		);
		return found!;
	};
	const rewrite = (id: DocumentId, row: RecordId, from: string, to: string) =>
		app.services.rooms.amend(id, (doc) =>
			doc.transact(() => {
				textOf(doc, entryKind, row, 'text')?.delete(0, from.length);
				textOf(doc, entryKind, row, 'text')?.insert(0, to);
			}, SERVER)
		);

	test('[HC15] is told from what was sealed, and no word of it from its document', async () => {
		const before = await told();
		const { rooms, sealedBoard } = app.services;
		const [first, second] = [await week(-3), await week(-2)];
		const { entries } = await rooms.read(second.id, 'week');
		expect((await sealedBoard(second))?.week.entries.map(({ id, text }) => [id, text]).toSorted()).toEqual(
			entries
				.filter((one) => one.removed === null && one.withdrawn === null)
				.map(({ id, text }) => [id, text])
				.toSorted()
		);
		const changed: [DocumentId, RecordId, string][] = [];
		for (const { id } of [first, second])
			for (const row of (await rooms.read(id, 'week')).entries) changed.push([id, row.id, row.text]);
		for (const [id, row, text] of changed) await rewrite(id, row, text, 'Skrivet efteråt');
		expect((await rooms.read(second.id, 'week')).entries[0]?.text).toBe('Skrivet efteråt');
		const after = await told();
		for (const [id, row, text] of changed) await rewrite(id, row, 'Skrivet efteråt', text);
		expect(after.comparison).toEqual(before.comparison);
	});

	test('[HC15] hides what is flagged today', async () => {
		const convener = await actorWith('convener');
		const second = await week(-2);
		const { week: board } = (await app.services.sealedBoard(second))!;
		const row = board.entries[0]!;
		const pointed = { document: second.id, root: 'entries', record: row.id };
		const flagged = await app.services.flagging.flag(convener, pointed, 'Kan peka ut någon.');
		expect(flagged.ok).toBe(true);
		const hidden = (await app.services.sealedBoard(second))!.week.entries.find(({ id }) => id === row.id);
		expect(hidden?.text).toBe(HIDDEN);
		expect(JSON.stringify((await told()).comparison)).not.toContain(JSON.stringify(row.text).slice(1, -1));
	});
});

describe('how much is told', () => {
	const page = async (how: HowMany, visa?: string) => {
		const search = new URLSearchParams({ fran: path(-5), till: path(-1), ...(visa && { visa }) });
		const actor = await actorWith('convener');
		return compared((await readComparePage({ services: app.services, actor, organisation, search, how })).outcome);
	};
	const groupsIn = ({ comparison }: Awaited<ReturnType<typeof page>>) =>
		comparison.sections.flatMap(({ groups }) => groups);

	test('[HC14] the first of each group, with how many there are; all of one that is asked for, and of all in a file', async () => {
		const [some, all] = [await page({ most: 1, whole: 'klara' }), await page(ALL)];
		expect(some.comparison.sentence).toBe(all.comparison.sentence);
		expect(some.comparison.matrix).toEqual(all.comparison.matrix);
		const [few, every] = [groupsIn(some), groupsIn(all)];
		expect(every.every(({ count, cards }) => count === cards.length)).toBe(true);
		expect(few.map(({ key, count }) => [key, count])).toEqual(every.map(({ key, count }) => [key, count]));
		for (const [at, group] of few.entries()) {
			const most = ['klara', 'andrad-niva'].includes(group.key) ? group.count : 1;
			expect(group.cards).toEqual(every[at]!.cards.slice(0, most));
		}
		expect(few.some(({ count, cards }) => count > cards.length)).toBe(true);
		expect(few.find(({ key }) => key === 'klara')?.count).toBeGreaterThan(1);
	});

	test('[HC14] åtgärder are counted as if all of them were held against each other', async () => {
		const actor = await actorWith('convener');
		const { store, history, now } = app.services;
		const { id } = await store.documents.actionsDocument(organisation.samverkan.id);
		const random = seeded(7);
		const [first, last] = [momentOf(mondayOf(addWeeks(here(), -6))), now()];
		for (let round = 0; round < 25; round++) {
			const [from, to] = [random(), random()].map((share) => Math.floor(first + share * (last - first)));
			const sides = [from!, to!]
				.toSorted((a, b) => a - b)
				.map((at) => ({ at, day: localDay(at), week: weekKey(weekOf(localDay(at))) }));
			const [before, after] = sides as [(typeof sides)[0], (typeof sides)[0]];
			const whole = async ({ at, day }: typeof before) => ({ day, actions: await history.recordAt(id, 'actions', at) });
			const diff = diffActions(await whole(before), await whole(after));
			const { groups } = await history.compareActions(actor, { before, after, how: ALL, named: [] });
			expect(groups).toEqual(toldActions(diff, ALL));
		}
	});
});

/** The address of a second that is over: what is written after it is not in it. */
async function nextSecond(): Promise<string> {
	const at = app.services.now();
	const second = Math.floor(at / 1_000);
	await expect.poll(() => Math.floor(app.services.now() / 1_000), { timeout: 5_000 }).toBeGreaterThan(second);
	return momentText(at);
}
