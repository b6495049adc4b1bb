import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { entryKind } from '../../../src/lib/shared/board/entry.ts';
import { LOCAL } from '../../../src/lib/shared/board/origin.ts';
import { textOf } from '../../../src/lib/shared/board/record.ts';
import { DOCUMENT_KINDS, META_ROOT } from '../../../src/lib/shared/board/schema.ts';
import { decode, type DecodedUpdate } from '../../../server/realtime/guard/decode.ts';
import { checkPlaces } from '../../../server/realtime/guard/places.ts';
import { HOSTILE, marksOf, valid } from '../../attacks/support/hostile.ts';
import { Editor, Table } from '../../attacks/support/table.ts';
import { type } from '../../support/edits.ts';
import { seeded } from '../../support/seeded.ts';

const ROOTS = [...Object.keys(DOCUMENT_KINDS.week), META_ROOT];
const OWN = 4_000_000_000;

function start() {
	const table = new Table();
	const alice = new Editor(table, 'alice');
	const entry = alice.addEntry('Bilinbrott');
	alice.push();
	const mallory = new Editor(table, 'mallory');
	return { table, alice, mallory, entry };
}

describe('an update that no program of ours makes', () => {
	for (const [what, make] of Object.entries(HOSTILE))
		test(`[GD1] is refused: ${what}`, () => {
			const { table, alice, mallory, entry } = start();
			const target = { doc: table.document.doc, entry, own: OWN };
			const before = table.rows.length;
			const { doc } = table.document;
			const update = make(target, marksOf(target));
			for (const as of ['update', 'step-2'] as const)
				expect(table.isTaken(table.send(mallory.login.session, update, as))).toBe(false);
			expect(table.rows).toHaveLength(before);
			if (!MAY_REACH_YJS.has(what.slice(0, 3))) expect(table.document.doc).toBe(doc); // never rebuilt: Yjs has not seen it
			type(alice.doc, entry, 'Fyra ');
			expect(alice.push().every((effects) => table.isTaken(effects))).toBe(true);
			expect(textOf(table.replayed(), entryKind, entry, 'text')?.toString()).toBe('Fyra Bilinbrott');
		});

	test('[GD1] is told from one that is like it in all but that', () => {
		const { table, mallory, entry } = start();
		const target = { doc: table.document.doc, entry, own: OWN };
		expect(table.isTaken(table.send(mallory.login.session, valid(target, marksOf(target))))).toBe(true);
	});
});

/** Well-formed and plausible: what is wrong with them is what the schema says. */
const MAY_REACH_YJS = new Set(['U18', 'U25', 'U28', 'U29', 'U45', 'U58']);

describe('what honest people do', () => {
	test.each([1, 2, 3, 4, 5, 6])('[GD2] is never refused, with nights offline and undo (seed %i)', (seed) => {
		const random = seeded(seed);
		const table = new Table();
		const people = ['alice', 'bob', 'carol', 'dan'].map((name) => new Editor(table, name));
		const undo = people.map(({ doc }) => new Y.UndoManager([doc.getMap('entries')], { trackedOrigins: new Set([LOCAL]), captureTimeout: 0 })); // prettier-ignore
		people[0]!.addEntry('Början');
		let refused = 0;
		for (let step = 0; step < 400; step++) {
			const index = Math.floor(random() * people.length);
			const editor = people[index]!;
			edit(editor, random, undo[index]!);
			const chance = random();
			if (chance < 0.3) refused += editor.push().filter((effects) => !table.isTaken(effects)).length;
			else if (chance < 0.4) refused += table.isTaken(editor.pushAll()) ? 0 : 1;
			if (random() < 0.3) editor.pull();
		}
		for (const editor of people) refused += table.isTaken(editor.pushAll()) ? 0 : 1;
		for (const editor of people) editor.pull();
		expect({ seed, refused }).toEqual({ seed, refused: 0 });
		const replayed = table.replayed().getMap('entries').toJSON();
		for (const { doc } of people) expect(doc.getMap('entries').toJSON()).toEqual(replayed);
		for (const manager of undo) manager.destroy();
	});

	test('[GD3] a long night without a line comes in as one large answer', () => {
		const { table, alice } = start();
		for (let row = 0; row < 300; row++) alice.addEntry(`Rad ${row} ${'x'.repeat(200)}`);
		const effects = alice.pushAll();
		expect(table.isTaken(effects)).toBe(true);
		expect(table.document.doc.getMap('entries').size).toBe(301);
	});

	test('[GD3] a connection gives a few large ones at a time', () => {
		const { table, alice } = start();
		const { session } = alice.login;
		const large = (row: number) => {
			for (let more = 0; more < 600; more++) alice.addEntry(`Rad ${row} ${more}`);
			return Y.encodeStateAsUpdate(alice.doc, Y.encodeStateVector(table.document.doc));
		};
		const { now } = table;
		for (let row = 0; row < 4; row++) {
			const update = large(row);
			expect((decode(update, ROOTS) as DecodedUpdate).large).toBe(true);
			expect(table.isTaken(table.send(session, update, 'step-2'))).toBe(true);
			table.now = now;
		}
		expect(table.send(session, large(5), 'step-2')).toEqual([{ do: 'close', reason: 'too-fast' }]);
	});
});

function edit(editor: Editor, random: () => number, undo: Y.UndoManager) {
	const { doc } = editor;
	const entries = doc.getMap<Y.Map<unknown>>('entries');
	const ids = [...entries.keys()];
	const id = ids[Math.floor(random() * ids.length)];
	const text = id && (entries.get(id)?.get('text') as Y.Text | undefined);
	const chance = random();
	if (!id || !text || chance < 0.08) return void editor.addEntry('Ny rad');
	const at = Math.floor(random() * (text.length + 1));
	if (chance < 0.55) doc.transact(() => text.insert(at, WORDS[Math.floor(random() * WORDS.length)]!), LOCAL);
	else if (chance < 0.7) doc.transact(() => text.delete(at, Math.min(3, text.length - at)), LOCAL);
	else if (chance < 0.85) doc.transact(() => entries.get(id)?.set('severity', 1 + Math.floor(random() * 3)), LOCAL);
	else if (chance < 0.95) undo.undo();
	else undo.redo();
}

const WORDS = ['a', 'tunnel', ' skadegörelse ', 'å', 'lugnt läge, '];

describe('the guard’s forecast', () => {
	test('[GD4] is where Yjs puts things: what passes lies as foreseen, whatever order it comes in', () => {
		const { table, alice, entry } = start();
		const others = ['bob', 'carol', 'dan'].map((name) => new Editor(table, name));
		const random = seeded(11);
		for (const editor of [alice, ...others])
			for (let word = 0; word < 60; word++) {
				const text = textOf(editor.doc, entryKind, entry, 'text')!;
				text.insert(Math.floor(random() * text.length), String(word));
			}
		for (const editor of others.toSorted(() => random() - 0.5)) expect(table.isTaken(editor.pushAll())).toBe(true);
		expect(table.isTaken(alice.pushAll())).toBe(true);
		for (const editor of [alice, ...others]) editor.pull();
		const words = others.map(({ doc }) => textOf(doc, entryKind, entry, 'text')?.toString());
		expect(new Set([...words, textOf(table.replayed(), entryKind, entry, 'text')?.toString()]).size).toBe(1);
	});

	test('[GD4] ends within its steps on what would keep Yjs busy for seconds', () => {
		const { table, entry } = start();
		const target = { doc: table.document.doc, entry, own: OWN };
		const update = decode(HOSTILE['U19 inserts that each look through all before']!(target, marksOf(target)), ROOTS);
		const began = performance.now();
		expect(checkPlaces(table.document.doc, update as DecodedUpdate)).not.toBeNull();
		expect(performance.now() - began).toBeLessThan(500);
	});
});
