import { describe, expect, test } from 'vitest';
import {
	captureLines,
	readCapture,
	TO_TEXT,
	type Answer,
	type CaptureContext
} from '../../src/lib/shared/meeting/capture.ts';
import type { CategoryId } from '../../src/lib/shared/ids.ts';
import type { Category, Funktion, Party } from '../../src/lib/shared/organisation.ts';
import type { Day } from '../../src/lib/shared/week/iso-week.ts';
import { seeded } from '../support/seeded.ts';
import { MUNICIPALITY, POLICE, TODAY } from './fixtures.ts';

const party = (id: string, name: string): Party =>
	({ id, name, kind: 'municipality', registryNumber: '', order: 0 }) as unknown as Party;
const funktion = (id: string, name: string, party: string, archived = false): Funktion =>
	({ id, name, party, staffing: 'ordinary', people: [], guaranteed: false, archived, order: 0 }) as unknown as Funktion;
const category = (code: string, name: string): Category =>
	({ id: code as CategoryId, code, name, group: 'environment', archived: false, order: 0 }) as Category;

/** Torsdag 2026-11-26, v48, meeting on Thursdays: the reference of product.md §2. */
const context: CaptureContext = {
	organisation: {
		parties: [party(MUNICIPALITY, 'Ekeby kommun'), party(POLICE, 'Polisen')],
		funktioner: [
			funktion('gata', 'Gata och park', MUNICIPALITY),
			funktion('falt', 'Fältgruppen', MUNICIPALITY),
			funktion('fastighet', 'Fastighetsdrift', MUNICIPALITY),
			funktion('gamla', 'Gatukontoret', MUNICIPALITY, true),
			funktion('ompol', 'Områdespolis', POLICE)
		],
		categories: [
			category('M03', 'Gatubelysning (trasig, saknas)'),
			category('M01', 'Nedskräpning och dumpning'),
			category('B06', 'Skadegörelse'),
			category('B07', 'Skadegörelse genom brand')
		]
	},
	dates: { today: TODAY, meetingWeekday: 4, cadenceDays: 7 },
	kind: null
};

const read = (line: string, more: Partial<CaptureContext> = {}) => readCapture(line, { ...context, ...more });
const answered = (...answers: [string, Answer][]) => ({ answers: new Map(answers) });

test('[CP1] the line of product.md: function, date with week, category and priority, and the words that are left', () => {
	const capture = read('a Belysning ur funktion Parkgatan @gata fre #belysning !');
	expect(capture).toMatchObject({
		...{ kind: 'action', text: 'Belysning ur funktion Parkgatan', asks: false },
		...{ funktioner: ['gata'], due: '2026-11-27', category: 'M03', priority: true }
	});
	expect(capture.tokens.map(({ meaning }) => meaning?.text)).toEqual([
		'Gata och park',
		'fre 27 nov, v. 48',
		'M03 Gatubelysning',
		'Prioritera'
	]);
});

describe('kind', () => {
	test.each([
		['a Lys upp', 'action'],
		['b Vi flyttar mötet', 'decision'],
		['l Klotter', 'entry'],
		['N Tack till alla', 'note'],
		['p Kameror', 'parked']
	])('[CP2] "%s" is a %s, and the letter is not in the text', (line, kind) => {
		expect(read(line)).toMatchObject({ kind, text: line.slice(2), asks: false });
	});

	test('[CP2] set by a key it needs no letter, and a letter says another', () => {
		expect(read('Klotter', { kind: 'entry' })).toMatchObject({ kind: 'entry', text: 'Klotter' });
		expect(read('b Klart', { kind: 'entry' })).toMatchObject({ kind: 'decision', text: 'Klart' });
	});

	test('[CP2] without either it is asked', () => {
		expect(read('Klotter fre')).toMatchObject({ kind: null, text: 'Klotter fre', asks: true, tokens: [] });
		expect(read('bänkar saknas')).toMatchObject({ kind: null, text: 'bänkar saknas' });
	});

	test('[CP2] beslut, noteringar and parkerat are words only; a läge has no date', () => {
		for (const letter of ['b', 'n', 'p'])
			expect(read(`${letter} Ring @gata fre #belysning !`)).toMatchObject({
				text: 'Ring @gata fre #belysning !',
				tokens: []
			});
		expect(read('l Mörkt @gata fre #belysning !')).toMatchObject({
			...{ text: 'Mörkt fre', due: null, category: 'M03', priority: true, funktioner: ['gata'] }
		});
	});
});

describe('functions and categories', () => {
	test.each([
		['@gata', ['gata']],
		['@Gata-och-park', ['gata']],
		['@park', ['gata']],
		['@fält', ['falt']],
		['@FÄLTGRUPPEN', ['falt']],
		['@fält @gata', ['falt', 'gata']],
		['@gata @gata', ['gata']],
		['@polisen', ['ompol']]
	])('[CP3] %s is %j', (said, funktioner) =>
		expect(read(`a Städa ${said}`)).toMatchObject({ funktioner, text: 'Städa', asks: false })
	);

	test('[CP3] a beginning that several have is asked with its choices, and stays in the text until answered', () => {
		const capture = read('a Städa @fa');
		expect(capture).toMatchObject({ asks: false, funktioner: ['fastighet'] });
		const unsure = read('a Städa @f');
		expect(unsure).toMatchObject({ asks: true, funktioner: [], text: 'Städa @f' });
		expect(unsure.tokens[0]).toMatchObject({ state: 'ambiguous', why: 'Vilken funktion?' });
		expect(unsure.tokens[0]!.choices.map(({ text }) => text)).toEqual(['Fältgruppen', 'Fastighetsdrift']);
		expect(read('a Städa @f', answered(['funktion:@f:0', 1]))).toMatchObject({
			...{ asks: false, funktioner: ['fastighet'], text: 'Städa' }
		});
		expect(read('a Städa @f', answered(['funktion:@f:0', TO_TEXT]))).toMatchObject({
			...{ asks: false, funktioner: [], text: 'Städa @f' }
		});
		expect(read('a Städa @ekeby').tokens[0]!.choices).toHaveLength(3);
	});

	test('[CP3] what no function is called stays in the text and says so; an address is no function', () => {
		const capture = read('a Ring @anna på a@b.se');
		expect(capture).toMatchObject({ text: 'Ring @anna på a@b.se', funktioner: [], asks: false });
		expect(capture.tokens).toMatchObject([{ said: '@anna', state: 'unknown', why: 'Ingen funktion heter anna' }]);
		expect(read('a Städa @gatuk').funktioner).toEqual([]);
	});

	test.each([
		['#belysning', 'M03'],
		['#B06', 'B06'],
		['#skadegörelse', 'B06'],
		['#dumpning', 'M01'],
		['#trasig', 'M03']
	])('[CP4] %s is %s', (said, id) => expect(read(`a Laga ${said}`)).toMatchObject({ category: id, text: 'Laga' }));

	test('[CP4] two categories are asked about; one answer settles both', () => {
		expect(read('a Laga #skade')).toMatchObject({ asks: true, category: null });
		const two = 'a Laga #belysning #dumpning';
		expect(read(two)).toMatchObject({ asks: true, category: null });
		expect(read(two, answered(['category:#dumpning:0', 0]))).toMatchObject({
			...{ asks: false, category: 'M01', text: 'Laga #belysning' }
		});
	});
});

describe('dates', () => {
	test.each([
		['fre', '2026-11-27'],
		['tor', '2026-12-03'],
		['mån', '2026-11-30'],
		['v49', '2026-12-04'],
		['vecka 49', '2026-12-04'],
		['tis v50', '2026-12-08'],
		['v53', '2026-12-30'],
		['i morgon', '2026-11-27'],
		['imorgon', '2026-11-27'],
		['om 2 veckor', '2026-12-10'],
		['27/11', '2026-11-27'],
		['27 nov', '2026-11-27'],
		['2026-11-27', '2026-11-27'],
		['nästa möte', '2026-12-03'],
		['nm', '2026-12-03']
	])('[CP5] "%s" is %s, last in the line, first in it, and before other tokens', (said, day) => {
		for (const line of [
			`a Töm kärlen ${said}`,
			`a ${said} Töm kärlen`,
			`a Töm kärlen ${said} @gata`,
			`a Töm kärlen ${said}.`
		]) {
			const capture = read(line);
			expect(capture).toMatchObject({ due: day, asks: false });
			expect(capture.text.replace(/\.$/, '')).toBe('Töm kärlen');
			expect(capture.tokens.find(({ what }) => what === 'due')).toMatchObject({ state: 'sure', said });
		}
	});

	test('[CP5] what takes another year for granted is amber and says so', () => {
		const capture = read('a Töm kärlen v3');
		expect(capture).toMatchObject({ due: '2027-01-22', asks: false });
		expect(capture.tokens[0]).toMatchObject({
			...{ state: 'doubtful', why: 'Nästa år, stämmer det?' },
			meaning: { text: 'fre 22 jan 2027, v. 3' }
		});
		expect(read('a Töm kärlen 2026-11-20').tokens[0]).toMatchObject({ state: 'doubtful' });
	});

	test('[CP5] the day and the meeting are those of the samverkan', () => {
		const dates = { today: '2026-11-24' as Day, meetingWeekday: 3, cadenceDays: 14 } as const;
		expect(read('a Töm nm', { dates })).toMatchObject({ due: '2026-11-25' });
		expect(read('a Töm nm', { dates }).tokens[0]).toMatchObject({ state: 'doubtful' });
	});

	test('[CP6] a day within the text may be what the text is about: it is asked', () => {
		const line = 'a Vandra fre kväll i parken';
		expect(read(line)).toMatchObject({ asks: true, due: null, text: 'Vandra fre kväll i parken' });
		expect(read(line, answered(['due:fre:0', 0]))).toMatchObject({ due: '2026-11-27', text: 'Vandra kväll i parken' });
		expect(read(line, answered(['due:fre:0', TO_TEXT]))).toMatchObject({ due: null, asks: false });
	});

	test('[CP6] days that say the same agree; others are asked about', () => {
		expect(read('a Töm fre 27/11')).toMatchObject({ due: '2026-11-27', text: 'Töm', asks: false });
		expect(read('a Töm tor v49')).toMatchObject({ due: '2026-12-03', text: 'Töm', asks: false });
		const line = 'a Töm fre 30/11';
		expect(read(line)).toMatchObject({ due: null, asks: true, text: 'Töm fre 30/11' });
		expect(read(line, answered(['due:30/11:0', 0]))).toMatchObject({ due: '2026-11-30', text: 'Töm fre', asks: false });
	});
});

const WORDS = [
	'belysning',
	'Parkgatan',
	'ur',
	'funktion!',
	'och',
	'(centrum)',
	'åtta',
	'Å-17',
	'c/o',
	'1:a',
	'en–två',
	'…',
	'e-post',
	'!!',
	'”nej”'
];
const TOKENS = ['@gata', '@fält', '#belysning', '!'];

test('[CP7] text that is no token is kept exactly, whatever stands around it', () => {
	for (let seed = 1; seed <= 300; seed++) {
		const random = seeded(seed);
		const pick = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)]!;
		const gap = () => ' '.repeat(1 + Math.floor(random() * 3));
		const words = Array.from({ length: 1 + Math.floor(random() * 8) }, () => pick(WORDS));
		const parts = words.map((word, index) => (index === 0 ? word : gap() + word));
		const sprinkled = parts.map((part) =>
			random() < 0.3 ? `${gap()}${pick(TOKENS)}${part.startsWith(' ') ? '' : ' '}${part}` : part
		);
		const line = `a ${sprinkled.join('')}${random() < 0.5 ? `${gap()}@gata fre` : ''}`;
		expect(read(line).text, `seed ${seed}: ${line}`).toBe(parts.join('').trim());
	}
});

test('[CP8] several pasted lines are several items', () => {
	expect(captureLines('a Ett\r\n\n  b Två\n \nTre')).toEqual(['a Ett', '  b Två', 'Tre']);
	expect(captureLines('  b Två').map((line) => read(line))).toMatchObject([{ kind: 'decision', text: 'Två' }]);
});
