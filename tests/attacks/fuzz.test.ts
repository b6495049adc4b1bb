import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeAwareness, encodeStep1, encodeStep2, encodeUpdate } from '../../src/lib/shared/protocol/messages.ts';
import { encodePresence } from '../../src/lib/shared/protocol/presence.ts';
import { readDocument } from '../../src/lib/shared/board/document-record.ts';
import { type } from '../support/edits.ts';
import { seeded } from '../support/seeded.ts';
import { useArena } from './support/arena.ts';
import { illMeant, mutated } from './support/mutate.ts';
import { frame, openRaw } from './support/raw-socket.ts';
import { Editor, Table } from './support/table.ts';

const isLong = import.meta.env.MODE === 'faults';
const SEEDS = process.env.SEED ? [Number(process.env.SEED)] : isLong ? [1, 2, 3, 4, 5] : [1];
const MUTANTS = isLong ? 20_000 : 10_000;
const ON_THE_WIRE = isLong ? 10_000 : 2_000;
const LOOK_EVERY = 500;

function start() {
	const table = new Table();
	const alice = new Editor(table, 'alice');
	const entry = alice.addEntry('Bilinbrott vid stationen');
	alice.push();
	return { table, alice, mallory: new Editor(table, 'mallory'), entry };
}

type Setting = ReturnType<typeof start>;

/** Edits as they are made, some of them lost on the way. */
function realUpdates({ alice, entry }: Setting): Uint8Array[] {
	const updates: Uint8Array[] = [];
	const collect = (update: Uint8Array) => updates.push(update);
	alice.doc.on('update', collect);
	type(alice.doc, entry, 'å ');
	alice.addEntry('En rad till');
	alice.doc.getMap<Y.Map<unknown>>('entries').get(entry)!.set('severity', 2);
	alice.doc.off('update', collect);
	alice.push();
	return [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(alice.doc)];
}

/** In memory, in the journal and for a newcomer there is one and the same document, and it can be read. */
function isSound({ table }: Setting): boolean {
	const state = Y.encodeStateAsUpdate(table.document.doc);
	const newcomer = new Y.Doc();
	Y.applyUpdate(newcomer, state);
	const [shown, kept, met] = [table.document.doc, table.replayed(), newcomer].map((doc) => readDocument(doc, 'week'));
	return shown!.ok && JSON.stringify(shown) === JSON.stringify(kept) && JSON.stringify(kept) === JSON.stringify(met);
}

test.each(SEEDS)(
	`[GD18] ${MUTANTS} real updates, damaged: no document is (seed %i)`,
	(seed) => {
		const random = seeded(seed);
		const setting = start();
		let real = realUpdates(setting);
		for (let n = 1; n <= MUTANTS; n++) {
			const original = real[Math.floor(random() * real.length)]!;
			setting.table.send(setting.mallory.login.session, mutated(random, original), n % 2 ? 'update' : 'step-2');
			if (n % LOOK_EVERY === 0) expect({ seed, n, sound: isSound(setting) }).toEqual({ seed, n, sound: true });
			if (n % 100 === 0) real = realUpdates(n % 1_000 === 0 ? Object.assign(setting, start()) : setting);
		}
	},
	300_000
);

test.each(SEEDS)(
	`[GD18] ${MUTANTS} well-formed and ill-meant updates: no document is damaged (seed %i)`,
	(seed) => {
		const random = seeded(seed);
		const setting = start();
		for (let n = 1; n <= MUTANTS; n++) {
			const { table, mallory, entry } = setting;
			const target = { doc: table.document.doc, entry, own: 1_000_000_000 + 10 * n };
			table.send(mallory.login.session, illMeant(random, target), n % 2 ? 'update' : 'step-2');
			if (n % LOOK_EVERY === 0) expect({ seed, n, sound: isSound(setting) }).toEqual({ seed, n, sound: true });
			if (n % 1_000 === 0) Object.assign(setting, start());
		}
	},
	300_000
);

test.each(SEEDS)(
	'[GD18] 10 000 real frames of every kind, damaged: the server never falls over (seed %i)',
	(seed) => {
		const random = seeded(seed);
		const setting = start();
		const frames = realFrames(setting);
		let session = setting.mallory.login.session;
		for (let n = 1; n <= 10_000; n++) {
			const damaged = mutated(random, frames[Math.floor(random() * frames.length)]!);
			expect(() => setting.table.hear(session, damaged), `seed ${seed}, frame ${n}`).not.toThrow();
			if (session.state.is === 'over') session = setting.table.person(`mallory-${n}`).session;
			session.state = { is: 'live' };
		}
		expect(isSound(setting)).toBe(true);
	},
	300_000
);

const realFrames = (setting: Setting): Uint8Array[] => [
	...realUpdates(setting).map(encodeUpdate),
	...realUpdates(setting).map(encodeStep2),
	encodeStep1(Y.encodeStateVector(setting.alice.doc)),
	encodeAwareness(
		encodePresence([{ client: 7, clock: 3, state: { focus: { root: 'entries', id: 'x', field: 'text' } } }])
	),
	Uint8Array.of(3)
];

const at = useArena();

test(`[GD18] ${ON_THE_WIRE} damaged frames on real sockets, whole and in pieces: somebody at work is served throughout`, async () => {
	const arena = at();
	const random = seeded(SEEDS[0]!);
	const frames = realFrames(start());
	const path = `/sync/${arena.world.week.id}`;
	let raw = await openRaw(arena.server, arena.world.alice, path);
	for (let n = 1; n <= ON_THE_WIRE; n++) {
		const whole = frame({ payload: mutated(random, frames[Math.floor(random() * frames.length)]!) });
		raw.socket.write(random() < 0.3 ? mutated(random, whole) : whole);
		if (n % 20 === 0) await arena.serves();
		if (raw.closed() === null && random() < 0.8) continue;
		raw.socket.destroy();
		raw = await openRaw(arena.server, arena.world.alice, path);
	}
	raw.socket.destroy();
	await arena.serves();
}, 300_000);
