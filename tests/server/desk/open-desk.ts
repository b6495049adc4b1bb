import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { createDeskServices } from '../../../server/boards/desk-services.ts';
import { addAction } from '../../../src/lib/shared/board/action.ts';
import { SERVER } from '../../../src/lib/shared/board/origin.ts';
import type { FunktionId, PersonId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { Role } from '../../../src/lib/shared/access/roles.ts';
import type { Day, WeekKey } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import { copyWorld, makeWorld, startRooms, type Login, type World } from '../../support/start-rooms.ts';

export const THURSDAY = momentOf('2026-11-26' as Day, '09:00');
export const LAMP = 'lamp' as RecordId;

/** Made once for a file; each test has a copy. */
let made: World;
beforeAll(async () => {
	made = await makeWorld(mkdtempSync(join(tmpdir(), 'lagestavlan-')));
});
afterAll(() => rmSync(made.folder, { recursive: true, force: true, maxRetries: 3 }));

/** The desk over a real store with one åtgärd: Rut's function does it, Carol's answers for it, Alice decided it. */
export async function openDesk() {
	const world = copyWorld(made);
	const server = await startRooms(world);
	const { store, rooms } = server;
	const clock = { now: THURSDAY };
	const told: { people: readonly PersonId[]; actions: RecordId[] }[] = [];
	const mentioned: { funktioner: FunktionId[]; except: PersonId | null }[] = [];
	const desk = createDeskServices({
		...{ store, rooms, now: () => clock.now, origin: 'https://tavlan.example' },
		live: { actionsChanged: (_, people, actions) => void told.push({ people, actions }) },
		log: { error: (facts: unknown) => console.error(facts) } as never,
		random: (length) => crypto.getRandomValues(new Uint8Array(length)),
		mentioned: (mention) => Promise.resolve(void mentioned.push(mention))
	});
	onTestFinished(() => desk.actionNews.close());
	const roles = (who: Login, ...given: Role[]) =>
		store.organisation.setMember(world.samverkan, who.person, who.party, given);
	await roles(world.reader, 'performer');
	const document = world.actions.id;
	const add = (id: RecordId, title: string, due = '2026-12-04', by: Login = world.alice) =>
		rooms.edit(document, 'desk', by.person, (doc) => {
			const draft = { title, status: { state: 'decided' as const }, owner: world.carol.funktion, due: due as Day };
			const author = { person: by.person, party: by.party, at: clock.now };
			const performers = [world.reader.funktion];
			addAction(doc, id, { ...draft, performers }, author, '2026-W48' as WeekKey, SERVER);
		});
	await add(LAMP, 'Belysning Parkgatan');
	const actor = async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!;
	const action = async (id = LAMP) => (await rooms.read(document, 'actions')).actions.find((one) => one.id === id)!;
	const comments = async () => (await rooms.read(document, 'actions')).comments;
	const rows = () => store.journal.history(document);
	return { ...server, ...desk, world, clock, told, mentioned, roles, add, actor, action, comments, rows, document };
}
