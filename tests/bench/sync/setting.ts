import * as Y from 'yjs';
import { journalWriter } from '../../../server/boards/journal-writer.ts';
import { upgradeDocument } from '../../../src/lib/shared/board/schema.ts';
import type { Store } from '../../../server/storage/store.ts';
import { median } from '../support/stats.ts';
import { fillWeek } from '../support/typing.ts';
import { openWeek, type World } from '../support/world.ts';
import type { Figure, Target } from '../support/figure.ts';
import type { Measured, ServerName } from './servers.ts';

/** What every scenario of `sync` gets. Rooms are weeks of ours, and mere names for the others. */
export interface Setting {
	world: World;
	measured: Measured[];
	rounds: number;
	quick: boolean;
	/** A board with forty rows, as the peers' rooms are filled with it. */
	filled: Uint8Array;
	/** Rooms that have those rows in ours already, and rooms with nothing in them. */
	rooms: { filled: string[]; empty: string[] };
}

/** Ours has a document for each room before the server starts. */
export async function prepare(
	world: World,
	count: { filled: number; empty: number }
): Promise<Pick<Setting, 'filled' | 'rooms'>> {
	return world.withStore(async (store) => {
		const doc = new Y.Doc();
		upgradeDocument(doc, 'week');
		fillWeek(doc, world, 40);
		const state = Y.encodeStateAsUpdate(doc);
		const rooms: Setting['rooms'] = { filled: [], empty: [] };
		for (let room = 0; room < count.filled; room++) rooms.filled.push(await fill(store, world, room, state));
		for (let room = 0; room < count.empty; room++)
			rooms.empty.push((await openWeek(store, world, count.filled + room)).id);
		return { filled: state, rooms };
	});
}

async function fill(store: Store, world: World, ahead: number, state: Uint8Array): Promise<string> {
	const { id } = await openWeek(store, world, ahead);
	const write = journalWriter(store.journal, 'week', { person: null, via: 'import', now: Date.now });
	await write(id, (doc) => Y.applyUpdate(doc, state));
	return id;
}

export type Rounds<Names extends string> = Map<ServerName, Record<Names, number | null>[]>;

/** The same with each server in turn, round after round, so that a busy minute of the machine is everybody's. */
export async function inTurn<Names extends string>(
	{ measured, rounds }: Setting,
	without: readonly ServerName[],
	act: (measured: Measured, round: number) => Promise<Record<Names, number | null>>
): Promise<Rounds<Names>> {
	const all: Rounds<Names> = new Map();
	for (let round = 0; round <= rounds; round++) {
		for (const one of measured) {
			if (without.includes(one.name)) continue;
			const values = await act(one, round);
			if (round > 0) all.set(one.name, [...(all.get(one.name) ?? []), values]); // before that they compile
		}
	}
	return all;
}

function middle<Names extends string>(all: Rounds<Names>, name: ServerName, value: Names): number | null {
	const values = all.get(name)?.map((round) => round[value]) ?? [];
	return values.length === 0 || values.includes(null) ? null : median(values as number[]);
}

/** One line of the table: the medians of a value with each server. */
export function figure<Names extends string>(
	all: Rounds<Names>,
	value: Names,
	line: { name: string; unit: Figure['unit']; floor: ServerName; target?: Target }
): Figure {
	const peers = (['y-websocket-server', 'hocuspocus'] as const).map((name) => [name, middle(all, name, value)]);
	const { name, unit, target } = line;
	return {
		name,
		unit,
		ours: middle(all, 'ours', value),
		floor: middle(all, line.floor, value),
		peers: Object.fromEntries(peers) as Record<string, number | null>,
		...(target ? { target } : {})
	};
}

/** Microseconds of the server's own CPU for each of something. */
export const cpuEach = (before: number | null, after: number | null, count: number): number | null =>
	before === null || after === null ? null : (after - before) / count;
