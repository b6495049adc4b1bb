import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { actionKind, concerns } from '../../../src/lib/shared/board/action.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { LOAD, LOCAL } from '../../../src/lib/shared/board/origin.ts';
import {
	createRecord,
	recordsOf,
	sameValue,
	setMember,
	setValue,
	textOf,
	type RecordKind
} from '../../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, META_ROOT, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Change } from '../../../src/lib/shared/history/change.ts';
import type { DocumentId, PersonId, RecordId } from '../../../src/lib/shared/ids.ts';
import { parseWeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import { isLong } from '../../faults/support/how-long.ts';
import { seeded } from '../../support/seeded.ts';
import { startRooms, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { actorOf, allChanges, freshWorld, newId, NOW, sorted } from './support.ts';

type Random = () => number;
type Plain = Record<string, unknown> & { id: string };
type Told = Pick<Change, 'at' | 'person' | 'root' | 'record' | 'field' | 'before' | 'after'>;

/** What was seen live in one document: its board after each edit, and what each edit changed. */
interface Lived {
	id: DocumentId;
	kind: 'week' | 'actions';
	boards: { at: number; board: unknown }[];
	told: Told[];
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** One turn of somebody: a row of the board comes, is written in, decided about, put elsewhere or deleted. */
function turn(doc: Y.Doc, kind: typeof entryKind | typeof actionKind, random: Random, by: Login, at: number) {
	const ids = [...recordsOf(doc, kind).keys()] as RecordId[];
	const id = ids.length > 0 ? pick(random, ids) : null;
	const dice = random();
	const text = kind === entryKind ? 'text' : 'title';
	if (!id || dice < 0.2) {
		const created = { person: by.person, party: by.party, at };
		return createRecord(doc, kind, newId(), { created, [text]: pick(random, ['Glas', 'Buller vid torget', '']) });
	}
	if (dice < 0.65) return write(textOf(doc, kind, id, text as never)!, random);
	if (dice < 0.75)
		return setValue(doc, kind, id, 'category', random() < 0.5 ? null : ('k1234567890123456789AB' as never));
	if (dice < 0.8 && kind === actionKind) return setMember(doc, kind, id, 'performers', by.funktion, random() < 0.6);
	if (dice < 0.9) return setValue(doc, kind, id, 'order', pick(random, ['A', 'B', 'C']) as never);
	if (dice < 0.95) return setValue(doc, kind, id, 'removed', random() < 0.5 ? null : { person: by.person, at });
	return void recordsOf(doc, kind).delete(id);
}

function write(text: Y.Text, random: Random) {
	const at = Math.floor(random() * text.length);
	if (random() < 0.6 && text.length < 120) text.insert(at, pick(random, ['klotter ', 'a', 'å', ' vid skolan', '👮']));
	else text.delete(at, Math.min(4, text.length - at));
}

type Board = Record<string, Plain[]>;

/** What differs between two boards; numbers are given by the server's own rule, after what it follows on. */
function difference(before: Board, after: Board, person: PersonId, at: number): Told[] {
	const found: Told[] = [];
	for (const root of Object.keys(after)) {
		const had = new Map(before[root]!.map((one) => [one.id, one]));
		const has = new Map(after[root]!.map((one) => [one.id, one]));
		for (const id of new Set([...had.keys(), ...has.keys()])) {
			const [old, now] = [had.get(id) ?? null, has.get(id) ?? null];
			const one = { at, root, record: id as RecordId };
			if (!old && root === 'actions' && now) {
				found.push({ ...one, person, field: null, before: null, after: { ...now, number: null } });
				found.push({ ...one, person: null, field: 'number', before: null, after: now.number });
			} else if (!old || !now) found.push({ ...one, person, field: null, before: old, after: now });
			else
				for (const field of Object.keys(now))
					if (!sameValue(old[field], now[field]))
						found.push({ ...one, person, field, before: old[field], after: now[field] });
		}
	}
	return found;
}

const inOrder = (told: readonly Told[]) =>
	told
		.map(({ at, person, root, record, field, before, after }) =>
			JSON.stringify({ at, person, root, record, field, before, after })
		)
		.sort();

async function readBoard(server: RoomsServer, { id, kind }: Lived): Promise<Board> {
	return sorted(await server.rooms.read(id, kind as DocumentKind)) as Board;
}

/** The document's history starts anew from its content, as the server does it with one that is mostly history. */
async function startAnew(folder: string, lived: Lived, at: number) {
	const store = await openSqliteStore(folder);
	const { snapshot, tail } = await store.journal.load(lived.id);
	const doc = new Y.Doc();
	if (snapshot) Y.applyUpdate(doc, snapshot.state, LOAD);
	for (const { update } of tail) Y.applyUpdate(doc, update, LOAD);
	const fresh = new Y.Doc();
	for (const root of [...Object.keys(DOCUMENT_KINDS[lived.kind]), META_ROOT])
		for (const [key, value] of doc.getMap(root))
			fresh.getMap(root).set(key, value instanceof Y.AbstractType ? value.clone() : value);
	const upTo = tail.at(-1)?.sequence ?? snapshot?.upTo ?? 0;
	await store.journal.startAnew(lived.id, { state: Y.encodeStateAsUpdate(fresh), upTo, at });
	await store.close();
}

/** As of a moment a document is what it was after the last change that is no later. */
const expected = ({ boards }: Lived, moment: number) => boards.findLast(({ at }) => at <= moment)?.board;

async function expectSame(server: RoomsServer, world: World, lived: readonly Lived[], random: Random) {
	const alice = await actorOf(server, world, world.alice);
	for (const one of lived) {
		const { id, kind, boards, told } = one;
		for (let n = 0; n < 12; n++) {
			const moment = pick(random, boards).at + Math.floor(random() * 3) - 1;
			const board = expected(one, moment) ?? boards[0]!.board;
			expect(sorted(await server.history.recordAt(id, kind as DocumentKind, moment)), `${kind} at ${moment}`).toEqual(
				board
			);
			if (kind === 'actions') await expectPart(server, world, id, moment);
		}
		const changes = await allChanges(server, alice, { documents: [id], from: NOW - 3_600_000 });
		expect(inOrder(changes)).toEqual(inOrder(told));
		expectChained(changes);
	}
}

/** What a week's board tells of, and single fields, are what the whole document says. */
async function expectPart({ history }: RoomsServer, { samverkan, week }: World, id: DocumentId, moment: number) {
	const whole = await history.recordAt(id, 'actions', moment);
	const actions = whole.actions.filter(concerns(parseWeekKey(week.week)!));
	const ids = new Set<string | null>(actions.map((action) => action.id));
	const comments = whole.comments.filter(({ action }) => ids.has(action));
	const part = await history.boardActionsAt(samverkan, week.week, moment);
	expect(sorted(part), `the week's åtgärder at ${moment}`).toEqual(sorted({ actions, comments }));
	const now = await history.recordAt(id, 'actions', Number.MAX_SAFE_INTEGER);
	const titles = now.actions.map(({ id, title }) => ({ id, title }));
	const read = await history.actionFields(samverkan, ['title']);
	expect(read.toSorted(byId)).toEqual(titles.toSorted(byId));
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** Each change of a field begins where the one before it ended. */
function expectChained(changes: readonly Change[]) {
	const standing = new Map<string, Plain>();
	for (const { root, record, field, before, after } of changes) {
		const known = standing.get(`${root} ${record}`);
		if (field === null) {
			expect(before ?? null).toEqual(known ?? null);
			if (after === null) standing.delete(`${root} ${record}`);
			else standing.set(`${root} ${record}`, after as Plain);
		} else {
			expect(known?.[field]).toEqual(before);
			standing.set(`${root} ${record}`, { ...known!, [field]: after });
		}
	}
}

test.each(isLong ? [...Array(25).keys()] : [3])(
	'[HI1] [HI2] after random edits by several, across restarts and new epochs, any moment and every change are as they were seen (seed %i)',
	{ timeout: isLong ? 120_000 : 30_000 },
	async (seed) => {
		const random = seeded(seed);
		const world = await freshWorld();
		const clock = { now: NOW };
		const open = () => startRooms(world, { now: () => clock.now, policy: { snapshotAfter: 9 } });
		let server = await open();
		const lived: Lived[] = [
			{ id: world.week.id, kind: 'week', boards: [], told: [] },
			{ id: world.actions.id, kind: 'actions', boards: [], told: [] }
		];
		for (const one of lived) one.boards.push({ at: NOW - 1, board: await readBoard(server, one) });
		for (let step = 1; step <= 120; step++) {
			// A clock that stands still, goes on, and now and then is put back.
			clock.now += random() < 0.25 ? 0 : random() < 0.04 ? -Math.floor(random() * 4_000) : Math.floor(random() * 9_000);
			const one = pick(random, lived);
			const by = pick(random, [world.alice, world.bob, world.carol]);
			const before = await readBoard(server, one);
			const kind: RecordKind = one.kind === 'week' ? entryKind : actionKind;
			await server.rooms.edit(one.id, 'desk', by.person, (doc) =>
				doc.transact(() => turn(doc, kind as typeof entryKind, random, by, clock.now), LOCAL)
			);
			const after = await readBoard(server, one);
			const told = difference(before, after, by.person, clock.now);
			one.told.push(...told);
			if (told.length > 0) one.boards.push({ at: clock.now, board: after });
			if (random() < 0.05) void server.history.settled().catch(() => undefined); // it may be closed in the middle of it
			if (random() < 0.03) await server.history.forget(one.id);
			if (step % 40 !== 0) continue;
			await server.close();
			await startAnew(world.folder, one, clock.now);
			server = await open();
		}
		await expectSame(server, world, lived, random);
		await server.history.forget(world.week.id);
		await expectSame(server, world, lived, random);
	}
);
