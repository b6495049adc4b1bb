import { expect, test } from 'vitest';
import { remindersDue, reportReminders } from '../../../server/boards/reporting-reminders.ts';
import { PrivacyDesk } from '../../../server/boards/privacy-desk.ts';
import { Reporting } from '../../../server/boards/reporting.ts';
import { setReport } from '../../../src/lib/shared/board/party-report.ts';
import type { CategoryId, RecordId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { momentOf } from '../../../src/lib/shared/week/local-time.ts';
import { makeWorld, startRooms, type Login } from '../../support/start-rooms.ts';

const at = (text: string): number => momentOf(text.slice(0, 10) as Day, text.slice(11));
/** The meeting is on Tuesday, reports are in on Monday at noon: reminders begin on Sunday at four in the afternoon. */
const REMINDED = '2026-11-22 16:00';

async function open() {
	const world = await makeWorld();
	const { store, rooms } = await startRooms(world);
	const clock = { now: at(REMINDED) };
	const now = () => clock.now;
	const told: { people: string[]; dedupe: string }[] = [];
	const parts = { store, rooms, now };
	const notices = { tell: (one: { people: string[]; dedupe: string }) => Promise.resolve(void told.push(one)) };
	const reminders = reportReminders(parts, notices);
	const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
	const privacy = new PrivacyDesk({ store, now: () => clock.now, random });
	const reporting = new Reporting({ store, rooms, privacy, now });
	const unheard = async () =>
		(await remindersDue(parts, world.samverkan)).flatMap((one) => one.unheard.map(({ name }) => name));
	const actor = async ({ person }: Login) => (await store.organisation.actor(world.samverkan, person))!;
	return { world, store, rooms, clock, told, reminders, reporting, unheard, actor };
}

test('[RP12] reminds the functions that have not been heard of, by a report, a nollrapport or their party', async () => {
	const { world, store, rooms, reporting, unheard, actor } = await open();
	expect(await unheard()).toEqual(['Alice Ek', 'Bob Al', 'Carol Asp', 'Rut Rönn'].map((name) => `Funktion ${name}`));
	const category = (await store.organisation.addCategory(world.samverkan, {
		...{ code: 'B06', name: 'Skada', group: 'crime' }
	})) as CategoryId;
	await reporting.take(await actor(world.reader), {
		kind: 'report',
		report: {
			...{ id: 'rapport00001' as RecordId, text: 'En ruta är krossad.', category, where: null, severity: 2 },
			when: { from: '2026-11-22' as Day, to: null, block: null, time: null, recurring: false },
			...{ reliability: null, basis: null, funktion: world.reader.funktion, reason: '' }
		}
	});
	const nil = { kind: 'nil', id: 'nollrapport1' as RecordId, funktion: world.carol.funktion } as const;
	await reporting.take(await actor(world.carol), nil);
	expect(await unheard()).toEqual(['Funktion Alice Ek', 'Funktion Bob Al']);
	const by = { person: world.bob.person, party: world.bob.party, at: at(REMINDED) };
	await rooms.edit(world.week.id, 'desk', by.person, (doc) => setReport(doc, by.party, 'reported', by));
	expect(await unheard()).toEqual(['Funktion Alice Ek']);
	await reporting.takeBack(await actor(world.reader), 'rapport00001' as RecordId);
	expect(await unheard()).toEqual(['Funktion Alice Ek', 'Funktion Rut Rönn']);
});

test('[RP12] reminds from the afternoon before until reports are to be in, of a week that is open', async () => {
	const { world, store, clock, reminders, unheard } = await open();
	const count = async (when: string) => {
		clock.now = at(when);
		return (await unheard()).length;
	};
	expect(await count('2026-11-22 15:59')).toBe(0);
	expect(await reminders.next(world.samverkan)).toBe(at(REMINDED));
	expect(await count('2026-11-22 16:00')).toBe(4);
	expect(await count('2026-11-23 11:59')).toBe(4);
	expect(await count('2026-11-23 12:00')).toBe(0);
	await store.documents.setWeekState(world.week.id, 'compiling', null, at(REMINDED));
	expect(await count('2026-11-22 20:00')).toBe(0);
});

test('[RP12] leaves who compiles alone where their party has reporters', async () => {
	const { world, store, unheard } = await open();
	await store.organisation.setMember(world.samverkan, world.carol.person, world.reader.party, ['coordinator']);
	await store.organisation.updateFunktion(world.samverkan, world.carol.funktion, { party: world.reader.party });
	expect(await unheard()).toEqual(['Alice Ek', 'Bob Al', 'Rut Rönn'].map((name) => `Funktion ${name}`));
});

test('[RP12] reminds nobody who may not report, and each person once for a week', async () => {
	const { world, store, told, reminders } = await open();
	const more = await store.organisation.addFunktion(world.samverkan, {
		...{ party: world.reader.party, name: 'Fältgrupp', staffing: 'ordinary', guaranteed: false }
	});
	await store.organisation.staffFunktion(world.samverkan, more, [world.reader.person, world.carol.person]);
	await store.organisation.setMember(world.samverkan, world.carol.person, world.carol.party, ['performer']);
	await reminders.run(world.samverkan);
	const people = told.flatMap((one) => one.people);
	expect(people.toSorted()).toEqual([world.alice, world.bob, world.reader].map(({ person }) => person).toSorted());
	expect(new Set(told.map(({ dedupe }) => dedupe)).size).toBe(told.length);
	await reminders.run(world.samverkan);
	expect(new Set(told.map(({ dedupe }) => dedupe)).size).toBe(people.length);
});
