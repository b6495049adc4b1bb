import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedFieldsOf, FIELD_NAMES, fieldNamed } from '../../../src/lib/shared/history/asked-fields.ts';
import { chosenOf } from '../../../src/lib/shared/history/asked-words.ts';
import { HISTORY_ROOTS, kindName } from '../../../src/lib/shared/history/change-words.ts';
import { NOTHING_ASKED, readHistoryAsked } from '../../../src/lib/shared/history/history-address.ts';
import { offersOf } from '../../../src/lib/shared/history/question-offers.ts';
import { piecesOf, understood } from '../../../src/lib/shared/history/typed-question.ts';
import type { AreaId, PlaceId } from '../../../src/lib/shared/ids.ts';
import type { Day } from '../../../src/lib/shared/week/iso-week.ts';
import { W48 } from '../fixtures.ts';

const owner = { root: 'actions', field: 'owner' } as const;
const place = (id: string, name: string) => ({
	...{ id: id as PlaceId, name, area: 'centrum' as AreaId, kind: '', archived: false, order: 0 }
});
const PLACES = { places: [place('p1', 'Ekeby torg'), place('p2', 'Tunneln')] };
const organisation = { ...PLACES, parties: [], funktioner: [], areas: [], categories: [] };
const chips = (text: string) =>
	chosenOf({ ...NOTHING_ASKED, text }, { organisation, people: [], today: '2026-11-26' as Day });
const told = (text: string) => chips(text).map(({ name, words }) => `${name}: ${words}`);

test('[HX6] an Å-number and a field that stand in the text are understood, and other words are words', () => {
	expect(understood('Å-17 ansvarig')).toEqual({ numbers: [17], fields: [owner], words: '' });
	expect(understood('ansvarig å17')).toEqual({ numbers: [17], fields: [owner], words: '' });
	expect(understood('Å-17 Å-18 belysning')).toEqual({ numbers: [17, 18], fields: [], words: 'belysning' });
	expect(understood(' klart  senast å-3 ')).toMatchObject({ numbers: [3], fields: [{ field: 'due' }] });
	expect(understood('två17 å-x Å-17b')).toEqual({ numbers: [], fields: [], words: 'två17 å-x Å-17b' });
});

test('[HG4] every field is found by its name alone, whatever kinds have it, and by its everyday names', () => {
	for (const root of HISTORY_ROOTS)
		for (const field of askedFieldsOf(root)) {
			const name = FIELD_NAMES.find((one) => fieldNamed(one)?.of.some((of) => of.root === root && of.field === field));
			if (!name) expect([`${kindName(root)} ${field}`]).toEqual([expect.stringMatching(/action$|entry$/)]);
			else expect(understood(name).fields, name).toContainEqual({ root, field });
		}
	const fieldsOf = (text: string) => understood(text).fields.map(({ root, field }) => `${root}.${field}`);
	expect(fieldsOf('ansvarig')).toEqual(['actions.owner']);
	expect(fieldsOf('Titel')).toEqual(['priorities.title', 'upcoming.title', 'actions.title']);
	expect(fieldsOf('frist')).toEqual(['actions.due']);
	expect(fieldsOf('NIVÅN')).toEqual(['levels.assessment']);
	expect(fieldsOf('status')).toEqual(['actions.status']);
	expect(fieldsOf('nivå ansvarig')).toEqual(['levels.assessment', 'actions.owner']);
});

test('[HG4] a field goes together with words, and a name that is a common word counts alone', () => {
	expect(understood('ansvarig belysning torget')).toEqual({ numbers: [], fields: [owner], words: 'belysning torget' });
	expect(understood('belysning ansvarig torget')).toMatchObject({ fields: [owner], words: 'belysning torget' });
	expect(understood('klar sikt')).toEqual({ numbers: [], fields: [], words: 'klar sikt' });
	expect(understood('klar å-3').fields).toHaveLength(1);
	expect(understood('ansvarigas')).toMatchObject({ fields: [], words: 'ansvarigas' });
	expect(understood('ansvarig', { root: 'levels', field: null })).toMatchObject({ fields: [], words: 'ansvarig' });
});

test('[HG4] what was understood is said piece by piece, each is taken away alone, and the word itself is one press away', () => {
	expect(told('å-17 ansvarig belysning')).toEqual(['Åtgärd: Å-17', 'Fält: Ansvarig', 'Ord: ”belysning”']);
	expect(chips('å-17 ansvarig belysning').map(({ without }) => without.text)).toEqual([
		'ansvarig belysning',
		'å-17 belysning',
		'å-17 ansvarig'
	]);
	const asked = { ...NOTHING_ASKED, text: 'å-17 ansvarig' };
	const [word] = offersOf(asked, PLACES);
	expect(word).toMatchObject({ words: 'Sök efter ordet ”ansvarig” i stället', asked: { text: 'å-17 "ansvarig"' } });
	expect(understood(word!.asked.text)).toEqual({ numbers: [17], fields: [], words: 'ansvarig' });
	expect(told(word!.asked.text)).toEqual(['Åtgärd: Å-17', 'Ord: ”ansvarig”']);
	const [back] = offersOf(word!.asked, PLACES);
	expect(back).toMatchObject({
		words: 'Visa ändringar av fältet Ansvarig i stället',
		asked: { text: 'å-17 ansvarig' }
	});
});

test('[HG3] a place that is written is offered as the place', () => {
	const [offer, ...more] = offersOf({ ...NOTHING_ASKED, text: 'klotter ekeby torg' }, PLACES);
	expect(more).toEqual([]);
	expect(offer).toMatchObject({
		words: 'Visa ändringar som gäller platsen Ekeby torg i stället',
		asked: { text: 'klotter', places: ['p1'] }
	});
	expect(offersOf({ ...NOTHING_ASKED, text: 'tunnelns tak' }, PLACES)).toEqual([]);
	expect(offersOf({ ...NOTHING_ASKED, text: 'tunneln', places: ['p2' as PlaceId] }, PLACES)).toEqual([]);
});

test('[HG4] whatever is typed, nothing of it is lost, and a question is read the same out of its address', () => {
	const typed = fc.array(
		fc.constantFrom('ansvarig', 'klart senast', 'å-17', 'Å3', 'belysning', '"status"', '”', '"', 'klar', ' ', 'é', '%'),
		{ maxLength: 8 }
	);
	const letters = (text: string) => text.replace(/[\s"”“]/gu, '');
	fc.assert(
		fc.property(
			fc.oneof(
				typed.map((words) => words.join(' ')),
				fc.string({ maxLength: 80 })
			),
			(text) => {
				const pieces = piecesOf(text);
				expect(letters(pieces.map((piece) => piece.typed).join(''))).toBe(letters(text.normalize('NFC')));
				const asked = readHistoryAsked(new URLSearchParams({ q: text }), W48);
				expect(piecesOf(asked.text)).toEqual(pieces);
			}
		),
		{ numRuns: 500 }
	);
});
