import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { actionKind } from '../../src/lib/shared/board/action.ts';
import { emptyRecord, readDocument } from '../../src/lib/shared/board/document-record.ts';
import { addEntry, editEntry, entryKind } from '../../src/lib/shared/board/entry.ts';
import { createRecord, readRecord, recordsOf, textOf, type StoredRecord } from '../../src/lib/shared/board/record.ts';
import {
	DOCUMENT_KINDS,
	MIGRATIONS,
	SCHEMA_VERSION,
	schemaOf,
	upgradeDocument,
	type Migration
} from '../../src/lib/shared/board/schema.ts';
import { touchedRecords, type Touched } from '../../src/lib/shared/board/touched.ts';
import {
	DOCUMENT_ID_PATTERN,
	newDocumentId,
	newRecordId,
	newRowId,
	RECORD_ID_PATTERN
} from '../../src/lib/shared/ids.ts';
import { byAlice, CENTRUM, read, recordId, updatesOf } from './fixtures.ts';

const E1 = recordId('e1');

/** A stored lägesrad with something done to it that no command would do. */
function spoilt(spoil: (stored: StoredRecord, doc: Y.Doc) => void): string {
	const doc = new Y.Doc();
	createRecord(doc, entryKind, E1, { text: 'Lugnt' });
	spoil(recordsOf(doc, entryKind).get(E1)!, doc);
	const result = readRecord(entryKind, E1, recordsOf(doc, entryKind).get(E1));
	return result.ok ? 'ok' : `${result.problem.code} ${result.problem.path}`;
}

describe('records', () => {
	test('[SC1] initial values are not stored and read the same', () => {
		const doc = new Y.Doc();
		createRecord(doc, entryKind, E1, { text: 'Lugnt', severity: null });
		expect([...recordsOf(doc, entryKind).get(E1)!.keys()]).toEqual(['text']);
		expect(read(doc, entryKind, E1)).toMatchObject({
			text: 'Lugnt',
			severity: null,
			order: 'U',
			hiddenOnScreen: false
		});
	});

	test.each<[string, (stored: StoredRecord) => unknown, string]>([
		['as it is', () => null, 'ok'],
		['a number that is a text', (stored) => stored.set('severity', '2'), 'bad-field entry(e1).severity'],
		['a severity that is not on the scale', (stored) => stored.set('severity', 4), 'bad-field entry(e1).severity'],
		['half a place', (stored) => stored.set('where', { area: CENTRUM }), 'bad-field entry(e1).where'],
		[
			'more than a place',
			(stored) => stored.set('where', { area: CENTRUM, place: null, person: 'N N' }),
			'bad-field entry(e1).where'
		],
		['a day that is not in the calendar', (s) => s.set('when', { from: '2026-02-30' }), 'bad-field entry(e1).when'],
		['an unknown field', (stored) => stored.set('person', 'N N'), 'unknown-field entry(e1).person'],
		['a field of every object', (stored) => stored.set('constructor', 1), 'unknown-field entry(e1).constructor'],
		['a live type where a value should be', (s) => s.set('severity', new Y.Text('2')), 'bad-field entry(e1).severity'],
		['an order that nothing fits before', (stored) => stored.set('order', 'U0'), 'bad-field entry(e1).order']
	])('[SC2] %s', (_what, spoil, expected) => expect(spoilt(spoil)).toBe(expected));

	test('[SC2] what is no record at all', () => {
		const doc = new Y.Doc();
		doc.getMap('entries').set('e1', 'a text');
		expect(readRecord(entryKind, 'e1', doc.getMap('entries').get('e1'))).toMatchObject({
			problem: { code: 'not-a-record', path: 'entry(e1)' }
		});
	});

	test.each<[string, (stored: StoredRecord) => unknown, string]>([
		['formatted', (s) => (s.get('text') as Y.Text).format(0, 3, { bold: true }), 'bad-field entry(e1).text'],
		['with an embed', (s) => (s.get('text') as Y.Text).insertEmbed(0, { image: 'x' }), 'bad-field entry(e1).text'],
		['too long', (s) => (s.get('text') as Y.Text).insert(0, 'x'.repeat(600)), 'too-long entry(e1).text'],
		['a plain string', (s) => s.set('text', 'Lugnt'), 'bad-field entry(e1).text'],
		['missing', (s) => s.delete('text'), 'bad-field entry(e1).text']
	])('[SC3] a text that is %s is refused', (_what, spoil, expected) => expect(spoilt(spoil)).toBe(expected));

	test.each<[string, (members: Y.Map<unknown>) => unknown, boolean]>([
		['two', (members) => ['a', 'b'].map((id) => members.set(id, true)), true],
		['one that is not simply there', (members) => members.set('a', 'yes'), false],
		['one that is no id', (members) => members.set('a b', true), false],
		['more than there may be', (m) => Array.from({ length: 21 }, (_, i) => m.set(`f${i}`, true)), false]
	])('[SC2] a set with %s', (_what, spoil, good) => {
		const doc = new Y.Doc();
		createRecord(doc, actionKind, E1, {});
		spoil(recordsOf(doc, actionKind).get(E1)!.get('performers') as Y.Map<unknown>);
		expect(readRecord(actionKind, E1, recordsOf(doc, actionKind).get(E1)).ok).toBe(good);
	});

	test('[SC2] the live text of a field is found where it is, and not where it is not', () => {
		const doc = new Y.Doc();
		createRecord(doc, entryKind, E1, { text: 'Lugnt' });
		expect(textOf(doc, entryKind, E1, 'text')?.toString()).toBe('Lugnt');
		expect(textOf(doc, entryKind, recordId('gone'), 'text')).toBeUndefined();
	});
});

describe('documents', () => {
	test('[SC1] a document is read whole, and an empty one is all its roots', () => {
		const doc = new Y.Doc();
		addEntry(doc, E1, { text: 'Lugnt' }, byAlice);
		const found = readDocument(doc, 'week');
		expect(found.ok && found.value).toEqual({ ...emptyRecord('week'), entries: [read(doc, entryKind, E1)] });
		expect(Object.keys(emptyRecord('actions'))).toEqual(['actions', 'comments']);
	});

	test('[SC2] reading stops at what is no record, and says where', () => {
		const doc = new Y.Doc();
		doc.getMap('notes').set('n1', 7);
		expect(readDocument(doc, 'week')).toEqual({ ok: false, problem: { code: 'not-a-record', path: 'note(n1)' } });
	});

	test('[SC2] every kind stands under the root that has its name', () => {
		for (const kinds of Object.values(DOCUMENT_KINDS))
			for (const [root, kind] of Object.entries(kinds)) expect(kind.root).toBe(root);
	});
});

describe('migrations', () => {
	const log = (ran: string[]): Migration[] => [
		{ document: 'week', to: 3, migrate: () => ran.push('week 3') },
		{ document: 'week', to: 2, migrate: () => ran.push('week 2') },
		{ document: 'actions', to: 2, migrate: () => ran.push('actions 2') },
		{ document: 'week', to: 4, migrate: () => ran.push('week 4') }
	];

	function documentOf(schema: number): Y.Doc {
		const doc = new Y.Doc();
		doc.getMap('meta').set('schema', schema);
		return doc;
	}

	test('[SC4] those that are due run in order, once, in one update', () => {
		const ran: string[] = [];
		const doc = documentOf(1);
		expect(updatesOf(doc, () => expect(upgradeDocument(doc, 'week', log(ran), 3)).toBe(true))).toBe(1);
		expect(ran).toEqual(['week 2', 'week 3']);
		expect(schemaOf(doc)).toBe(3);
		expect(upgradeDocument(doc, 'week', log(ran), 3)).toBe(false);
		expect(ran).toHaveLength(2);
	});

	test('[SC4] those that have run already do not run again', () => {
		const ran: string[] = [];
		upgradeDocument(documentOf(2), 'week', log(ran), 4);
		expect(ran).toEqual(['week 3', 'week 4']);
	});

	test('[SC4] a new document needs none', () => {
		const ran: string[] = [];
		const doc = new Y.Doc();
		expect(upgradeDocument(doc, 'actions', log(ran), 3)).toBe(true);
		expect([ran, schemaOf(doc)]).toEqual([[], 3]);
	});

	test('[SC4] ours end at the version new documents are made in', () =>
		expect(MIGRATIONS.every(({ to }) => to > 1 && to <= SCHEMA_VERSION)).toBe(true));

	test('[SC5] a document of a newer server is not opened', () => {
		expect(() => upgradeDocument(documentOf(SCHEMA_VERSION + 1), 'week')).toThrow(`up to ${SCHEMA_VERSION}`);
	});
});

describe('what was touched', () => {
	function touchedBy(act: (doc: Y.Doc) => void): Touched {
		const doc = new Y.Doc();
		addEntry(doc, E1, { text: 'Lugnt' }, byAlice);
		let touched: Touched = new Map();
		const root = recordsOf(doc, entryKind);
		root.observeDeep((events) => (touched = touchedRecords(root, events)));
		act(doc);
		return touched;
	}

	test('[SC6] fields by name, texts too', () => {
		const touched = touchedBy((doc) =>
			doc.transact(() => {
				editEntry(doc, E1, { severity: 1 });
				textOf(doc, entryKind, E1, 'text')!.insert(0, 'x');
			})
		);
		expect(touched).toEqual(new Map([['e1', new Set(['severity', 'text'])]]));
	});

	test('[SC6] a record that came or went as a whole', () => {
		expect(touchedBy((doc) => addEntry(doc, recordId('e2'), {}, byAlice))).toEqual(new Map([['e2', 'whole']]));
		expect(touchedBy((doc) => recordsOf(doc, entryKind).delete('e1'))).toEqual(new Map([['e1', 'whole']]));
	});
});

test('[SC7] ids are of one form, whatever the bytes', () => {
	for (const byte of [0, 63, 64, 127, 255]) {
		const random = (length: number) => new Uint8Array(length).fill(byte);
		expect(newDocumentId(random)).toMatch(DOCUMENT_ID_PATTERN);
		expect(newRecordId(random)).toMatch(RECORD_ID_PATTERN);
		expect(newRowId(random)).toMatch(RECORD_ID_PATTERN);
	}
	expect(newRecordId((length) => Uint8Array.from({ length }, (_, index) => index))).toBe('ABCDEFGHIJKL');
});
