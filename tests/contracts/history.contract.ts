import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import type { DocumentRecord } from '../../src/lib/shared/board/document-record.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { observationKind } from '../../src/lib/shared/board/observation.ts';
import { createRecord, recordsOf, setMember, setValue, textOf } from '../../src/lib/shared/board/record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import { takeBack } from '../../src/lib/shared/board/sharing.ts';
import type { ChangeFilter, Via } from '../../src/lib/shared/history/change.ts';
import type {
	AreaId,
	CategoryId,
	DocumentId,
	FunktionId,
	PartyId,
	PersonId,
	PlaceId,
	RecordId
} from '../../src/lib/shared/ids.ts';
import type { WeekKey } from '../../src/lib/shared/week/iso-week.ts';
import { WEEK_STATES } from '../../src/lib/shared/week/lifecycle.ts';
import type { HistoryQuery, HistoryScope } from '../../server/storage/history.ts';
import type { Store } from '../../server/storage/store.ts';
import { tempDir } from '../support/temp-dir.ts';
import { addSamverkan, newPerson, WEEK } from './builders.ts';

const MONDAY = Date.parse('2026-11-23T07:00:00Z');
const at = (minutes: number) => MONDAY + minutes * 60_000;
const [TORGET, HAMNEN] = ['torget' as AreaId, 'hamnen' as AreaId];
const BRIDGE = 'bryggan' as PlaceId;
const GLASS = 'glas' as CategoryId;
const [ROW, ACTION, SEEN] = ['rad000000001', 'atgard000001', 'sett00000001'] as RecordId[] as [
	RecordId,
	RecordId,
	RecordId
];

/** What every store must do with the past. `open` opens the one that is kept in that folder. */
export function historyContract(name: string, open: (folder: string) => Promise<Store>) {
	/** A week, its åtgärder and a draft that two people of two parties wrote in, minute by minute. */
	async function live(folder: string) {
		const store = await open(folder);
		const { samverkan, party, funktion, person: alice } = await addSamverkan(store);
		const { organisation, accounts, documents } = store;
		const other = await organisation.addParty(samverkan, {
			name: 'Kommunen',
			kind: 'municipality',
			registryNumber: ''
		});
		const bob = await accounts.addPerson(newPerson({ email: 'bob@example.se', name: 'Bob Al' }));
		await organisation.setMember(samverkan, bob, other, ['convener']);
		const week = await documents.weekDocument(samverkan, WEEK);
		const actions = await documents.actionsDocument(samverkan);
		const draft = await documents.draftDocument(samverkan, party, WEEK);
		const docs = new Map<DocumentId, Y.Doc>();
		/** One row of the journal; answers its sequence. */
		const write = (
			document: DocumentId,
			minute: number,
			by: PersonId | null,
			edit: (doc: Y.Doc) => void,
			via: Via = 'desk'
		) => {
			const doc = docs.get(document) ?? new Y.Doc();
			docs.set(document, doc);
			const before = Y.encodeStateVector(doc);
			doc.transact(() => edit(doc));
			const update = Y.encodeStateAsUpdate(doc, before);
			return store.journal.append([{ document, at: at(minute), person: by, via, update }]);
		};
		const created = { person: alice, party, at: at(0) };
		const where = { area: TORGET, place: null };
		await write(week.id, 0, alice, (doc) =>
			createRecord(doc, entryKind, ROW, { text: 'Glaskross', where, category: GLASS, created })
		);
		await write(week.id, 1, bob, (doc) => textOf(doc, entryKind, ROW, 'text')!.insert(9, ' vid skolan'), 'meeting');
		await write(week.id, 2, bob, (doc) => setValue(doc, entryKind, ROW, 'where', { area: HAMNEN, place: BRIDGE }));
		await write(
			actions.id,
			3,
			bob,
			(doc) => createRecord(doc, actionKind, ACTION, { title: 'Laga lampan', created }),
			'mail'
		);
		await write(actions.id, 4, bob, (doc) => setMember(doc, actionKind, ACTION, 'performers', funktion, true));
		await write(actions.id, 5, null, (doc) => setValue(doc, actionKind, ACTION, 'number', 1), 'rule');
		await write(actions.id, 6, alice, (doc) => setValue(doc, actionKind, ACTION, 'status', { state: 'decided' }));
		await write(draft.id, 7, alice, (doc) => createRecord(doc, observationKind, SEEN, { text: 'Bara för oss' }));
		const scope: HistoryScope = { samverkan, weekStates: WEEK_STATES, draftParties: [party], actions: 'all', party };
		const ask = (filter: ChangeFilter = {}, also: Partial<HistoryQuery> = {}) =>
			store.history.changes({
				scope,
				filter,
				terms: [],
				about: [],
				hidden: [],
				before: null,
				limit: 100,
				countTo: 100,
				...also
			});
		/** The minutes of what was found, oldest first. */
		const minutes = async (filter: ChangeFilter, also: Partial<HistoryQuery> = {}) =>
			(await ask(filter, also)).changes.map((change) => (change.at - MONDAY) / 60_000).reverse();
		const moment = async <D extends DocumentKind>(document: DocumentId, minute: number) =>
			JSON.parse((await store.history.moment(document, at(minute))).record) as DocumentRecord<D>;
		return {
			...{ store, folder, samverkan, party, other, funktion, alice, bob, week, actions, draft, scope },
			...{ write, ask, minutes, moment }
		};
	}
	type World = Awaited<ReturnType<typeof live>>;

	/** For a test that writes or forgets. */
	async function lived(): Promise<World> {
		const world = await live(tempDir());
		onTestFinished(() => world.store.close());
		return world;
	}

	describe(`${name}: history`, () => {
		/** For those that only ask. */
		let told: World;
		beforeAll(async () => {
			told = await live(mkdtempSync(join(tmpdir(), 'lagestavlan-history-')));
		});
		afterAll(async () => {
			await told.store.close();
			rmSync(told.folder, { recursive: true, force: true, maxRetries: 3 });
		});

		test('[HI2] [HI8] every change is told newest first, with who, when, how, where, before and after', async () => {
			const { ask, week, bob, other, alice, party } = told;
			const { changes, next, total } = await ask();
			expect(changes.map((change) => (change.at - MONDAY) / 60_000)).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
			expect([next, total]).toEqual([null, 8]);
			expect(changes.at(-2)).toMatchObject({
				...{ document: week.id, kind: 'week', week: WEEK, person: bob, party: other, via: 'meeting', root: 'entries' },
				...{
					record: ROW,
					field: 'text',
					before: 'Glaskross',
					after: 'Glaskross vid skolan',
					area: TORGET,
					category: GLASS
				}
			});
			expect(changes.at(-1)).toMatchObject({ person: alice, party, field: null, before: null, restored: null });
			expect(changes[2]).toMatchObject({
				person: null,
				party: null,
				via: 'rule',
				field: 'number',
				before: null,
				after: 1
			});
		});

		test.each<[string, (world: World) => ChangeFilter, number[]]>([
			['documents', ({ week }) => ({ documents: [week.id] }), [0, 1, 2]],
			['one person', ({ alice }) => ({ persons: [alice] }), [0, 6, 7]],
			['two people', ({ alice, bob }) => ({ persons: [alice, bob] }), [0, 1, 2, 3, 4, 6, 7]],
			['a part', ({ other }) => ({ parties: [other] }), [1, 2, 3, 4]],
			['where it was made', () => ({ vias: ['mail', 'rule'] }), [3, 5]],
			['kinds of record', () => ({ roots: ['actions'] }), [3, 4, 5, 6]],
			['a record', () => ({ records: [ROW] }), [0, 1, 2]],
			['a field, also of what came with it', () => ({ fields: ['where', 'status'] }), [0, 2, 3, 6]],
			['a place', () => ({ places: [BRIDGE] }), [2]],
			['the area after the change', () => ({ areas: [HAMNEN] }), [2]],
			['a category', () => ({ categories: [GLASS] }), [0, 1, 2]],
			['weeks from', () => ({ fromWeek: '2026-W49' as WeekKey }), []],
			['weeks to', () => ({ toWeek: WEEK }), [0, 1, 2, 3, 4, 5, 6, 7]],
			['times, the last one not in', () => ({ from: at(2), until: at(5) }), [2, 3, 4]],
			['several at once', ({ bob }) => ({ persons: [bob], roots: ['entries'], from: at(2) }), [2]]
		])('[HI8] changes are found by %s', async (_, filter, found) => {
			const world = told;
			expect(await world.minutes(filter(world))).toEqual(found);
			expect((await world.ask(filter(world))).total).toBe(found.length);
		});

		test('[HI8] words are found before and after, within words from three letters on, and all of them are asked for', async () => {
			const { minutes } = told;
			expect(await minutes({}, { terms: ['skolan'] })).toEqual([1]);
			expect(await minutes({ fields: ['text'] }, { terms: ['kross'] })).toEqual([0, 1]);
			expect(await minutes({}, { terms: ['la'] })).toEqual([3]); // the beginning alone: not "Glaskross", not "skolan"
			expect(await minutes({}, { terms: ['lampan', 'skolan'] })).toEqual([]);
			expect(await minutes({}, { about: ['skolan'] })).toEqual([1, 2]); // whatever was changed in a record that had it then
		});

		test('[HI8] pages follow each other with nothing left out or twice, and counting stops at its bound', async () => {
			const { ask } = told;
			const ids: number[] = [];
			let before: number | null = null;
			do {
				const page = await ask({}, { limit: 3, before, countTo: 4 });
				expect(page.total).toBeNull(); // more than are counted
				ids.push(...page.changes.map(({ id }) => id));
				before = page.next;
			} while (before !== null);
			expect(ids).toEqual((await ask()).changes.map(({ id }) => id));
		});

		test('[HI4] what is out of scope is not found, counted or in any volume', async () => {
			const { store, scope, minutes, ask, week } = await lived();
			const narrow = { ...scope, weekStates: ['sealed' as const], draftParties: [], actions: { before: at(5) } };
			expect(await minutes({}, { scope: narrow })).toEqual([3, 4]);
			expect((await ask({}, { scope: narrow })).total).toBe(2);
			expect(await store.history.volumes(narrow)).toEqual([{ week: WEEK, changes: 2, sealedAt: null }]);
			const of = { documents: [week.id], from: 0, until: Number.MAX_SAFE_INTEGER, bucket: 60_000 };
			expect(await store.history.ticks(narrow, of)).toEqual([]);
			const [first] = (await ask({ records: [ACTION] })).changes.slice(-1);
			const stretches = [{ action: ACTION, since: first!.id, until: first!.id }];
			expect(await minutes({ roots: ['actions'] }, { scope: { ...scope, actions: { stretches } } })).toEqual([3]);
			const elsewhere = await addSamverkan(store, 'hallsberg');
			expect(await minutes({}, { scope: { ...scope, samverkan: elsewhere.samverkan } })).toEqual([]);
		});

		test('[HI5] what is hidden is found as before, but not by its words, its area or its category', async () => {
			const { minutes, week } = told;
			const hidden = [{ document: week.id, root: 'entries', record: ROW }];
			expect(await minutes({ records: [ROW] }, { hidden })).toEqual([0, 1, 2]);
			expect(await minutes({}, { hidden, terms: ['skolan'] })).toEqual([]);
			expect(await minutes({ areas: [HAMNEN] }, { hidden })).toEqual([]);
			expect(await minutes({ categories: [GLASS] }, { hidden })).toEqual([]);
		});

		test('[HI6] a row that was taken back is marked as its party’s until then, and found by its words by that party alone', async () => {
			const { store, write, ask, minutes, scope, week, alice, party, other } = await lived();
			await write(week.id, 8, alice, (doc) => takeBack(doc, ROW, { person: alice, party, at: at(8) }, 'Fel'));
			await write(week.id, 9, alice, (doc) => textOf(doc, entryKind, ROW, 'text')!.insert(0, 'Nytt'));
			const { changes } = await ask({ records: [ROW] });
			expect(new Set(changes.filter((one) => one.at < at(9)).map(({ withdrawnBy }) => withdrawnBy))).toEqual(
				new Set([party])
			);
			expect(changes[0]?.withdrawnBy).toBeNull();
			expect(await minutes({}, { terms: ['skolan'] })).toContain(1);
			expect(await minutes({}, { terms: ['skolan'], scope: { ...scope, party: other } })).toEqual([]);
			expect(await minutes({}, { terms: ['nytt'], scope: { ...scope, party: other } })).toEqual([9]);
			const { withdrawn } = await store.history.moment(week.id, at(1));
			expect(withdrawn).toEqual([{ root: 'entries', record: ROW, party }]);
			expect((await store.history.moment(week.id, at(9))).withdrawn).toEqual([]);
		});

		test('[HI1] a document as of a moment is what it was after the last of its changes that is no later', async () => {
			const { moment, week, store, draft } = told;
			expect((await moment<'week'>(week.id, -1)).entries).toEqual([]);
			expect((await moment<'week'>(week.id, 0)).entries).toMatchObject([{ id: ROW, text: 'Glaskross' }]);
			expect((await moment<'week'>(week.id, 1.5)).entries).toMatchObject([
				{ text: 'Glaskross vid skolan', where: { area: TORGET } }
			]);
			expect((await moment<'week'>(week.id, 1e6)).entries).toMatchObject([{ where: { area: HAMNEN } }]);
			expect((await store.history.moment(draft.id, at(7))).kind).toBe('draft');
			await expect(store.history.moment('nnnnnnnnnnnnnnnnnnnnnn' as DocumentId, 0)).rejects.toThrow(
				'There is no document'
			);
		});

		test('[HI1] where the clock was put back, a moment has what its last change was made upon', async () => {
			const { write, moment, week, alice } = await lived();
			await write(week.id, 20, alice, (doc) => setValue(doc, entryKind, ROW, 'count', 4));
			await write(week.id, 10, alice, (doc) => setValue(doc, entryKind, ROW, 'severity', 2));
			expect((await moment<'week'>(week.id, 9)).entries).toMatchObject([{ count: null, severity: null }]);
			expect((await moment<'week'>(week.id, 15)).entries).toMatchObject([{ count: 4, severity: 2 }]);
		});

		test('[HI1] of the åtgärder a part is read: those of a week and those asked for, or some fields of all', async () => {
			const { store, actions, funktion } = told;
			const read = async (part: Parameters<typeof store.history.moment>[2]) =>
				JSON.parse((await store.history.moment(actions.id, at(9), part)).record) as DocumentRecord<'actions'>;
			expect((await read({ is: 'week', week: WEEK, also: [] })).actions).toMatchObject([
				{ id: ACTION, performers: [funktion] }
			]);
			expect(await read({ is: 'fields', fields: ['title', 'number'] })).toEqual({
				actions: [{ id: ACTION, title: 'Laga lampan', number: 1 }],
				comments: []
			});
		});

		test('[HI7] whose an åtgärd was, and how it went from state to state, is told in order', async () => {
			const { store, write, actions, bob, funktion } = await lived();
			await write(actions.id, 8, bob, (doc) => setValue(doc, actionKind, ACTION, 'owner', 'f2' as FunktionId));
			const holders = await store.history.holders(actions.id, [ACTION]);
			expect(holders.map(({ field, after }) => (field ? [field, after] : field))).toEqual([
				null,
				['performers', [funktion]],
				['owner', 'f2']
			]);
			expect(await store.history.holders(actions.id, [SEEN])).toEqual([]);
			const moves = await store.history.statusMoves(actions.id, 0);
			expect(moves.map(({ from, to, at: when }) => [from, to, (when - MONDAY) / 60_000])).toEqual([
				[null, 'proposed', 3],
				['proposed', 'decided', 6]
			]);
			expect(await store.history.statusMoves(actions.id, moves[0]!.id)).toEqual(moves.slice(1));
		});

		test('[HI4] ticks count by stretches of time, the last moment not in', async () => {
			const { store, scope, week, actions } = told;
			const count = (documents: DocumentId[], from: number, until: number) =>
				store.history.ticks(scope, { documents, from: at(from), until: at(until), bucket: 5 * 60_000 });
			expect(await count([week.id, actions.id], 0, 60)).toEqual([
				{ at: at(0), changes: 5 },
				{ at: at(5), changes: 2 }
			]);
			expect(await count([week.id], 1, 2)).toEqual([{ at: at(0), changes: 1 }]);
		});

		test('[HI4] volumes count the changes of boards by week, say when it was sealed, and leave drafts out', async () => {
			const { store, scope, week, alice } = await lived();
			expect(await store.history.volumes(scope)).toEqual([{ week: WEEK, changes: 7, sealedAt: null }]);
			await store.documents.setWeekState(week.id, 'sealed', alice, at(30));
			expect(await store.history.volumes(scope)).toEqual([{ week: WEEK, changes: 7, sealedAt: at(30) }]);
		});

		test('[HI2] people are members and whoever ever wrote, with the part they belonged to then', async () => {
			const { store, samverkan, alice, bob, party, other, ask } = await lived();
			await ask();
			await store.organisation.removeMember(samverkan, bob);
			const people = async () => (await store.history.people(samverkan)).map(({ person, party }) => [person, party]);
			expect(await people()).toEqual(
				expect.arrayContaining([
					[alice, party],
					[bob, other]
				] satisfies [PersonId, PartyId][])
			);
			expect(await people()).toHaveLength(2);
		});

		test('[HI3] what is forgotten is made anew from the journal and comes out the same, ids and all', async () => {
			const { store, week, ask, moment } = await lived();
			const [before, board] = [await ask(), await moment<'week'>(week.id, 9)];
			await store.history.forget(week.id);
			expect(await ask()).toEqual(before);
			await store.history.forget(week.id);
			expect(await moment<'week'>(week.id, 9)).toEqual(board);
		});

		test('[HI3] catching up reads what is new of the documents that are named, or of all', async () => {
			const { store, folder, write, week, alice, ask } = await lived();
			await store.history.catchUp([week.id]);
			await store.history.catchUp();
			const { total } = await ask();
			await write(week.id, 30, alice, (doc) => void recordsOf(doc, entryKind).delete(ROW));
			await store.history.catchUp([week.id]);
			expect((await ask()).total).toBe(total! + 1);
			await store.close();
			const again = await open(folder);
			onTestFinished(() => again.close());
			await again.history.catchUp();
			const { entries } = JSON.parse((await again.history.moment(week.id, at(30))).record) as DocumentRecord<'week'>;
			expect(entries).toEqual([]);
		});

		test('[ST12] closing refuses what is asked after it', async () => {
			const { store, week } = await lived();
			await store.history.catchUp();
			await store.close();
			await expect(store.history.moment(week.id, at(1))).rejects.toThrow();
		});
	});
}
