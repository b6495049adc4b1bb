import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import { readDocument } from '../../src/lib/shared/board/document-record.ts';
import { entryKind } from '../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../src/lib/shared/board/origin.ts';
import { recordsOf, setValue, textOf, type RecordKind } from '../../src/lib/shared/board/record.ts';
import type { DocumentKind } from '../../src/lib/shared/board/schema.ts';
import type { RecordId } from '../../src/lib/shared/ids.ts';
import type { LiveDocument } from '../../src/lib/sync/live-document.ts';
import { addAction, addEntry } from '../support/edits.ts';
import { isSaved, Line, openSaved } from '../support/open-peer.ts';
import { seeded } from '../support/seeded.ts';
import { makeWorld, startRooms, type Login, type RoomsServer, type World } from '../support/start-rooms.ts';
import { waitFor } from '../support/wait-for.ts';

interface Peer {
	login: Login;
	line: Line;
	week: LiveDocument;
	actions: LiveDocument;
}

async function openBoth(server: RoomsServer, world: World, login: Login): Promise<Peer> {
	const line = new Line();
	const [week, actions] = await Promise.all([
		openSaved(server, login, { id: world.week.id, kind: 'week' }, { line }),
		openSaved(server, login, { id: world.actions.id, kind: 'actions' }, { line })
	]);
	return { login, line, week, actions };
}

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)];

const idsOf = (doc: Y.Doc, kind: RecordKind) => [...recordsOf(doc, kind).keys()] as RecordId[];

/** One edit that this person may make. */
function edit({ login, week, actions }: Peer, random: Random) {
	const entry = pick(idsOf(week.doc, entryKind), random);
	const action = pick(idsOf(actions.doc, actionKind), random);
	const dice = random();
	if (dice < 0.2 || !entry) return void addEntry(week.doc, login, { text: `Rad ${Math.floor(random() * 99)}` });
	if (dice < 0.3 || !action) return void addAction(actions.doc, login);
	if (dice < 0.4)
		return actions.doc.transact(
			() => setValue(actions.doc, actionKind, action, 'horizon', pick(['acute', 'short'], random)!),
			LOCAL
		);
	if (dice < 0.6)
		return week.doc.transact(
			() => setValue(week.doc, entryKind, entry, 'severity', pick([1, 2, 3] as const, random)!),
			LOCAL
		);
	if (dice < 0.65) return takeAway(week.doc, entry, login);
	typeOrErase(textOf(week.doc, entryKind, entry, 'text'), random, week.doc);
}

function takeAway(doc: Y.Doc, entry: RecordId, { person }: Login) {
	doc.transact(() => setValue(doc, entryKind, entry, 'removed', { person, at: Date.now() }), LOCAL);
}

function typeOrErase(text: Y.Text | undefined, random: Random, doc: Y.Doc) {
	if (!text) return;
	const at = Math.floor(random() * text.length);
	doc.transact(() => {
		if (random() < 0.6 && text.length < 300) text.insert(at, 'abc ');
		else text.delete(at, Math.min(3, text.length - at));
	}, LOCAL);
}

function recordsIn(doc: Y.Doc, kind: DocumentKind): unknown {
	const read = readDocument(doc, kind);
	if (!read.ok) throw new Error(`${read.problem.code} ${read.problem.path}`);
	return sorted(read.value);
}

/** The order of keys in a Yjs map is nobody's business. */
const sorted = (record: object): unknown =>
	Object.fromEntries(
		Object.entries(record as Record<string, { id: string }[]>).map(([root, records]) => [
			root,
			[...records].sort((a, b) => (a.id < b.id ? -1 : 1))
		])
	);

async function settle(peers: readonly Peer[]) {
	const documents = peers.flatMap(({ week, actions }) => [week, actions]);
	await waitFor(() => documents.every(isSaved), 'everybody to be saved', 15_000);
	const same = (kind: DocumentKind, read: (peer: Peer) => Y.Doc) =>
		new Set(peers.map((peer) => JSON.stringify(recordsIn(read(peer), kind)))).size === 1;
	await waitFor(
		() => same('week', ({ week }) => week.doc) && same('actions', ({ actions }) => actions.doc),
		'the same records'
	);
}

async function expectStored(server: RoomsServer, world: World, [peer]: readonly Peer[]) {
	const week = recordsIn(peer!.week.doc, 'week');
	const actions = recordsIn(peer!.actions.doc, 'actions');
	expect(sorted(await server.rooms.read(world.week.id, 'week'))).toEqual(week);
	expect(sorted(await server.history.recordAt(world.week.id, 'week', Number.MAX_SAFE_INTEGER))).toEqual(week);
	expect(sorted(await server.history.recordAt(world.actions.id, 'actions', Number.MAX_SAFE_INTEGER))).toEqual(actions);
}

const breath = () => new Promise((resolve) => setImmediate(resolve));

for (const seed of [1, 7, 48])
	test(`[SY14] three people, cut lines and a restart: everybody ends with what the journal replays to (seed ${seed})`, async () => {
		const random = seeded(seed);
		const world = await makeWorld();
		let server = await startRooms(world);
		const { port } = server;
		const peers = await Promise.all(
			[world.alice, world.bob, world.carol].map((login) => openBoth(server, world, login))
		);
		for (let step = 0; step < 150; step++) {
			const peer = pick(peers, random)!;
			edit(peer, random);
			if (random() < 0.04) peer.line.cut();
			if (random() < 0.1) peers.forEach(({ line }) => line.mend());
			if (random() < 0.3) await breath();
			if (step === 75) {
				await server.close();
				for (const offline of peers) edit(offline, random);
				server = await startRooms(world, { port });
			}
		}
		peers.forEach(({ line }) => line.mend());
		await settle(peers);
		expect(peers.map(({ week }) => week.refusedCopy)).toEqual([null, null, null]);
		await expectStored(server, world, peers);
	}, 40_000);
