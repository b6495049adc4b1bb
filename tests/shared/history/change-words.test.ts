import * as v from 'valibot';
import { expect, test } from 'vitest';
import { DOCUMENT_KINDS, type DocumentKind } from '../../../src/lib/shared/board/schema.ts';
import type { Field } from '../../../src/lib/shared/board/fields.ts';
import type { RecordKind } from '../../../src/lib/shared/board/record.ts';
import {
	changeWords,
	fieldName,
	HISTORY_ROOTS,
	kindName,
	mainField,
	recordValues,
	valueWords,
	type HistoryNames
} from '../../../src/lib/shared/history/change-words.ts';
import { HIDDEN, mask, REMOVED } from '../../../src/lib/shared/redaction/mask.ts';
import { NOW, TODAY } from '../fixtures.ts';

const organisation = {
	parties: [{ id: 'id-party', name: 'Polisen' }],
	funktioner: [{ id: 'id-funktion', name: 'Gata och park' }],
	areas: [{ id: 'id-area', name: 'Centrum' }],
	places: [{ id: 'id-place', name: 'Stationstorget' }],
	categories: [{ id: 'id-category', name: 'Skadegörelse' }],
	levels: [{ number: 2, name: 'Gult', meaning: '' }]
} as unknown as HistoryNames['organisation'];
const names: HistoryNames = { organisation, today: TODAY, recordName: () => null };

const by = { person: 'id-person', party: 'id-party', at: NOW };
const funktion = 'id-funktion';
/** Values of every shape the schema knows; a field is tried with those it takes. */
const POOL: unknown[] = [
	...['id-party', 'id-funktion', 'id-area', 'id-category', 'id-record', '2026-11-27', '2026-W48', 'Ord som skrivits'],
	...[1, 2, 3, true, false],
	...['presence', 'targeted', 'social', 'universal', 'indicated', 'acute', 'short', 'new', 'rising', 'falling'],
	...['own-observation', 'staff', 'police-report', 'confirmed', 'likely', 'group', 'reporters', 'public', 'up', 'down'],
	...['ordinary', 'deputy', 'vacant', 'absent', 'done', 'continues', 'reassigned', 'event', 'risk-date', 'reported'],
	...['nil', 'meeting'],
	by,
	{ person: 'id-person', at: NOW },
	{ area: 'id-area', place: 'id-place' },
	{ area: 'id-area', place: null },
	{ from: '2026-11-27', to: '2026-11-29', block: 'evening', time: '21:30', recurring: true },
	{ from: '2026-11-27', to: '2026-11-29' },
	{ from: '20:00', to: '23:30' },
	{ kind: 'trend', trend: 'rising' },
	{ kind: 'confirmed' },
	{ kind: 'set', level: 2, motive: 'Oroligt' },
	{ kind: 'confirmed', level: 5 },
	{ party: 'id-party', funktion },
	{ at: NOW, by: 'id-person', party: 'id-party', reason: 'Fel vecka' },
	{ at: NOW, by: 'id-person', reason: 'Fel vecka' },
	{ entry: 'id-record', circle: 'reporters', at: NOW, by: { person: 'id-person', party: 'id-party' } },
	{ state: 'ongoing' },
	{ state: 'blocked', reason: 'Väntar' },
	{ state: 'followed-up', effect: 'not-assessable', sentence: 'Lugnare' },
	{ week: '2026-W47', kind: 'entry', id: 'id-record' },
	{ by, funktion },
	{ by, funktion, reason: 'Semester' },
	{ due: '2026-12-04', reason: 'Försenat', by, answer: { by, reason: 'För sent' } },
	{ document: 'Överenskommelse', section: '2.1', performer: 'Alla', accountable: 'Kommunen', followUp: 'Varje kvartal' }
];
const MACHINE = new RegExp(
	`id-|\\b(${POOL.filter((one) => typeof one === 'string' && /^[a-z-]+$/.test(one)).join('|')}|evening|rising|trend|blocked|ongoing|true|false|null|undefined|object)\\b|2026-|${NOW}`
);

const taken = (field: Field): unknown[] => {
	if (field.kind === 'text') return ['Ord som skrivits'];
	if (field.kind === 'set') return [['id-funktion', 'id-okand']];
	const isSentence = v.is(field.schema, 'Ord som skrivits');
	if (isSentence) return ['Ord som skrivits'];
	return POOL.filter((value) => v.is(field.schema, value));
};

const FIELDS = Object.entries(DOCUMENT_KINDS as Record<DocumentKind, Record<string, RecordKind>>).flatMap(([, kinds]) =>
	Object.entries(kinds).flatMap(([root, kind]) =>
		Object.entries(kind.fields).map(([field, of]) => ({ root, field, of }))
	)
);

test.each(FIELDS)('[HX1] $root: $field has a name and words, and shows no id', ({ root, field, of }) => {
	expect(fieldName(root, field)).toMatch(/^[A-ZÅÄÖ][a-zåäö, ]+$/);
	expect(fieldName(root, field)).not.toBe('Okänt fält');
	const values = taken(of);
	expect(values.length).toBeGreaterThan(0);
	const initial = of.kind === 'value' ? of.initial : of.kind === 'text' ? '' : [];
	for (const value of [initial, ...values]) {
		const words = valueWords(root, field, value, names);
		expect(words === null || (words !== '' && !MACHINE.test(words)), `${JSON.stringify(value)} → ${words}`).toBe(true);
	}
	if (field !== 'order') expect(values.some((value) => valueWords(root, field, value, names) !== null)).toBe(true);
});

test('[HX1] every root has a name, and comes, goes and is told by a field of its own', () => {
	const roots = new Set(FIELDS.map(({ root }) => root));
	expect(new Set(HISTORY_ROOTS)).toEqual(roots);
	for (const root of roots) {
		expect(kindName(root)).toMatch(/^[A-ZÅÄÖ]/);
		expect(FIELDS.some((one) => one.root === root && one.field === mainField(root))).toBe(true);
		const came = changeWords({ root, field: null, before: null, after: {} }, names);
		const went = changeWords({ root, field: null, before: {}, after: null }, names);
		for (const words of [came, went]) expect(words.what).toMatch(/^[A-ZÅÄÖ][a-zåäö ]+$/);
	}
});

const told = (root: string, field: string | null, before: unknown, after: unknown) => {
	const words = changeWords({ root, field, before, after }, names);
	return [words.what, words.before, words.after];
};

test('[HX1] a change reads as what it was of, before and after', () => {
	expect(told('actions', 'owner', null, funktion)).toEqual(['Ansvarig', null, 'Gata och park']);
	expect(told('actions', 'due', '2026-11-27', '2027-01-04')).toEqual([
		'Klart senast',
		'fre 27 nov, v. 48',
		'mån 4 jan 2027, v. 1'
	]);
	expect(told('actions', 'status', { state: 'ongoing' }, { state: 'blocked', reason: 'Väntar på el' })).toEqual([
		'Status',
		'Pågår',
		'Hinder: Väntar på el'
	]);
	expect(told('levels', 'assessment', null, { kind: 'set', level: 2, motive: 'Oroligt' })).toEqual([
		'Nivå',
		'Ej bedömd',
		'2 Gult: Oroligt'
	]);
	expect(told('entries', 'where', null, { area: 'id-area', place: 'id-place' })).toEqual([
		'Plats',
		'Hela kommunen',
		'Stationstorget, Centrum'
	]);
	expect(told('actions', null, null, { title: 'Laga belysningen' })).toEqual(['Ny åtgärd', null, 'Laga belysningen']);
	expect(told('entries', 'order', 'U', 'V')).toEqual(['Ordning', null, 'Flyttad']);
});

test('[HX1] what is hidden or taken away says that it is', () => {
	expect(told('entries', 'text', HIDDEN, HIDDEN)).toEqual(['Text', HIDDEN, HIDDEN]);
	expect(told('actions', 'status', null, HIDDEN)[2]).toBe(HIDDEN);
	expect(told('entries', 'text', mask('Kalle'), `Sågs ${mask('Kalle')} här`)).toEqual([
		'Text',
		REMOVED,
		`Sågs ${REMOVED} här`
	]);
});

test('[HX1] a new record is told with all it was made with, and a record it refers to by its name', () => {
	const record = {
		id: 'a1',
		title: 'Laga',
		where: null,
		owner: funktion,
		status: { state: 'proposed' },
		order: 'U',
		created: by
	};
	expect(recordValues('actions', record, names)).toEqual([
		{ name: 'Rubrik', words: 'Laga' },
		{ name: 'Plats', words: 'Hela kommunen' },
		{ name: 'Ansvarig', words: 'Gata och park' },
		{ name: 'Status', words: 'Föreslagen' }
	]);
	const named = { ...names, recordName: () => 'Å-17 Laga' };
	expect(valueWords('decisions', 'about', 'id-record', named)).toBe('Å-17 Laga');
});
