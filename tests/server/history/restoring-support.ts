import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type * as Y from 'yjs';
import { Restoring } from '../../../server/boards/restoring.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open.ts';
import type { Store } from '../../../server/storage/store.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import { newRecordId, type RecordId } from '../../../src/lib/shared/ids.ts';
import type { RestoreTarget } from '../../../src/lib/shared/history/restore.ts';
import type { WeekState } from '../../../src/lib/shared/week/lifecycle.ts';
import { copyWorld, makeWorld, startRooms, type Login, type World } from '../../support/start-rooms.ts';

/** The clock that log-ins were made by: they last. */
export const NOW = Date.now();
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

export const recordId = (): RecordId => newRecordId(random);

export const codeOf = (result: { ok: true } | { ok: false; problem: { code: string } }): string =>
	result.ok ? 'ok' : result.problem.code;

/** Made once for each file of tests; each test has a copy. */
const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-restore-'));
const made = makeWorld(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

async function beforeTheServer(world: World, work: (store: Store, world: World) => Promise<void>) {
	const store = await openSqliteStore(world.folder);
	await work(store, world).finally(() => store.close());
}

/** A week that people write in, with a clock that goes a second on with every edit. */
export async function startRestoring(before?: (store: Store, world: World) => Promise<void>) {
	const world = copyWorld(await made);
	if (before) await beforeTheServer(world, before);
	const clock = { now: NOW };
	const server = await startRooms(world, { now: () => clock.now });
	const { store, rooms, history } = server;
	const { week } = world;
	const restoring = new Restoring({
		...{ store, rooms, history, random },
		now: () => clock.now
	});
	const tick = () => (clock.now += 1_000);
	return {
		...{ world, server, store, rooms, history, restoring, clock, tick },
		/** Answers when it was. */
		async edit(by: Login, write: (doc: Y.Doc) => void, document = week.id): Promise<number> {
			tick();
			await rooms.edit(document, 'desk', by.person, (doc) => doc.transact(() => write(doc), SERVER));
			return clock.now;
		},
		actor: async ({ person }: Login): Promise<Actor> => (await store.organisation.actor(world.samverkan, person))!,
		by: ({ person, party }: Login) => ({ person, party, at: clock.now }),
		board: () => rooms.read(week.id, 'week'),
		actions: () => rooms.read(world.actions.id, 'actions'),
		target: {
			week: { of: 'week', week: week.week } as RestoreTarget,
			record: (root: string, record: RecordId): RestoreTarget => ({ of: 'record', week: week.week, root, record }),
			field: (root: string, record: RecordId, field: string): RestoreTarget => ({
				of: 'field',
				week: week.week,
				root,
				record,
				field
			})
		},
		/** Previews, and restores what was previewed. */
		async restore(actor: Actor, target: RestoreTarget, moment: number) {
			tick();
			const preview = await restoring.preview(actor, target, moment);
			return preview.ok ? restoring.restore(actor, target, moment, preview.value.fingerprint) : preview;
		},
		async setState(state: WeekState) {
			await store.documents.setWeekState(week.id, state, null, clock.now);
			await rooms.weekStateChanged(week.id);
		}
	};
}

export type Started = Awaited<ReturnType<typeof startRestoring>>;
