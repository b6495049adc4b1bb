/**
 * A meeting: ten windows on one week, two people typing four edits a second each. Times one edit from the writer's
 * document to every other window's document (or to SAVED), all clients in one process and on one clock, and the server's
 * CPU per delivered edit. Ours is the server as built, with log-in, rights, schema, guard and fsync; the floor is a relay
 * that passes bytes on and acknowledges without keeping anything. Not measured: networks, browsers, presence, the page.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as Y from 'yjs';
import { journalWriter } from '../../server/boards/journal-writer.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { textOf } from '../../src/lib/shared/board/record.ts';
import type { DocumentId, RecordId } from '../../src/lib/shared/ids.ts';
import { startBoard, startFloor, type ChildServer } from './support/child-server.ts';
import { openBoard, openRelay, type Client } from './support/client.ts';
import type { Figure, Report } from './support/figure.ts';
import { medians, percentile } from './support/stats.ts';
import { fillWeek } from './support/typing.ts';
import { makeWorld, openWeek, type World } from './support/world.ts';

const CLIENTS = 10;
const WRITERS = 2;
/** Milliseconds between two edits of one writer. */
const EVERY = 250;
const EDITS_EACH = 24;
/** Left out of the figures: the first run of a code path tells of the compiler. */
const WARM_UP_EDITS = 4;
const ROUNDS = 3;

export async function propagation(stack: AsyncDisposableStack): Promise<Report> {
	const world = await makeWorld(stack, { people: CLIENTS });
	const { document, rows } = await makeWeek(world);
	const board = await startBoard(stack, world.folder);
	const floor = await startFloor(stack);
	const rounds: Record<'ours' | 'floor', Measured[]> = { ours: [], floor: [] };
	const syncs: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const ours = await meet(board, rows, await openAll((login) => openBoard(board, document, login), world));
		const state = ours.state;
		const theirs = await meet(floor, rows, await openAll(() => openRelay(floor, state), world));
		if (round === 0) continue; // both processes compile what they run
		syncs.push(...(await timeSyncs(world.folder)));
		rounds.ours.push(ours.measured);
		rounds.floor.push(theirs.measured);
	}
	return { figures: figures(medians(rounds.ours), medians(rounds.floor)), notes: [NOTE, syncNote(syncs)] };
}

const NOTE =
	`${CLIENTS} clients, ${WRITERS} writers × ${1000 / EVERY} edits/s, medians of ${ROUNDS} rounds; ` +
	'ours is seen by others only when it is on disk, so one fsync is in every figure';

const syncNote = (syncs: readonly number[]): string =>
	`one 4 KiB write and fsync on this disk, alone: p50 ${percentile(syncs, 0.5).toFixed(2)} ms, p95 ${percentile(syncs, 0.95).toFixed(2)} ms`;

/** What the disk itself takes, at the pace of the meeting and between its rounds: it is seldom ours alone. */
async function timeSyncs(folder: string): Promise<number[]> {
	const file = openSync(join(folder, 'sync-probe'), 'w');
	const page = Buffer.alloc(4096, 1);
	const times: number[] = [];
	for (let write = 0; write < 24; write++) {
		await pause(EVERY / WRITERS);
		const began = performance.now();
		writeSync(file, page);
		fdatasyncSync(file);
		times.push(performance.now() - began);
	}
	closeSync(file);
	return times;
}

async function makeWeek(world: World): Promise<{ document: DocumentId; rows: RecordId[] }> {
	return world.withStore(async (store) => {
		const { id } = await openWeek(store, world);
		let rows: RecordId[] = [];
		const write = journalWriter(store.journal, 'week', { person: null, via: 'import', now: Date.now });
		await write(id, (doc) => (rows = fillWeek(doc, world, 40)));
		return { document: id, rows };
	});
}

const openAll = (open: (login: World['people'][number]) => Promise<Client>, world: World): Promise<Client[]> =>
	Promise.all(world.people.map(open));

type Measured = Record<'p50' | 'p95' | 'p99' | 'saved50' | 'saved95' | 'cpu', number | null>;

interface Edit {
	at: number;
	/** The writer's clock after it: who has that much of the writer has seen it. */
	clock: number;
	/** Its message's number on the writer's connection. */
	n: number;
}

/** One writer's edits, and how far each of the others and the server have come in them. */
class Trail {
	readonly writer: Client;
	readonly seen: number[] = [];
	readonly saved: number[] = [];
	readonly #edits: Edit[] = [];
	readonly #next = new Map<Client, number>();
	#unsaved = 0;

	constructor(writer: Client, others: readonly Client[]) {
		this.writer = writer;
		for (const other of others) this.#next.set(other, 0);
		writer.onsaved = (n) => this.#acknowledged(n);
	}

	get isComplete(): boolean {
		const seen = [...this.#next.values()].every((next) => next === this.#edits.length);
		return seen && this.#unsaved === this.#edits.length;
	}

	edit(write: (doc: Y.Doc) => void) {
		const { doc } = this.writer;
		const at = performance.now();
		doc.transact(() => write(doc), LOCAL);
		this.#edits.push({ at, clock: Y.getState(doc.store, doc.clientID), n: this.writer.sent });
	}

	look(other: Client) {
		const clock = Y.getState(other.doc.store, this.writer.doc.clientID);
		let next = this.#next.get(other) ?? 0;
		for (; (this.#edits[next]?.clock ?? Infinity) <= clock; next++) this.#took(this.seen, next);
		this.#next.set(other, next);
	}

	#acknowledged(n: number) {
		for (; (this.#edits[this.#unsaved]?.n ?? Infinity) <= n; this.#unsaved++) this.#took(this.saved, this.#unsaved);
	}

	#took(times: number[], index: number) {
		if (index >= WARM_UP_EDITS) times.push(performance.now() - this.#edits[index]!.at);
	}
}

async function meet(server: ChildServer, rows: readonly RecordId[], clients: Client[]) {
	const writers = clients.slice(0, WRITERS);
	const trails = writers.map(
		(writer) =>
			new Trail(
				writer,
				clients.filter((client) => client !== writer)
			)
	);
	for (const client of clients)
		client.onapplied = () => {
			for (const trail of trails) if (trail.writer !== client) trail.look(client);
		};
	const before = server.cpu();
	await Promise.all(trails.map((trail, index) => type(trail, rows[index]!, (index * EVERY) / WRITERS)));
	await clients[0]!.until(() => trails.every((trail) => trail.isComplete), 'every edit to be seen and saved');
	const after = server.cpu();
	const deliveries = WRITERS * EDITS_EACH * (CLIENTS - 1);
	const state = Y.encodeStateAsUpdate(clients[0]!.doc);
	await Promise.all(clients.map((client) => client.close()));
	const cpu = before === null || after === null ? null : (after - before) / deliveries;
	return { state, measured: measure(trails, cpu) };
}

function measure(trails: readonly Trail[], cpu: number | null): Measured {
	const seen = trails.flatMap((trail) => trail.seen);
	const saved = trails.flatMap((trail) => trail.saved);
	return {
		p50: percentile(seen, 0.5),
		p95: percentile(seen, 0.95),
		p99: percentile(seen, 0.99),
		saved50: percentile(saved, 0.5),
		saved95: percentile(saved, 0.95),
		cpu
	};
}

/** Types words into a row of their own, at an even pace whatever the server does. */
async function type(trail: Trail, row: RecordId, offset: number): Promise<void> {
	const began = performance.now() + offset;
	for (let edit = 0; edit < EDITS_EACH; edit++) {
		await pause(Math.max(0, began + edit * EVERY - performance.now()));
		trail.edit((doc) => typeWord(doc, row));
	}
}

function typeWord(doc: Y.Doc, row: RecordId) {
	const text = textOf(doc, entryKind, row, 'text');
	if (!text) throw new Error(`There is no row ${row}`);
	if (text.length > 400) text.delete(0, text.length);
	text.insert(text.length, 'ord ');
}

function figures(ours: Measured, floor: Measured): Figure[] {
	const line = (name: string, key: keyof Measured, rest: Partial<Figure> = {}): Figure => ({
		name,
		unit: 'ms',
		ours: ours[key],
		floor: floor[key],
		...rest
	});
	return [
		line('edit → seen by another, p50', 'p50'),
		line('edit → seen by another, p95', 'p95', { target: { most: 1.5, of: 'ratio' } }),
		line('edit → seen by another, p99', 'p99', { target: { most: 25, of: 'above-floor' } }),
		line('edit → SAVED, p50', 'saved50'),
		line('edit → SAVED, p95', 'saved95'),
		line('server CPU per delivered edit', 'cpu', { unit: 'µs', target: { most: 1.2, of: 'ratio' } })
	];
}
