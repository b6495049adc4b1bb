import { expect, test } from 'vitest';
import { pino } from 'pino';
import { createAccounts } from '../../../server/accounts/accounts.ts';
import { EventLog } from '../../../server/events/event-log.ts';
import { signInEvents } from '../../../server/events/sign-in-events.ts';
import { sessionsOf, admit } from '../../../server/realtime/admission.ts';
import { eventWords } from '../../../src/lib/shared/log/event-words.ts';
import { filterForLog } from '../../../src/lib/shared/log/event.ts';
import { makeWorld, startRooms } from '../../support/start-rooms.ts';
import { startSealing } from '../seal/support.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const silent = pino({ level: 'silent' });

test('[LG4] a sealed week that is read is logged once for each person, view and hour', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	let at = Date.UTC(2026, 10, 21, 10, 5);
	const log = new EventLog({ store, log: silent, now: () => at });
	const alice = (await store.organisation.actor(world.samverkan, world.alice.person))!;
	const bob = (await store.organisation.actor(world.samverkan, world.bob.person))!;
	const read = { week: '2026-W41', page: 'protokoll' };
	for (const actor of [alice, alice, bob]) await log.viewed(actor, read);
	await log.viewed(alice, { ...read, page: 'board' });
	expect(await store.events.count(world.samverkan, { what: 'view' })).toBe(3);
	at += 3_600_000;
	await log.viewed(alice, read);
	expect(await store.events.count(world.samverkan, { what: 'view', person: alice.person })).toBe(3);
	await log.close();
});

test('[HG6] sealed weeks that are shown among others are logged once for each person, view, week and hour, in one go', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	let at = Date.UTC(2026, 10, 21, 10, 5);
	let writes = 0;
	const append: typeof store.events.append = (...asked) => {
		writes++;
		return store.events.append(...asked);
	};
	const counting = { events: { append, settle: () => store.events.settle() } as typeof store.events };
	const log = new EventLog({ store: counting, log: silent, now: () => at });
	const alice = (await store.organisation.actor(world.samverkan, world.alice.person))!;
	const bob = (await store.organisation.actor(world.samverkan, world.bob.person))!;
	const weeks = ['2026-W40', '2026-W41', '2026-W42'].map((week) => ({ week }));
	const count = () => store.events.count(world.samverkan, { what: 'view' });
	await log.viewedAmong(alice, 'sok', weeks);
	await log.viewedAmong(alice, 'sok', weeks.slice(1));
	expect([writes, await count()]).toEqual([1, 3]);
	await log.viewedAmong(bob, 'sok', weeks.slice(0, 1));
	await log.viewedAmong(alice, 'andringar', weeks.slice(0, 1));
	expect(await count()).toBe(5);
	// What another process, or this one before a restart, has logged in the hour is there already.
	const anew = new EventLog({ store, log: silent, now: () => at });
	await anew.viewedAmong(alice, 'sok', weeks);
	expect(await count()).toBe(5);
	at += 3_600_000;
	await log.viewedAmong(alice, 'sok', weeks);
	expect(await count()).toBe(8);
	await log.viewedAmong(alice, 'sok', []);
	expect(await count()).toBe(8);
	expect(await anew.verify(world.samverkan)).toMatchObject({ broken: null });
	await log.close();
});

test('[HG6] words of sealed weeks that can not be logged are not shown, and are logged when they can be', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	const alice = (await store.organisation.actor(world.samverkan, world.alice.person))!;
	let isFull = true;
	const append: typeof store.events.append = (...asked) =>
		isFull ? Promise.reject(new Error('The disk is full')) : store.events.append(...asked);
	const failing = { events: { append, settle: () => store.events.settle() } as typeof store.events };
	const log = new EventLog({ store: failing, log: silent, now: Date.now });
	await expect(log.viewedAmong(alice, 'sok', [{ week: '2026-W41' }])).rejects.toThrow('The disk is full');
	isFull = false;
	await log.viewedAmong(alice, 'sok', [{ week: '2026-W41' }]);
	expect(await store.events.count(world.samverkan, { what: 'view' })).toBe(1);
	await log.close();
});

test('[HG6] a calendar that looks several times an hour is logged once a day', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	let at = Date.UTC(2026, 10, 21, 0, 5);
	const log = new EventLog({ store, log: silent, now: () => at });
	const alice = (await store.organisation.actor(world.samverkan, world.alice.person))!;
	for (let quarter = 0; quarter < 4 * 48; quarter++, at += 900_000) await log.calendarRead(alice);
	const [entry] = await store.events.list(world.samverkan, { what: 'calendar' }, { limit: 5 });
	expect(await store.events.count(world.samverkan, { what: 'calendar' })).toBe(2);
	expect(eventWords(entry!, { person: () => '', party: () => '' })).toBe('Kalendern hämtades med kalenderlänken');
	await log.close();
});

test('[LG4] whose reading of a sealed week can not be logged does not get in, and edits of an open one go on', async () => {
	const { world, server, seal } = await startSealing();
	const accounts = createAccounts({ store: server.store, now: Date.now, random, secure: false });
	const parts = { store: server.store, sessions: sessionsOf(accounts) };
	const viewed = () => Promise.reject(new Error('The disk is full'));
	const asked = { target: `/sync/${world.week.id}?person=${world.alice.person}`, cookie: world.alice.cookie };
	expect(await admit({ ...parts, viewed }, asked)).toMatchObject({ admitted: true, visitor: { role: 'write' } });
	await seal();
	await expect(admit({ ...parts, viewed }, asked)).rejects.toThrow('The disk is full');
	expect(await admit({ ...parts, viewed: () => Promise.resolve() }, asked)).toMatchObject({ admitted: true });
	await accounts.close();
});

test('[LG5] a log-in that fails says whose account it was and never what was tried', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	const log = new EventLog({ store, log: silent, now: Date.now });
	const { failed, ended } = signInEvents(store, log);
	const accounts = createAccounts({ store, now: Date.now, random, secure: false, failed });
	accounts.sessions.onEnded(ended);
	const email = (await store.accounts.person(world.bob.person))!.email;
	const tried = { address: '10.0.0.9', device: 'x', password: 'Hemligt-och-fel-77' };
	await accounts.signIn({ ...tried, email });
	await accounts.signIn({ ...tried, email: 'finns-inte@okand.example' });
	await accounts.sessions.endAll(world.bob.person);
	await log.close();
	const own = await store.events.list(world.samverkan, { person: world.bob.person }, { limit: 9 });
	expect(own.map(({ what }) => what)).toEqual(expect.arrayContaining(['log-out', 'log-in-failed', 'log-in']));
	const unknown = await store.events.list(null, { what: 'log-in-failed' }, { limit: 9 });
	expect(unknown).toMatchObject([{ person: null, about: { did: 'sign-in-failed' } }]);
	const everything = JSON.stringify([...own, ...unknown]);
	for (const secret of ['Hemligt', 'okand', email, '10.0.0.9']) expect(everything).not.toContain(secret);
	await accounts.close();
});

test('[LG5] that somebody searched for words is kept, and not the words', () => {
	expect(filterForLog(new URLSearchParams('vad=export&q=Zåkarias+Ödlund&part='))).toBe('vad=export&q=…');
});

test('[LG7] what was chosen reads as words, and not as an address', () => {
	const said = (filter?: string) =>
		eventWords(
			{ what: 'log-read', about: filter === undefined ? {} : { filter } },
			{ person: () => '', party: () => '' }
		);
	expect(said('fran=2026-42&till=2026-47&q=…')).toBe(
		'Läste händelseloggen, urval: från 2026-42, till 2026-47, sökord …'
	);
	expect(said()).toBe('Läste händelseloggen');
});

test('[LG4] who is in no samverkan logs in to the installation’s own log', async () => {
	const world = await makeWorld();
	const { store } = await startRooms(world);
	const nobody = { email: 'ensam@example.se', name: 'Ensam', passwordHash: null, closed: false, createdAt: 1 };
	const person = await store.accounts.addPerson(nobody);
	await store.accounts.addSession({ hash: 'h', person, createdAt: 5, expiresAt: 9, endsAt: 9, device: '' });
	await store.events.settle();
	const entries = await store.events.list(null, { person }, { limit: 9 });
	expect(entries).toMatchObject([{ what: 'log-in', samverkan: null }]);
});
