/**
 * Opening a week with a long history: milliseconds from opening the socket to the document's last byte, for the first
 * window (cold: nothing of it in memory) and for one that comes while another has it open (warm). "Snapshot" is how a
 * server leaves a document that everybody has left; "journal only" replays every edit ever made, as after a restore.
 * The floor answers the first frame with as many bytes. Not measured: the page around it, the disk's own cold cache, and
 * the client's applying the document, which is the same for both.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { OpenDocument } from '../../server/realtime/open-document.ts';
import { DATABASE_FILE } from '../../server/storage/sqlite/open.ts';
import type { NewJournalRow, Store, WeekDocument } from '../../server/storage/store.ts';
import { startBoard, startFloor, type ChildServer } from './support/child-server.ts';
import { openBoard, timeBytes } from './support/client.ts';
import type { Figure, Report } from './support/figure.ts';
import { median } from './support/stats.ts';
import { typeWeek, type Made } from './support/typing.ts';
import { waitFor } from './support/wait.ts';
import { makeWorld, openWeek, type World } from './support/world.ts';

const SIZES = [5_000, 50_000];
const ROUNDS = 3;
const WARM_OPENINGS = 7;
const EMPTY = Uint8Array.of(0);

interface Times {
	ours: number[];
	floor: number[];
}

/** One document for each round and one to warm up with, each opened cold by a server that has run a while. */
interface Board {
	size: number;
	weeks: WeekDocument[];
	journal: Times;
	snapshot: Times;
	warm: Times;
}

export async function load(stack: AsyncDisposableStack): Promise<Report> {
	const world = await makeWorld(stack, { people: 6 });
	const boards = await world.withStore((store) => makeBoards(store, world));
	const notes = [await whereTimeGoes(world, boards)];
	const floor = await startFloor(stack);
	const server = await startBoard(stack, world.folder);
	await openEach({ world, server, floor }, boards, 'journal');
	await untilLeft(world, boards);
	await openEach({ world, server, floor }, boards, 'snapshot');
	await server.stop();
	notes.push(await whereTimeGoes(world, boards));
	return { figures: boards.flatMap(figuresOf), notes };
}

async function makeBoards(store: Store, world: World): Promise<Board[]> {
	const boards: Board[] = [];
	for (const size of SIZES) {
		const made = typeWeek(world, size);
		const weeks: WeekDocument[] = [];
		for (let round = 0; round <= ROUNDS; round++) {
			const week = await openWeek(store, world, boards.length * (ROUNDS + 1) + round);
			await append(store, week, made);
			weeks.push(week);
		}
		boards.push({ size, weeks, journal: newTimes(), snapshot: newTimes(), warm: newTimes() });
	}
	return boards;
}

const newTimes = (): Times => ({ ours: [], floor: [] });

async function append(store: Store, { id: document }: WeekDocument, made: readonly Made[]): Promise<void> {
	const at = Date.now();
	const rows = made.map((edit): NewJournalRow => ({ document, at, via: 'desk', ...edit }));
	for (let from = 0; from < rows.length; from += 5_000) await store.journal.append(rows.slice(from, from + 5_000));
}

interface Servers {
	world: World;
	server: ChildServer;
	floor: ChildServer;
}

/** The first of each board's documents is opened and not counted: the process compiles what it runs. */
async function openEach(servers: Servers, boards: readonly Board[], kept: 'journal' | 'snapshot'): Promise<void> {
	for (let round = 0; round <= ROUNDS; round++) {
		for (const { weeks, warm, [kept]: cold } of boards) {
			const times = round === 0 ? { cold: newTimes(), warm: newTimes() } : { cold, warm };
			await openOne(servers, weeks[round]!, times);
		}
	}
}

/** The server lets go of a document some seconds after the last window, once it has kept a snapshot of it. */
async function untilLeft({ folder }: World, boards: readonly Board[]): Promise<void> {
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { readOnly: true });
	const count = database.prepare('SELECT count(DISTINCT document) AS kept FROM snapshots');
	const all = boards.flatMap(({ weeks }) => weeks).length;
	await waitFor(() => count.get()?.kept === all, 'the snapshots');
	database.close();
	await pause(500); // letting go is the same turn's work, in the other process
}

async function openOne(
	{ server, world, floor }: Servers,
	{ id }: WeekDocument,
	{ cold, warm }: { cold: Times; warm: Times }
): Promise<void> {
	const [first = never(), second = never()] = world.people;
	const holder = await openBoard(server, id, first);
	const { lastByte, bytes } = holder.opening!;
	cold.ours.push(lastByte);
	for (let opening = 0; opening < WARM_OPENINGS; opening++) {
		const time = await timeBytes(floor, bytes);
		cold.floor.push(time);
		warm.floor.push(time);
		const client = await openBoard(server, id, second);
		warm.ours.push(client.opening!.lastByte);
		await client.close();
	}
	await holder.close();
}

function never(): never {
	throw new Error('The world has too few people');
}

function figuresOf({ size, journal, snapshot, warm }: Board): Figure[] {
	const line = (name: string, { ours, floor }: Times, most: number): Figure => ({
		name: `${size.toLocaleString('en')} edits, ${name}`,
		unit: 'ms',
		ours: median(ours),
		floor: median(floor),
		target: { most, of: 'ratio' }
	});
	return [line('cold, snapshot', snapshot, 2), line('cold, journal only', journal, 2), line('warm', warm, 1.5)];
}

/** The steps of a cold load of the longest board, one after the other in this process; the median of three. */
async function whereTimeGoes(world: World, boards: readonly Board[]): Promise<string> {
	const { weeks, size } = boards.at(-1)!;
	return world.withStore(async (store) => {
		const steps: Record<string, number[]> = { read: [], apply: [], encode: [] };
		let rows = 0;
		let bytes = 0;
		for (const week of weeks) {
			const read = await timed(() => store.journal.load(week.id));
			const open = await timed(() => new OpenDocument(week, read.value));
			const encode = await timed(() => open.value.encodeSince(EMPTY));
			for (const [step, { took }] of Object.entries({ read, apply: open, encode })) steps[step]!.push(took);
			rows = read.value.tail.length;
			bytes = encode.value.byteLength;
			open.value.destroy();
		}
		const words = Object.entries(steps).map(([step, times]) => `${step} ${median(times).toFixed(1)} ms`);
		const from = rows >= size ? 'journal only' : 'snapshot';
		return `${size.toLocaleString('en')} edits cold, ${from}, ${rows} rows to ${Math.round(bytes / 1024)} KiB: ${words.join(', ')}`;
	});
}

async function timed<T>(act: () => T | Promise<T>): Promise<{ value: T; took: number }> {
	const began = performance.now();
	const value = await act();
	return { value, took: performance.now() - began };
}
