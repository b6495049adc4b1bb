import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { createSealServices, type SealServices } from '../../../server/boards/seal-services.ts';
import { DATABASE_FILE } from '../../../server/storage/sqlite/open.ts';
import type { Seal } from '../../../server/storage/seals.ts';
import type { WeekDocument } from '../../../server/storage/store.ts';
import type { Actor } from '../../../src/lib/shared/access/roles.ts';
import type { Result } from '../../../src/lib/shared/result.ts';
import { readRecordBytes } from '../../../src/lib/shared/seal/read-record.ts';
import type { SealedRecord } from '../../../src/lib/shared/seal/sealed-record.ts';
import type { WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { addEntry } from '../../support/edits.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../../support/start-rooms.ts';

export interface SealWorld {
	world: World;
	server: RoomsServer;
	seals: SealServices;
	actor(login: Login): Promise<Actor>;
	/** Seals the week as Alice. */
	seal(week?: WeekKey): Promise<Seal>;
	/** Another week with something on it, in its meeting. */
	openWeek(week: string): Promise<WeekDocument>;
}

/** A server over a week with a lägesrad, in its meeting. */
export async function startSealing({ secondApprover = false, publicPage = false } = {}): Promise<SealWorld> {
	const world = await makeWorld();
	const server = await startRooms(world);
	const { rooms, live, store } = server;
	const seals = createSealServices({
		store,
		rooms,
		live,
		now: Date.now,
		meetingOf: () => ({ secondApprover, publicPage })
	});
	const actor = async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!;
	const openWeek = async (key: string) => {
		const week = await store.documents.weekDocument(world.samverkan, key as WeekKey);
		await rooms.edit(
			week.id,
			'desk',
			world.alice.person,
			(doc) => void addEntry(doc, world.alice, { text: `Rad i ${key}` })
		);
		await store.documents.setWeekState(week.id, 'meeting', world.alice.person, Date.now());
		await rooms.weekStateChanged(week.id);
		return { ...week, state: 'meeting' as const };
	};
	const seal = async (week: WeekKey = world.week.week) =>
		valueOf(await seals.sealing.seal(world.samverkan, week, await actor(world.alice)));
	await openWeek(world.week.week);
	return { world, server, seals, actor, seal, openWeek };
}

export function valueOf<T>(result: Result<T>): T {
	if (!result.ok) throw new Error(`It was refused: ${result.problem.code}`);
	return result.value;
}

export function recordIn({ content }: Pick<Seal, 'content'>): SealedRecord {
	const record = readRecordBytes(content);
	if (!record) throw new Error('The seal holds no record');
	return record;
}

/** Somebody with the file and no respect: what triggers forbid is done without them. */
export function tamper(folder: string, sql: string) {
	const database = new DatabaseSync(join(folder, DATABASE_FILE), { timeout: 5000 });
	const triggers = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all();
	for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
	database.exec(sql);
	database.close();
}
