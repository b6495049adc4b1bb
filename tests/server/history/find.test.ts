import { expect, test } from 'vitest';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { wordsIn as freeWords } from '../../../src/lib/shared/board/free-text.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { createRecord, recordsOf, setValue, textOf } from '../../../src/lib/shared/board/record.ts';
import { kindAt } from '../../../src/lib/shared/board/schema.ts';
import type { Change, ChangeFilter } from '../../../src/lib/shared/history/change.ts';
import type { AreaId, CategoryId, PlaceId, RecordId } from '../../../src/lib/shared/ids.ts';
import { searchTerms, wordsIn } from '../../../src/lib/shared/search/terms.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { isLong } from '../../faults/support/how-long.ts';
import { seeded } from '../../support/seeded.ts';
import { startRooms, type Login } from '../../support/start-rooms.ts';
import { actorOf, allChanges, freshWorld, newId, NOW } from './support.ts';

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const AREAS = ['omrade0000A1', 'omrade0000A2'] as AreaId[];
const PLACES = ['plats0000P01', 'plats0000P02'] as PlaceId[];
const CATEGORIES = ['kategori00K1', 'kategori00K2'] as CategoryId[];
const TEXTS = ['Gatubelysning vid skolan', 'belysning trasig', 'Åskådare på torget', 'skolan', ''];
const DAY = 86_400_000;

async function startTold(random: Random) {
	const world = await freshWorld();
	const clock = { now: NOW };
	const server = await startRooms(world, { now: () => clock.now });
	const people: Login[] = [world.alice, world.bob, world.carol];
	for (let step = 0; step < 70; step++) {
		clock.now += Math.floor(random() * DAY);
		const by = pick(random, people);
		const kind = random() < 0.5 ? entryKind : actionKind;
		const id = kind === entryKind ? world.week.id : world.actions.id;
		await server.rooms.edit(id, pick(random, ['desk', 'mail', 'meeting']), by.person, (doc) =>
			doc.transact(() => {
				const ids = [...recordsOf(doc, kind).keys()] as RecordId[];
				const text = kind === entryKind ? 'text' : 'title';
				if (ids.length < 3 || random() < 0.2) return createRecord(doc, kind, newId(), { [text]: pick(random, TEXTS) });
				const record = pick(random, ids);
				if (random() < 0.4) return textOf(doc, kind, record, text as never)!.insert(0, `${pick(random, TEXTS)} `);
				if (random() < 0.4) return setValue(doc, kind, record, 'category', pick(random, CATEGORIES));
				setValue(doc, kind, record, 'where', {
					area: pick(random, AREAS),
					place: pick(random, [...PLACES, null])
				});
			}, LOCAL)
		);
	}
	return { world, server, clock, people };
}

function wordsOf({ kind, root, field, before, after }: Change): string[] {
	const record = kindAt(kind, root)!;
	return [before, after].flatMap((value) => {
		if (value === null) return [];
		if (field !== null) return freeWords(record, field, value).flatMap(wordsIn);
		const plain = value as Record<string, unknown>;
		return Object.keys(record.fields).flatMap((name) => freeWords(record, name, plain[name]).flatMap(wordsIn));
	});
}

/** Of each change, the words that its record had just before or after it, in any field. */
function recordsWords(all: readonly Change[]): Map<number, string[]> {
	const standing = new Map<string, Record<string, unknown>>();
	const wordsIn = ({ kind, root }: Change, record: Record<string, unknown>) =>
		Object.entries(record).flatMap(([field, value]) =>
			wordsOf({ kind, root, field, before: value, after: null } as Change)
		);
	return new Map(
		all.map((change) => {
			const { record, field, after } = change;
			const before = standing.get(record) ?? {};
			const now = field === null ? ((after ?? {}) as Record<string, unknown>) : { ...before, [field]: after };
			standing.set(record, now);
			return [change.id, [...wordsIn(change, before), ...wordsIn(change, now)]];
		})
	);
}

const held = (words: readonly string[], term: string) =>
	words.some((word) => (term.length >= 3 ? word.includes(term) : word.startsWith(term)));

function passes(change: Change, filter: ChangeFilter, ofRecord: readonly string[]): boolean {
	const among = <T>(list: readonly T[] | undefined, value: T | null) =>
		list === undefined || (value !== null && list.includes(value));
	const words = wordsOf(change);
	return (
		among(filter.documents, change.document) &&
		among(filter.persons, change.person) &&
		among(filter.parties, change.party) &&
		among(filter.vias, change.via) &&
		among(filter.roots, change.root) &&
		among(filter.records, change.record) &&
		among(filter.fields, change.field) &&
		among(filter.areas, change.area) &&
		among(filter.places, change.place) &&
		among(filter.categories, change.category) &&
		change.week >= (filter.fromWeek ?? '') &&
		change.week <= (filter.toWeek ?? '~') &&
		change.at >= (filter.from ?? 0) &&
		change.at < (filter.until ?? Infinity) &&
		searchTerms(filter.text ?? '').every((term) => held(words, term)) &&
		searchTerms(filter.about ?? '').every((term) => held(ofRecord, term))
	);
}

test.each(isLong ? [...Array(20).keys()] : [5])(
	'[HI8] any combination of what can be asked finds what a look at every change finds, page by page (seed %i)',
	async (seed) => {
		const random = seeded(seed);
		const { world, server, clock, people } = await startTold(random);
		const alice = await actorOf(server, world, world.alice);
		const all = await allChanges(server, alice, {}, 1_000);
		expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).sort((a, b) => a - b));
		const words = recordsWords(all);
		const some = <T>(value: () => T): T | undefined => (random() < 0.25 ? value() : undefined);
		let found = 0;
		for (let n = 0; n < 80; n++) {
			const moment = () => NOW + Math.floor(random() * (clock.now - NOW));
			const asked = {
				documents: some(() => [pick(random, [world.week.id, world.actions.id])]),
				persons: some(() => [pick(random, people).person, pick(random, people).person]),
				parties: some(() => [pick(random, people).party]),
				vias: some(() => [pick(random, ['desk', 'mail', 'meeting', 'rule'] as const)]),
				roots: some(() => [pick(random, ['entries', 'actions'])]),
				records: some(() => [pick(random, all).record, pick(random, all).record]),
				fields: some(() => ['category', 'where', 'number']),
				areas: some(() => [pick(random, AREAS)]),
				places: some(() => [pick(random, PLACES)]),
				categories: some(() => [pick(random, CATEGORIES)]),
				fromWeek: some(() => pick(random, all).week),
				toWeek: some(() => pick(random, all).week),
				from: some(moment),
				until: some(moment),
				text: some(() => pick(random, ['belysning', 'sko', 'vid skolan', 'å', 'torget BELYS', '%'])),
				about: some(() => pick(random, ['belysning', 'sko', 'vid skolan', 'å', '%']))
			};
			const filter = Object.fromEntries(
				Object.entries(asked).filter(([, value]) => value !== undefined)
			) as ChangeFilter;
			const ids = (await allChanges(server, alice, filter, 4)).map(({ id }) => id);
			const isNothing = [filter.text, filter.about].some((one) => one !== undefined && searchTerms(one).length === 0);
			const expected = isNothing
				? []
				: all.filter((change) => passes(change, filter, words.get(change.id)!)).map(({ id }) => id);
			expect(ids, JSON.stringify(filter)).toEqual(expected);
			expect((await server.history.changes(alice, filter)).total, JSON.stringify(filter)).toBe(expected.length);
			found += expected.length;
		}
		expect(found).toBeGreaterThan(50);
	}
);

test('[HI8] an åtgärd’s changes belong to the week they were made in, a lägesrad’s to its own', async () => {
	const { world, server } = await startTold(seeded(2));
	const alice = await actorOf(server, world, world.alice);
	const weeks = async (filter: ChangeFilter) =>
		new Set((await allChanges(server, alice, filter, 500)).map(({ week }) => week));
	expect(await weeks({ documents: [world.week.id] })).toEqual(new Set(['2026-W48' as WeekKey]));
	expect((await weeks({ documents: [world.actions.id] })).size).toBeGreaterThan(3);
});

test('[HI3] rows of another version, and a document that was forgotten, are read anew and come out the same', async () => {
	const { world, server } = await startTold(seeded(4));
	const alice = await actorOf(server, world, world.alice);
	const before = await allChanges(server, alice, {}, 1_000);
	await server.history.forget(world.week.id);
	expect(await allChanges(server, alice, {}, 1_000)).toEqual(before);
	await server.close();
	const database = new DatabaseSync(join(world.folder, DATABASE_FILE));
	database.exec(`UPDATE history_documents SET version = 0; UPDATE history_changes SET after = '"annat"'`);
	database.close();
	const again = await startRooms(world);
	expect(await allChanges(again, alice, {}, 1_000)).toEqual(before);
});

test('[HI3] a reading that was broken off goes on where it was, with nothing twice', async () => {
	const { world, server } = await startTold(seeded(6));
	const alice = await actorOf(server, world, world.alice);
	const before = await allChanges(server, alice, {}, 1_000);
	await server.close();
	const database = new DatabaseSync(join(world.folder, DATABASE_FILE));
	// As it stood in the middle: the piece after it was written by nobody.
	const middle = before[Math.floor(before.length / 2)]!;
	const sequence = Math.floor(middle.id / 2 ** 20);
	database.exec(`DELETE FROM history_changes WHERE id >= ${(sequence + 1) * 2 ** 20}`);
	database.exec(`DELETE FROM history_words WHERE since >= ${(sequence + 1) * 2 ** 20}`);
	database.exec(`UPDATE history_documents SET sequence = min(sequence, ${sequence})`);
	database.close();
	const again = await startRooms(world);
	expect(await allChanges(again, alice, {}, 1_000)).toEqual(before);
	expect(await again.history.recordAt(world.week.id, 'week', Number.MAX_SAFE_INTEGER)).toEqual(
		await again.rooms.read(world.week.id, 'week')
	);
});
