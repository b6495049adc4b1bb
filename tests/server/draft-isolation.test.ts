import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { admit } from '../../server/realtime/admission.ts';
import { createApp, type App } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import type { DraftDocument } from '../../server/storage/store.ts';
import { readWeekPage } from '../../src/lib/server/week-page.ts';
import { readDraftPage } from '../../src/lib/server/draft-page.ts';
import type { Actor } from '../../src/lib/shared/access/roles.ts';
import { addObservation } from '../../src/lib/shared/board/observation.ts';
import { newRecordId } from '../../src/lib/shared/ids.ts';
import type { Organisation } from '../../src/lib/shared/organisation.ts';
import { localDay, weekKey, weekOf, weekPath } from '../../src/lib/shared/week/iso-week.ts';
import { waitFor } from '../support/wait-for.ts';
import { makeWorld, startRooms } from '../support/start-rooms.ts';
import { openPeer, openSaved } from '../support/open-peer.ts';

/** A word that stands in the municipality's draft and nowhere else. */
const WORD = 'Brokvarnsgläntan';

const NO_FILTERS = { kinds: null, weekFrom: null, weekTo: null, area: null, place: null, category: null };

const folder = mkdtempSync(join(tmpdir(), 'lagestavlan-'));
let app: App;
let organisation: Organisation;
let draft: DraftDocument;
let insiders: Actor[];
let outsiders: Actor[];

beforeAll(async () => {
	app = await createApp(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }));
	const { store, rooms, now, random } = app.services;
	const samverkan = (await store.organisation.bySlug('ekeby'))!.id;
	organisation = await store.organisation.read(samverkan);
	const party = organisation.parties.find(({ kind }) => kind === 'municipality')!.id;
	draft = await store.documents.draftDocument(samverkan, party, weekKey(weekOf(localDay(now()))));
	const actors = await Promise.all(
		organisation.people.map(({ person }) => store.organisation.actor(samverkan, person))
	);
	const all = actors.filter((actor) => actor !== null);
	insiders = all.filter((actor) => actor.party === party && actor.roles.includes('coordinator'));
	outsiders = all.filter((actor) => actor.party !== party || ['admin', 'leader'].includes(actor.roles.join()));
	const by = { person: insiders[0]!.person, party, at: now() };
	await rooms.edit(draft.id, 'desk', by.person, (doc) =>
		addObservation(doc, newRecordId(random), { text: `Samling vid ${WORD}` }, by)
	);
});
afterAll(async () => {
	await app.close();
	rmSync(folder, { recursive: true, force: true });
});

test('[DR14] the people who are tried are of every role and of every other party, sammankallande among them', () => {
	expect(insiders.length).toBeGreaterThan(0);
	expect(new Set(outsiders.flatMap(({ roles }) => roles)).size).toBeGreaterThanOrEqual(6);
	expect(outsiders.some(({ roles }) => roles.includes('convener'))).toBe(true);
	expect(outsiders.some(({ roles }) => roles.includes('admin'))).toBe(true);
});

test('[DR14] sync: a socket is answered as if the document were not there', async () => {
	const { store } = app.services;
	const admission = (actor: Actor, id: string) => {
		const login = { person: actor.person, name: 'Någon', sessionHash: 'h' };
		const sessions = {
			read: async () => login,
			isOpen: async () => true,
			touch: async () => undefined,
			onEnded: () => () => undefined
		};
		return admit({ store, sessions }, { target: `/sync/${id}`, cookie: 'x' });
	};
	const nowhere = 'n'.repeat(22);
	for (const actor of outsiders)
		expect(await admission(actor, draft.id), actor.roles.join()).toEqual(await admission(actor, nowhere));
	expect(await admission(insiders[0]!, draft.id)).toMatchObject({ admitted: true, visitor: { role: 'write' } });
});

test('[DR14] pages: no board and no draft page of another party has it, and its own has', async () => {
	const week = weekOf(localDay(app.services.now()));
	const page = (actor: Actor) => readWeekPage({ services: app.services, actor, organisation, name: 'Någon', week });
	const compiled = (actor: Actor) =>
		readDraftPage({
			locals: { actor, organisation, person: { id: actor.person, name: 'Någon' } },
			url: new URL(`http://x/v/${weekPath(week)}/utkast`),
			params: { week: weekPath(week) }
		} as never).catch((error: { status: number }) => error);
	for (const actor of outsiders) {
		expect(JSON.stringify(await page(actor))).not.toContain(WORD);
		expect(JSON.stringify(await compiled(actor)), actor.roles.join()).not.toContain(WORD);
	}
	expect(JSON.stringify(await page(insiders[0]!))).not.toContain(WORD);
	expect(JSON.stringify(await compiled(insiders[0]!))).toContain(WORD);
});

test('[DR14] search: nobody outside finds it, and the party does', async () => {
	const { search } = app.services;
	const find = async (actor: Actor) =>
		JSON.stringify((await search.find(actor, { text: WORD, filters: NO_FILTERS, limit: 20 })).rows);
	await expect.poll(() => find(insiders[0]!), { timeout: 10_000 }).toContain(WORD);
	for (const actor of outsiders) expect(await find(actor), actor.roles.join()).toBe('[]');
});

test('[DR14] notices, exports and the seal: nothing of it is told, sealed or filed', async () => {
	const { store, notices, rooms, seals } = app.services;
	await notices.close();
	for (const { samverkan, person } of outsiders)
		expect(JSON.stringify(await store.notices.of(person, samverkan, 100))).not.toContain(WORD);
	const week = (await store.documents.findWeek(draft.samverkan, draft.week))!;
	expect(JSON.stringify(await seals.sealing.preview(draft.samverkan, draft.week))).not.toContain(WORD);
	expect(JSON.stringify(await rooms.read(week.id, 'week'))).not.toContain(WORD);
});

test('[DR14] history: the draft is read back as a draft and as no other document', async () => {
	const { history, store, now } = app.services;
	const week = (await store.documents.findWeek(draft.samverkan, draft.week))!;
	expect(JSON.stringify(await history.recordAt(week.id, 'week', now()))).not.toContain(WORD);
	await expect(history.recordAt(draft.id, 'week', now())).rejects.toThrow('no week document');
});

test('[DR14] live: another party’s sockets hear nothing, and who leaves the party is shut out at once', async () => {
	const world = await makeWorld();
	const server = await startRooms(world);
	const { id } = await server.store.documents.draftDocument(world.samverkan, world.carol.party, world.week.week);
	const carol = await openSaved(server, world.carol, { id, kind: 'draft' });
	const bob = openPeer(server, world.bob, { id, kind: 'draft' });
	await waitFor(() => bob.status.current.state === 'closed', 'bob to be turned away');
	expect(bob.status.current).toMatchObject({ reason: 'not-found' });
	const by = { person: world.carol.person, party: world.carol.party, at: Date.now() };
	addObservation(
		carol.doc,
		newRecordId((length) => crypto.getRandomValues(new Uint8Array(length))),
		{ text: WORD },
		by
	);
	await expect.poll(async () => (await server.rooms.read(id, 'draft')).observations.length).toBe(1);
	expect(bob.presences.current.size).toBe(0);
	expect(JSON.stringify(bob.doc.getMap('observations'))).toBe('{}');
	await server.store.organisation.setMember(world.samverkan, world.carol.person, world.bob.party, ['convener']);
	server.rooms.rightsChanged(world.samverkan, world.carol.person);
	await waitFor(() => carol.status.current.state === 'closed', 'carol to be shut out');
});
