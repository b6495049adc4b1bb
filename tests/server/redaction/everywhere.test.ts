import type * as Y from 'yjs';
import { expect, test } from 'vitest';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { rewriteRecord } from '../../../src/lib/shared/board/free-text.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { createRecord, recordsOf, textOf } from '../../../src/lib/shared/board/record.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import { isMasked } from '../../../src/lib/shared/redaction/mask.ts';
import { isLong } from '../../faults/support/how-long.ts';
import { seeded } from '../../support/seeded.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';
import { actorOf, emptied, filesWith, flaggingOf, tablesWith } from './support.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** No word of it is in anything else that is stored. */
const NAMES = ['Zåkarias Ödlund', 'Qvintus Bäckmårtensson', 'Xerxes "Slängen" Wååk', 'Wilhelmina\nÅsödegård 👵🏽'];

interface Play {
	world: World;
	server: RoomsServer;
	next: () => number;
	ids: RecordId[];
	/** Words that were ever typed in each row. */
	typed: Map<RecordId, Set<string>>;
}

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)]!;

/** Several people in one turn after the other: new rows, words typed in the middle, pieces and all of it deleted. */
async function edit({ world, server, next, ids, typed }: Play, by: Login): Promise<void> {
	const move = next();
	await server.rooms.edit(world.week.id, 'desk', by.person, (doc) => {
		doc.clientID = Math.floor(next() * 2 ** 31) % 7 === 0 ? Math.floor(next() * 2 ** 31) : doc.clientID;
		doc.transact(() => {
			if (ids.length < 2 || move < 0.15) return add(doc, by);
			const id = pick(next, ids);
			const text = textOf(doc, entryKind, id, 'text');
			if (!text) return;
			if (move < 0.6) return type(id, text);
			if (move < 0.8) return text.delete(Math.floor(next() * text.length), Math.floor((next() * text.length) / 2));
			if (move < 0.9)
				return recordsOf(doc, entryKind)
					.get(id)!
					.set('count', 1 + Math.floor(next() * 9));
			text.delete(0, text.length);
		}, LOCAL);
	});

	function add(doc: Y.Doc, { person, party }: Login) {
		const id = newRecordId(random);
		createRecord(doc, entryKind, id, { created: { person, party, at: Date.now() }, text: 'Vid torget' });
		ids.push(id);
	}

	function type(id: RecordId, text: Y.Text) {
		const words = pick(next, NAMES) + String(Math.floor(next() * 1e6)).padStart(6, '0');
		text.insert(Math.floor(next() * text.length), words);
		typed.set(id, (typed.get(id) ?? new Set()).add(words));
	}
}

/** As the history's words are kept: the digits that no other word has. */
const termsOf = (words: readonly string[]): string[] => words.map((text) => text.slice(-6));

/** As long as their field takes, and so that a piece of them is found too: the last digits make each its own. */
const piecesOf = (words: Iterable<string>): string[] => [...words].map((text) => text.slice(-8));

test.each(isLong ? [1, 2, 3, 4] : [1])(
	'[RD7] [HI9] after random edits by several and a redaction the words are nowhere (seed %i)',
	async (seed) => {
		const world = await makeWorld();
		const server = await startRooms(world, { policy: { snapshotAfter: 7 } });
		const next = seeded(seed);
		const play: Play = { world, server, next, ids: [], typed: new Map() };
		const moments: number[] = [];
		for (let turn = 0; turn < 60; turn++) {
			await edit(play, pick(next, [world.alice, world.bob, world.carol]));
			if (turn % 6 === 0) {
				moments.push(Date.now());
				await new Promise((resolve) => setTimeout(resolve, 2)); // journal times are milliseconds
			}
		}
		const target = play.ids.find((id) => (play.typed.get(id)?.size ?? 0) > 2)!;
		const words = piecesOf(play.typed.get(target)!);
		const [{ rooms }, id] = [server, world.week.id];
		const before = await Promise.all(moments.map((until) => server.history.recordAt(id, 'week', until)));
		expect(tablesWith(world.folder, words)).toContain('journal');
		expect(tablesWith(world.folder, words)).toContain('history_changes');
		expect(tablesWith(world.folder, termsOf(words))).toContain('history_terms');
		const asked = { text: termsOf(words)[0]! };
		expect((await server.history.changes(await actorOf(server, world, world.alice), asked)).total).not.toBe(0);

		const flagging = flaggingOf(server);
		const alice = await actorOf(server, world, world.alice);
		await rooms.edit(id, 'desk', world.bob.person, (doc) =>
			textOf(doc, entryKind, target, 'text')!.insert(0, 'Ordnat. ')
		);
		const flag = await flagging.flag(alice, { document: id, root: 'entries', record: target }, '');
		if (!flag.ok) throw new Error(flag.problem.code);
		expect(await flagging.redact(alice, flag.value.id, { instead: emptied(flag.value), reason: 'Namn' })).toMatchObject(
			{ ok: true }
		);

		const after = await Promise.all(moments.map((until) => server.history.recordAt(id, 'week', until)));
		for (const [index, past] of after.entries())
			expect(past).toEqual({
				...before[index],
				entries: before[index]!.entries.map((entry) =>
					entry.id === target ? rewriteRecord(entryKind, entry, (text) => '█'.repeat(text.length)) : entry
				)
			});
		const { total } = await server.history.changes(alice, asked);
		expect(total).toBe(0);
		expect(tablesWith(world.folder, termsOf(words))).toEqual([]);
		expect(after.some(({ entries }) => entries.some(({ text }) => isMasked(text)))).toBe(true);
		expect(tablesWith(world.folder, words)).toEqual([]);
		expect(filesWith(world.folder, words), 'while the server runs').toEqual([]);
		await rooms.edit(id, 'desk', world.bob.person, (doc) => textOf(doc, entryKind, target, 'text')!.insert(0, 'Ny. '));
		expect((await rooms.read(id, 'week')).entries.find((entry) => entry.id === target)?.text).toMatch(
			/^Ny\. Uppgiften/
		);
		await server.close();
		expect(filesWith(world.folder, words), 'after it').toEqual([]);
	}
);
