import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import * as Y from 'yjs';
import { editEntry } from '../../../src/lib/shared/board/entry.ts';
import { encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import type { RecordId } from '../../../src/lib/shared/ids.ts';
import { addEntry } from '../../support/edits.ts';
import { connectSocket, openSynced, type SocketClient } from '../../support/socket-client.ts';
import { serveRooms } from '../../support/serve-rooms.ts';
import { makeWorld, type Login, type RoomsServer, type StartOptions, type World } from '../../support/start-rooms.ts';
import { waitFor } from '../../support/wait-for.ts';

/**
 * Milliseconds within which somebody who does no harm is served, whatever others do: a second (reliability.md §6), and so
 * much more as a machine that others work on may take for anything.
 */
const SERVED_WITHIN = 10_000;

/**
 * A server that is attacked and somebody who works on the board meanwhile. The clock is an hour on before each attack, so
 * that nobody runs out of permits, or of goodwill, through the attack before.
 */
export class Arena {
	readonly world: World;
	readonly server: RoomsServer;
	readonly healthy: SocketClient;
	readonly entry: RecordId;
	readonly #clock: { now: number };
	#written = 0;

	private constructor(world: World, server: RoomsServer, healthy: SocketClient, clock: { now: number }) {
		this.world = world;
		this.server = server;
		this.healthy = healthy;
		this.#clock = clock;
		this.entry = addEntry(healthy.doc, world.bob, { text: 'Fyra bilinbrott vid stationen' });
	}

	static async open({
		policy,
		...guard
	}: Pick<NonNullable<StartOptions['guard']>, 'connectionLimits' | 'log'> &
		Pick<StartOptions, 'policy'> = {}): Promise<Arena> {
		const world = await makeWorld(mkdtempSync(join(tmpdir(), 'lagestavlan-')));
		const clock = { now: Date.now() };
		const server = await serveRooms(world.folder, {
			...(policy ? { policy } : {}),
			guard: { now: () => clock.now, ...guard }
		});
		const healthy = await connectSocket(server, world.bob, world.week.id).sync();
		const arena = new Arena(world, server, healthy, clock);
		healthy.send(encodeUpdate(Y.encodeStateAsUpdate(healthy.doc)));
		await arena.serves();
		return arena;
	}

	/** Lets go of everything. */
	async close(): Promise<void> {
		this.healthy.close();
		await this.server.close();
		rmSync(this.world.folder, { recursive: true, force: true });
	}

	/** Somebody with a login who may write, an hour later. */
	async attacker(login: Login = this.world.alice): Promise<SocketClient> {
		this.#clock.now += 3_700_000;
		return openSynced(this.server, login, this.world.week.id);
	}

	/** The one who does no harm edits a row, and is told in time that it is saved. */
	async serves(): Promise<void> {
		const before = this.healthy.of('saved').at(-1)?.n ?? 0;
		this.#written += 1;
		this.healthy.send(encodeUpdate(this.healthy.write((doc) => editEntry(doc, this.entry, { count: this.#written }))));
		await waitFor(
			() => (this.healthy.of('saved').at(-1)?.n ?? 0) > before,
			'the healthy one to be served',
			SERVED_WITHIN
		);
		expect(this.healthy.closed).toBeNull();
	}

	/** What is shown is what a new server makes of the journal. */
	async isIntact(): Promise<void> {
		const { id } = this.world.week;
		const shown = await this.server.rooms.read(id, 'week');
		await this.server.close();
		const again = await serveRooms(this.world.folder);
		try {
			expect(await again.rooms.read(id, 'week')).toEqual(shown);
			const newcomer = await connectSocket(again, this.world.carol, id).sync();
			expect(newcomer.doc.getMap('entries').toJSON()).toEqual(this.healthy.doc.getMap('entries').toJSON());
			newcomer.close();
		} finally {
			await again.close();
		}
	}
}

export const isEnded = (client: SocketClient): Promise<void> =>
	waitFor(() => client.closed !== null, 'the attacker to be ended');

/** One arena for a file's tests, which must leave it intact. */
export function useArena(...options: Parameters<typeof Arena.open>): () => Arena {
	let arena: Arena;
	beforeAll(async () => {
		arena = await Arena.open(...options);
	});
	afterAll(async () => {
		await arena.isIntact();
		await arena.close();
	});
	return () => arena;
}
