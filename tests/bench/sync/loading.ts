/**
 * A board with fifty thousand edits behind it: milliseconds from opening the socket to its last byte, for the first window
 * (cold) and for one that comes while another has it (warm). Ours has every edit in its journal, and is measured again
 * once it has kept a snapshot; the peers have the state alone, as they keep it, which is the best that they can have.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { NewJournalRow, WeekDocument } from '../../../server/storage/store.ts';
import { timeBytes } from '../support/client.ts';
import type { Figure } from '../support/figure.ts';
import { typeWeek, type Made } from '../support/typing.ts';
import { waitFor } from '../support/wait.ts';
import { openWeek, type World } from '../support/world.ts';
import { figure, inTurn, type Setting } from './setting.ts';
import type { Measured } from './servers.ts';
import { closeAll, openAll, Window } from './window.ts';

export interface LongBoards {
	edits: number;
	rooms: string[];
	state: Uint8Array;
}

/** One for each round, written before the server starts. */
export async function makeLongBoards(world: World, rounds: number, edits: number, ahead: number): Promise<LongBoards> {
	const made = typeWeek(world, edits);
	const doc = new Y.Doc();
	doc.transact(() => made.forEach(({ update }) => Y.applyUpdate(doc, update)));
	return world.withStore(async (store) => {
		const rooms: string[] = [];
		for (let round = 0; round <= rounds; round++) {
			const week = await openWeek(store, world, ahead + round);
			for (let from = 0; from < edits; from += 5_000)
				await store.journal.append(rowsOf(week, made.slice(from, from + 5_000)));
			rooms.push(week.id);
		}
		return { edits, rooms, state: Y.encodeStateAsUpdate(doc) };
	});
}

const rowsOf = ({ id: document }: WeekDocument, made: readonly Made[]): NewJournalRow[] =>
	made.map((edit) => ({ document, at: Date.now(), via: 'desk', ...edit }));

type Values = 'cold' | 'warm' | 'floor';

export async function loading(setting: Setting, boards: LongBoards): Promise<Figure[]> {
	const { measured, world } = setting;
	const floor = measured.find(({ name }) => name === 'relay')!;
	for (const one of measured)
		if (!['ours', 'relay', 'batching relay'].includes(one.name)) await seed(setting, one, boards);
	const open = (without: Parameters<typeof inTurn>[1]) =>
		inTurn<Values>(setting, without, async (one, round) => {
			if (one === floor) return floorTimes(floor, boards);
			return openTwice(setting, one, boards, boards.rooms[round]!);
		});
	const fromJournal = await open(['batching relay', 'y-websocket-server', 'hocuspocus']);
	await untilKept(world, boards);
	const asKept = await open(['batching relay']);
	const name = (what: string) => `${boards.edits.toLocaleString('en')} edits, ${what}`;
	const line = { unit: 'ms', floor: 'relay' } as const;
	return [
		figure(asKept, 'cold', { ...line, name: name('cold, as kept'), target: { most: 2, of: 'ratio' } }),
		figure(fromJournal, 'cold', { ...line, name: name('cold, every edit replayed'), target: { most: 2, of: 'ratio' } }),
		figure(asKept, 'warm', { ...line, name: name('warm'), target: { most: 1.5, of: 'ratio' } })
	];
}

async function floorTimes({ server }: Measured, { state }: LongBoards) {
	const time = await timeBytes(server, state.byteLength);
	return { cold: time, warm: time, floor: time };
}

async function openTwice({ world }: Setting, one: Measured, { state }: LongBoards, room: string) {
	const expects = state.byteLength / 2;
	const [first] = await openAll([new Window(one, room, world.people[0]!, expects)]);
	const [second] = await openAll([new Window(one, room, world.people[1]!, expects)]);
	await closeAll([first!, second!]);
	return { cold: first!.whole, warm: second!.whole, floor: null };
}

/** Gives a peer each of the boards, and waits until it has put them down. */
async function seed({ world }: Setting, one: Measured, { rooms, state }: LongBoards): Promise<void> {
	for (const room of rooms) {
		const [window] = await openAll([new Window(one, room, world.people[0]!)]);
		window!.say(state);
		const [second] = await openAll([new Window(one, room, world.people[1]!, state.byteLength / 2)]);
		await closeAll([window!, second!]);
	}
	await pause(4_000); // Hocuspocus writes two seconds after the last edit
}

async function untilKept({ folder }: World, { rooms }: LongBoards): Promise<void> {
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
	const count = database.prepare(
		`SELECT count(DISTINCT document) AS kept FROM snapshots WHERE document IN (${rooms.map(() => '?').join()})`
	);
	await waitFor(() => count.get(...rooms)?.kept === rooms.length, 'the snapshots', 60_000);
	database.close();
	await pause(11_000); // and lets go of them
}
