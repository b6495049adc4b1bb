import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CALIBRATION, fitOf, legiblePx, type Calibration } from '../../src/lib/shared/meeting/fit.ts';
import { holdRows, holdScene, waitingWords } from '../../src/lib/shared/meeting/hold-rows.ts';
import { pagesOf, type ScenePage } from '../../src/lib/shared/meeting/pages.ts';
import { block, row, type Scene } from '../../src/lib/shared/meeting/scene.ts';
import { textWidth, wrap } from '../../src/lib/shared/meeting/wrap.ts';

describe('legibility', () => {
	test('[MT9] 75 inches at 5 m need 47 px for rows and 37 px for what stands beside', () => {
		const fit = fitOf(DEFAULT_CALIBRATION);
		expect([fit.bodyPx, fit.metaPx, fit.scale]).toEqual([47, 37, 1]);
	});

	test('[MT9] twice the pixels need twice the size, and a device pixel ratio of two takes it back', () => {
		const uhd = { ...DEFAULT_CALIBRATION, width: 3840, height: 2160 };
		expect(legiblePx(uhd, 20)).toBeCloseTo(2 * legiblePx(DEFAULT_CALIBRATION, 20), 6);
		expect(fitOf({ ...uhd, pixelRatio: 2 })).toEqual(fitOf(DEFAULT_CALIBRATION));
	});

	test('[MT9] further away the type grows and the room for it does not', () => {
		const [near, far] = [fitOf(DEFAULT_CALIBRATION), fitOf({ ...DEFAULT_CALIBRATION, seatMetres: 8 })];
		expect(far.bodyPx).toBeGreaterThan(near.bodyPx);
		expect(far.height / far.bodyLine).toBeLessThan(near.height / near.bodyLine);
	});
});

const word = fc.oneof(
	fc.constantFrom('och', 'i', 'Resecentrum', 'trygghetsvandring', 'Belysningen'),
	fc.constantFrom('samverkansöverenskommelseuppföljningsmöte', 'ordningsvaktsförordnandeområde'.repeat(4)),
	fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replace(/\s/g, 'x'))
);
const sentence = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((words) => words.join(' '));
const mark = fc
	.constantFrom('Pågår', 'Gata och park', 'fre 27 nov (v. 48)')
	.map((text) => ({ kind: 'due' as const, text }));
const rowParts = fc.record({
	text: sentence(120),
	details: fc.array(sentence(12), { maxLength: 3 }),
	marks: fc.array(mark, { maxLength: 4 })
});
const sceneArbitrary = fc
	.record({
		titles: fc.array(fc.option(sentence(4)), { minLength: 1, maxLength: 4 }),
		rows: fc.array(rowParts, { minLength: 1, maxLength: 24 }),
		beside: fc.boolean()
	})
	.map(({ titles, rows, beside }): Scene => {
		const made = rows.map(({ text, ...parts }, index) => row(`r${index}`, 'entry', text, parts));
		const size = Math.ceil(made.length / titles.length);
		const blocks = titles.map((title, index) =>
			block(`b${index}`, title, made.slice(index * size, (index + 1) * size))
		);
		const problem = {
			...block('problem', 'Problem', [row('problem', 'priority', 'Torget')]),
			place: 'beside' as const
		};
		return { key: 's', step: 'situation', title: 'S', blocks: beside ? [problem, ...blocks] : blocks };
	});
const calibration: fc.Arbitrary<Calibration> = fc.record({
	diagonalInches: fc.integer({ min: 55, max: 98 }),
	seatMetres: fc.integer({ min: 2, max: 6 }),
	width: fc.constant(1920),
	height: fc.constant(1080),
	pixelRatio: fc.constant(1)
});

const shownRows = (pages: readonly ScenePage[]) =>
	pages.flatMap(({ blocks }) => blocks.filter(({ place }) => place === 'main').flatMap(({ rows }) => rows));
const letters = (text: string) => text.replace(/\s/g, '');

describe('pages', () => {
	test('[MT10] every row is there once and in order, and no word of it is lost', () => {
		fc.assert(
			fc.property(sceneArbitrary, calibration, (scene, room) => {
				const own = scene.blocks.filter(({ place }) => place === 'main').flatMap(({ rows }) => rows);
				const shown = shownRows(pagesOf(scene, fitOf(room)));
				expect(shown.filter(({ part }) => part === 0).map(({ id }) => id)).toEqual(own.map(({ id }) => id));
				for (const { id, text, details } of own) {
					const parts = shown.filter((part) => part.id === id);
					expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index));
					expect(letters(parts.map((part) => part.text).join(''))).toBe(letters(text));
					expect(letters(parts.flatMap((part) => part.details).join(''))).toBe(letters(details.join('')));
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('[MT10] no page has more than six rows or twelve lines, nor more than its height', () => {
		fc.assert(
			fc.property(sceneArbitrary, calibration, (scene, room) => {
				const fit = fitOf(room);
				for (const { blocks } of pagesOf(scene, fit)) {
					const rows = blocks.flatMap((one) => one.rows);
					expect(rows.length).toBeLessThanOrEqual(6);
					const pinned = blocks.some(({ place }) => place === 'beside');
					const main = blocks.filter(({ place }) => place === 'main');
					const width = pinned ? fit.width * 0.6 : fit.width;
					const text = main.flatMap((one) => one.rows.map((part) => wrap(part.text, width, 48 * fit.scale).length));
					const meta = main.flatMap((one) =>
						one.rows.flatMap((part) => part.details.map((detail) => wrap(detail, width, 40 * fit.scale).length))
					);
					const sum = (lines: number[]) => lines.reduce((a, b) => a + b, 0);
					if (rows.length > 1 || sum(text) + sum(meta) > 1) {
						expect(sum(text) + sum(meta)).toBeLessThanOrEqual(12);
						expect(sum(text) * fit.bodyLine + sum(meta) * fit.metaLine).toBeLessThanOrEqual(fit.height + 1);
					}
				}
			}),
			{ numRuns: 150 }
		);
	});

	test('[MT10] a row longer than a page goes on on the next', () => {
		const long = 'Återkommande skadegörelse och högljudda samlingar kvällstid. '.repeat(20).trim();
		const pages = pagesOf(
			{ key: 's', step: 'situation', title: 'S', blocks: [block('b', null, [row('r', 'entry', long)])] },
			fitOf(DEFAULT_CALIBRATION)
		);
		expect(pages.length).toBeGreaterThan(1);
		expect(pages.map(({ blocks }) => [blocks[0]?.continued, blocks[0]?.rows[0]?.part])).toEqual(
			pages.map((_, index) => [index > 0, index])
		);
	});

	test('[MT10] lines are never wider than there is room for', () => {
		fc.assert(
			fc.property(sentence(20), fc.integer({ min: 200, max: 2000 }), (text, width) => {
				const lines = wrap(text, width, 48);
				expect(lines.join('')).toBe(text);
				for (const line of lines) expect(textWidth(line.trim(), 48)).toBeLessThanOrEqual(width);
			})
		);
	});
});

describe('rows in focus', () => {
	const rows = (...ids: string[]) => ids.map((id) => ({ id }));

	test('[MT11] while a row is in focus nothing comes between and nothing changes places', () => {
		expect(holdRows(rows('a', 'b', 'c'), rows('x', 'c', 'b', 'y', 'z'), 'b')).toEqual({
			rows: rows('b', 'c'),
			waiting: 3
		});
		expect(holdRows(rows('a', 'b'), rows('x', 'b', 'a'), null)).toEqual({ rows: rows('x', 'b', 'a'), waiting: 0 });
		expect(holdRows(rows('a', 'b'), rows('x', 'b'), 'a').waiting).toBe(0);
		expect([waitingWords(1), waitingWords(3)]).toEqual(['1 ny', '3 nya']);
	});

	test('[MT11] a held scene has the newest words', () => {
		const scene = (...texts: [string, string][]): Scene => ({
			...{ key: 's', step: 'situation', title: 'S' },
			blocks: [
				block(
					'b',
					null,
					texts.map(([id, text]) => row(id, 'entry', text))
				)
			]
		});
		const held = holdScene(scene(['a', '1'], ['b', '1']), scene(['n', 'ny'], ['b', '2'], ['a', '2']), 'a');
		expect(held.waiting).toBe(1);
		expect(held.scene.blocks[0]?.rows.map(({ id, text }) => [id, text])).toEqual([
			['a', '2'],
			['b', '2']
		]);
	});
});
