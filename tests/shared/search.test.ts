import { expect, test } from 'vitest';
import { mainPagesOf, startPageOf } from '../../src/lib/shared/access/main-pages.ts';
import { commandsFor, commandsOf } from '../../src/lib/shared/search/commands.ts';
import { hitAddress } from '../../src/lib/shared/search/hit-address.ts';
import { markHits } from '../../src/lib/shared/search/marks.ts';
import { nearest } from '../../src/lib/shared/search/nearest.ts';
import { readAsked, searchAddress } from '../../src/lib/shared/search/search-address.ts';
import { labelAsked, searchTerms } from '../../src/lib/shared/search/terms.ts';
import { weekAsked } from '../../src/lib/shared/week/week-asked.ts';
import { alice, recordId, W48, W48_KEY } from './fixtures.ts';

const marked = (text: string, ...terms: string[]) =>
	markHits(text, terms)
		.map(({ text, hit }) => (hit ? `[${text}]` : text))
		.join('');

test('[SR9] what was found is marked where it stands, whatever its case', () => {
	expect(marked('Gatubelysning och BELYSNINGEN', 'belysning')).toBe('Gatu[belysning] och [BELYSNING]EN');
	expect(marked('Park och parkering', 'park', 'parkering')).toBe('[Park] och [parkering]');
	expect(marked('Å-17 vid ån', 'å')).toBe('[Å]-17 vid [å]n');
	expect(marked('bak och fram', 'a')).toBe('bak och fram'); // short words begin words
	expect(marked('<b>&amp;', 'b')).toBe('<[b]>&amp;');
	expect(marked('')).toBe('');
});

test('[SR9] no more of a text is shown than is around the first that was found', () => {
	const long = `${'lugnt '.repeat(200)}buller ${'tyst '.repeat(200)}`;
	const shown = marked(long, 'buller');
	expect(shown).toContain('[buller]');
	expect(shown.length).toBeLessThan(220);
	expect(shown.startsWith('… ') && shown.endsWith(' …')).toBe(true);
});

test('[SR1] a question is words of letters and digits, composed, in lower case, each once', () => {
	expect(searchTerms('Å-17 "torg" OR å*')).toEqual(['å', '17', 'torg', 'or']);
	expect(searchTerms('ÅÄÖ'.normalize('NFD'))).toEqual(['åäö']);
	expect(searchTerms('x'.repeat(100))[0]).toHaveLength(40);
	expect(searchTerms('a b c d e f g h i j')).toHaveLength(8);
	expect(searchTerms(' .-"* ')).toEqual([]);
});

test('[SR3] a label is read from a number, with or without its mark', () => {
	expect(['å17', 'Å-17', '17', ' å - 017 ', '§3', '§ 3', '17b', 'v17'].map(labelAsked)).toEqual([
		...['Å-17', 'Å-17', 'Å-17', 'Å-17', '§\u00a03', '§\u00a03', null, null]
	]);
});

test('[SR5] the nearest words are a slip or two away, and none where the word is short', () => {
	expect(nearest('klottre', ['klot', 'klotter', 'kottar', 'kladd'])).toEqual(['klotter']);
	expect(nearest('bro', ['bror', 'bra'])).toEqual([]);
	expect(nearest('torg', ['torg', 'torv'])).toEqual(['torv']);
});

test('[SR10] a question and its filters have an address, and what is no filter is not asked for', () => {
	const asked = readAsked(new URLSearchParams('q= lås &typ=atgard&vecka=2026-48&omrade=centrum'));
	expect(asked).toEqual({ text: 'lås', kind: 'action', week: W48_KEY, area: 'centrum', place: null, category: null });
	expect(readAsked(new URL(searchAddress(asked), 'http://x').searchParams)).toEqual(asked);
	expect(readAsked(new URLSearchParams('typ=x&vecka=2026-99'))).toMatchObject({ kind: null, week: null });
	expect(searchAddress({})).toBe('/sok');
});

test('[SR10] an åtgärd opens on the board that shows it now, everything else in its own week', () => {
	const at = { record: recordId('r1'), action: null, week: '2026-W44' as typeof W48_KEY, shown: null };
	expect(hitAddress({ ...at, kind: 'action', action: recordId('r1') }, W48)).toBe('/v/2026-48?atgard=r1');
	expect(hitAddress({ ...at, kind: 'action', shown: W48_KEY }, { year: 2027, number: 2 })).toBe('/v/2026-48?atgard=r1');
	expect(hitAddress({ ...at, kind: 'comment', action: recordId('a9') }, W48)).toBe('/v/2026-48?atgard=a9');
	expect(hitAddress({ ...at, kind: 'entry' }, W48)).toBe('/v/2026-44#r1');
	expect(hitAddress({ ...at, kind: 'observation' }, W48)).toBe('/v/2026-44/utkast#r1');
});

test('[SR11] a week is meant by "v41", "vecka 41 2025", "2025 v41" and "förra veckan"', () => {
	const ask = (words: string, bare = false) => weekAsked(words, { near: W48, bare });
	expect(ask('v41')).toEqual({ year: 2026, number: 41 });
	expect(ask('Vecka 41  2025')).toEqual({ year: 2025, number: 41 });
	expect(ask('2025 v41')).toEqual({ year: 2025, number: 41 });
	expect(ask('2025-41')).toEqual({ year: 2025, number: 41 });
	expect(ask('förra veckan')).toEqual({ year: 2026, number: 47 });
	expect(ask('v53')).toEqual({ year: 2026, number: 53 });
	expect(ask('2025 v53')).toBe(null);
	expect([ask('41'), ask('41', true)]).toEqual([null, { year: 2026, number: 41 }]);
	expect(ask('vad hände')).toBe(null);
});

const facts = (roles: Parameters<typeof alice>, controls: string[] = []) => ({
	pages: mainPagesOf(alice(...roles)),
	controls,
	thisWeek: W48
});
const names = (typed: string, of = facts(['convener'], ['Ny åtgärd'])) =>
	commandsFor(typed, of).map(({ name }) => name);

test('[SR9] commands are found by the beginnings of their words, and a week that is meant comes first', () => {
	expect(names('ny å')).toEqual(['Ny åtgärd']);
	expect(names('rapp')).toEqual(['Rapportera']);
	expect(names('v41')).toEqual(['Gå till vecka 41', 'Visa tavlan som den var vecka 41']);
	expect(names('förra veckan')).toEqual(['Gå till vecka 47', 'Visa tavlan som den var vecka 47']);
	expect(names('byt tema')).toEqual(['Ljust tema', 'Mörkt tema', 'Tema som datorn']);
	expect(names('zzz')).toEqual([]);
});

test('[SR12] the bar and the palette have the pages of the person, and the controls of the page', () => {
	const pagesOf = (...roles: Parameters<typeof alice>) => mainPagesOf(alice(...roles)).map(({ key }) => key);
	expect(pagesOf('convener')).toEqual(['board', 'report', 'mine', 'history', 'settings']);
	expect(pagesOf('reporter')).toEqual(['board', 'report', 'mine', 'history']);
	expect(mainPagesOf({ ...alice('leader'), funktioner: [] }).map(({ key }) => key)).toEqual(['board', 'history']);
	expect(mainPagesOf({ ...alice('admin'), funktioner: [] }).map(({ key }) => key)).toEqual(['history', 'settings']);
	expect(mainPagesOf(null)).toEqual([]);
	const forAdmin = commandsOf({ ...facts([]), pages: mainPagesOf({ ...alice('admin'), funktioner: [] }) });
	expect(forAdmin.some(({ name }) => /vecka|Rapportera|Ny/.test(name))).toBe(false);
	expect(names('v41', { ...facts([]), pages: mainPagesOf({ ...alice('admin'), funktioner: [] }) })).toEqual([]);
});

test('[SR12] each role starts where its work is', () => {
	const none = { funktioner: [] };
	expect(startPageOf(alice('convener', 'coordinator'))).toBe('/v');
	expect(startPageOf(alice('performer', 'reporter'))).toBe('/mina');
	expect(startPageOf({ ...alice('reporter'), ...none })).toBe('/rapportera');
	expect(startPageOf(alice('external'))).toBe('/mina');
	expect(startPageOf({ ...alice('external'), ...none })).toBe('/rapportera');
	expect(startPageOf({ ...alice('leader'), ...none })).toBe('/v');
	expect(startPageOf({ ...alice('admin'), ...none })).toBe('/installningar');
	expect(startPageOf({ ...alice(), ...none })).toBe('/konto');
});
