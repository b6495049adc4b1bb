import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import type * as Y from 'yjs';
import { parseForm, optional, required } from '#lib/server/forms.ts';
import { runCli } from '../../../server/cli/run.ts';
import { createLog } from '../../../server/log.ts';
import { actionKind } from '../../../src/lib/shared/board/action.ts';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { createRecord, textOf } from '../../../src/lib/shared/board/record.ts';
import { NUMBER_IN_TEXT } from '../../../src/lib/shared/privacy/words.ts';
import { encodeAwareness, encodeStep2, encodeUpdate } from '../../../src/lib/shared/protocol/messages.ts';
import { encodePresence } from '../../../src/lib/shared/protocol/presence.ts';
import { addEntry, entryText } from '../../support/edits.ts';
import { isSaved, openSaved } from '../../support/open-peer.ts';
import { openSynced, type SocketClient } from '../../support/socket-client.ts';
import { makeWorld, startRooms, type World } from '../../support/start-rooms.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { waitFor } from '../../support/wait-for.ts';

async function start() {
	const world = await makeWorld();
	return { world, server: await startRooms(world) };
}

/** Everything on the disk, as one text: database, its log, whatever else lies there. */
const onDisk = ({ folder }: World): string =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile())
		.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
		.join('\n');

const heardBy = (client: SocketClient): string =>
	client.heard
		.map((heard) => ('bytes' in heard ? Buffer.from(heard.bytes).toString('latin1') : JSON.stringify(heard)))
		.join('\n');

async function refused(client: SocketClient) {
	await waitFor(() => client.closed !== null, 'the sender to be turned away');
	expect(client.of('refused')).toMatchObject([{ resync: false, problem: { code: 'personal-number' } }]);
}

const WRITINGS: Record<string, (doc: Y.Doc, world: World) => void> = {
	'a text': (doc, world) => void addEntry(doc, world.alice, { text: 'Uppgav 900101-2385 på plats' }),
	'a text in full-width digits': (doc, world) => void addEntry(doc, world.alice, { text: '９００１０１－２３８５' }),
	'a samordningsnummer': (doc, world) => void addEntry(doc, world.alice, { text: 'nr 260161-2381' }),
	'a reservnummer': (doc, world) => void addEntry(doc, world.alice, { text: '19900101-A123' }),
	'a value': (doc, world) => void addEntry(doc, world.alice, { removed: { person: world.alice.person, party: world.alice.party, at: Date.now(), reason: 'Gäller 900101-2385' } } as never),
	'an id': (doc, world) =>
		createRecord(doc, entryKind, '9001012385' as never, { created: { person: world.alice.person, party: world.alice.party, at: Date.now() } })
}; // prettier-ignore

for (const [what, write] of Object.entries(WRITINGS))
	for (const [how, encode] of Object.entries(
		what === 'a text' ? { update: encodeUpdate, 'step 2': encodeStep2 } : { update: encodeUpdate }
	))
		test(`[PD4] ${what} with a number, sent as ${how}, reaches nobody and no file`, async () => {
			const { world, server } = await start();
			const bob = await openSynced(server, world.bob, world.week.id);
			const alice = await openSynced(server, world.alice, world.week.id);
			const rows = (await server.store.journal.history(world.week.id)).length;
			alice.send(encode(alice.write((doc) => write(doc, world))));
			await waitFor(() => alice.closed !== null, 'the sender to be turned away');
			const [told] = alice.of('refused');
			expect(told?.resync).toBe(false);
			if (what !== 'a value') expect(told?.problem.code).toBe('personal-number');
			expect(JSON.stringify(told)).not.toMatch(/2385|2381|A123/);
			expect(await server.store.journal.history(world.week.id)).toHaveLength(rows);
			bob.send(encodeUpdate(bob.write((doc) => addEntry(doc, world.bob, { text: 'Lugnt' }))));
			await waitFor(() => bob.of('saved').some(({ n }) => n === 2), 'the others to go on');
			expect(heardBy(bob)).not.toMatch(/900101|9001012385|19900101|260161|\uff12/);
			expect(onDisk(world)).toContain('Lugnt');
			expect(onDisk(world)).not.toMatch(/900101-2385|9001012385|19900101-A123|260161-2381|ï¼ï¼/);
		});

test('[PD4] a number that two edits of two people make together is refused at the second', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	let id = '' as ReturnType<typeof addEntry>;
	alice.send(encodeUpdate(alice.write((doc) => (id = addEntry(doc, world.alice, { text: 'ca 900101 då' })))));
	await waitFor(() => entryText(bob.doc, id) === 'ca 900101 då', 'bob to see the half');
	bob.send(encodeUpdate(bob.write((doc) => textOf(doc, entryKind, id, 'text')!.insert(9, '-2385'))));
	await refused(bob);
	expect((await server.rooms.read(world.week.id, 'week')).entries[0]?.text).toBe('ca 900101 då');
	expect(onDisk(world)).not.toContain('-2385');
	expect(heardBy(alice)).not.toContain('-2385');
});

test('[PD4] two who type at once, each a half that the other can not see, do not make a number', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	let id = '' as ReturnType<typeof addEntry>;
	alice.send(encodeUpdate(alice.write((doc) => (id = addEntry(doc, world.alice, { text: '' })))));
	const bob = await openSynced(server, world.bob, world.week.id);
	await waitFor(() => entryText(bob.doc, id) === '', 'bob to have the row');
	// Both write without having heard of the other: Yjs sets the halves side by side, in one order or the other.
	const halves = [alice.write((doc) => textOf(doc, entryKind, id, 'text')!.insert(0, '90010123')), bob.write((doc) => textOf(doc, entryKind, id, 'text')!.insert(0, '85'))] as const; // prettier-ignore
	alice.send(encodeUpdate(halves[0]));
	await waitFor(() => alice.of('saved').length > 2, 'alice to be saved');
	bob.send(encodeUpdate(halves[1]));
	await waitFor(() => bob.closed !== null || bob.of('saved').some(({ n }) => n === 2), 'bob to be answered');
	expect((await server.rooms.read(world.week.id, 'week')).entries[0]?.text).not.toBe('9001012385');
	expect(onDisk(world)).not.toContain('9001012385');
});

test('[PD5] a number that is put in and taken out in one update leaves nothing on the disk or with others', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	alice.doc.gc = false; // a hostile client: what it deleted is still in its bytes
	let id = '' as ReturnType<typeof addEntry>;
	const update = alice.write((doc) => {
		id = addEntry(doc, world.alice, { text: 'Uppgav  på plats' });
		const text = textOf(doc, entryKind, id, 'text')!;
		text.insert(7, '900101-2385');
		text.delete(7, 11);
	});
	expect(Buffer.from(update).toString('latin1')).toContain('900101-2385');
	alice.send(encodeUpdate(update));
	await waitFor(() => entryText(bob.doc, id) === 'Uppgav  på plats', 'bob to see the rest');
	await server.rooms.read(world.week.id, 'week');
	expect(onDisk(world)).toContain('Uppgav');
	expect(onDisk(world)).not.toContain('900101-2385');
	expect(heardBy(bob)).not.toContain('900101-2385');
});

test('[PD5] a value that held a number and was written over in the same update leaves nothing', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	alice.doc.gc = false;
	const update = alice.write((doc) => {
		const id = addEntry(doc, world.alice, { text: 'Klar' });
		const stored = doc.getMap<Y.Map<unknown>>('entries').get(id)!;
		stored.set('category', 'x 900101-2385');
		stored.set('category', null);
	});
	expect(Buffer.from(update).toString('latin1')).toContain('900101-2385');
	alice.send(encodeUpdate(update));
	await waitFor(() => alice.of('saved').some(({ n }) => n === 2) || alice.closed !== null, 'an answer');
	await server.rooms.read(world.week.id, 'week');
	expect(onDisk(world)).not.toContain('900101-2385');
});

test('[PD6] presence that holds a number is shown to nobody', async () => {
	const { world, server } = await start();
	const alice = await openSynced(server, world.alice, world.week.id);
	const bob = await openSynced(server, world.bob, world.week.id);
	const say = (clock: number, id: string) => {
		const state = { focus: { root: 'entries', id, field: 'text' } };
		alice.send(encodeAwareness(encodePresence([{ client: alice.doc.clientID, clock, state }])));
	};
	say(1, '9001012385');
	say(2, 'abcdefghijkl');
	await waitFor(() => heardBy(bob).includes('abcdefghijkl'), 'bob to see alice');
	expect(heardBy(bob)).not.toContain('9001012385');
});

test('[PD8] a command of the server’s own that would write a number fails, and writes nothing', async () => {
	const { world, server } = await start();
	const { person, party } = world.alice;
	const title = 'Ring 900101-2385';
	const edit = server.rooms.edit(world.actions.id, 'desk', person, (doc) =>
		createRecord(doc, actionKind, 'abcdefghijkl' as never, { title, created: { person, party, at: Date.now() } })
	);
	await expect(edit).rejects.toThrow('personal-number');
	expect(onDisk(world)).not.toContain('900101-2385');
});

test('[PD8] a line of the log has the number covered, wherever a library has put it', () => {
	let lines = '';
	const log = createLog('info', new Writable({ write: (chunk, _, done) => ((lines += String(chunk)), done()) }));
	log.error({ err: new Error('bad value 900101-2385'), deep: { a: ['19900101 2385'] } }, 'of ９００１０１－２３８５');
	expect(lines).toContain('bad value');
	expect(lines).not.toMatch(/2385|２３８５/);
	expect(() => JSON.parse(lines) as unknown).not.toThrow();
});

test('[PD8] the command line takes no argument with one', async () => {
	const said: string[] = [];
	const terminal = { env: { DATA_DIR: tempDir() }, print: (text: string) => said.push(text), complain: (text: string) => said.push(text) }; // prettier-ignore
	const code = await runCli(['skapa', '--namn', 'Ekeby 900101-2385'], terminal as never);
	expect(code).toBe(1);
	expect(said.join('\n')).toMatch(/^Personnummer sparas aldrig/);
	expect(said.join('\n')).not.toContain('2385');
});

test('[PD7] a form with a number comes back with what was written, and says so at the field', () => {
	const schema = v.object({ name: required('ett namn', 40), note: optional(100), password: optional(100) });
	const data = new FormData();
	for (const [name, value] of Object.entries({ name: 'Ek', note: 'pnr 900101–2385', password: '9001012385' }))
		data.set(name, value);
	expect(parseForm(schema, data, 'add')).toEqual({
		ok: false,
		state: { form: 'add', values: { name: 'Ek', note: 'pnr 900101–2385' }, errors: { note: NUMBER_IN_TEXT } }
	});
	data.set('note', 'utan');
	expect(parseForm(schema, data, 'add').ok).toBe(true);
});

test('[PD7] no route reads what is posted without asking', () => {
	const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts')
	);
	const asks = (file: string) => /privacyProblem\(|holdsBlockedNumber\(/.test(readFileSync(file, 'utf8'));
	expect(['desk-forms', 'card-form', 'forms'].map((name) => asks(`src/lib/server/${name}.ts`))).toEqual([
		true,
		true,
		true
	]);
	const readers = routes.filter((name) => {
		const code = readFileSync(join('src/routes', name), 'utf8');
		const forms = code.match(/\.formData\(\)/g)?.length ?? 0;
		const parsed = code.match(/(?:parseForm|readDeskForm|readCardForm)\([^;]*?formData\(\)/g)?.length ?? 0;
		const takesJson = /request\.(?:json|text|arrayBuffer|body)\b/.test(code);
		return forms > parsed || (takesJson && !code.includes('holdsBlockedNumber('));
	});
	expect(readers).toEqual([]);
});

test('[PD9] what a device keeps of a refused edit has the number covered and the rest whole', async () => {
	const { world, server } = await start();
	const alice = await openSaved(server, world.alice, world.week);
	addEntry(alice.doc, world.alice, { text: 'Uppgav 900101-2385 på plats' });
	await waitFor(() => alice.refusedCopy !== null, 'the copy');
	expect(JSON.stringify(alice.refusedCopy)).toContain('Uppgav •••••••• på plats');
	expect(JSON.stringify(alice.refusedCopy)).not.toContain('2385');
	await waitFor(() => !isSaved(alice) || alice.refusedCopy !== null, 'it to be told');
});
