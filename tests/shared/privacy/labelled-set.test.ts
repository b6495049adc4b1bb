import { describe, expect, test } from 'vitest';
import { isBlocked } from '../../../src/lib/shared/privacy/findings.ts';
import { scan } from '../../../src/lib/shared/privacy/personal-data.ts';
import { labelled, precision, recall, score, sum, type Detector } from '../../bench/privacy/labelled.ts';
import { naive } from '../../bench/privacy/naive.ts';

const all = labelled();
const ours: Detector = (text) => scan(text, { today: '2026-11-21' });
const parts = { 'tuned on': all.filter(({ heldOut }) => !heldOut), 'held out': all.filter(({ heldOut }) => heldOut) };

test('[PD15] the set is as large and as hard as it says', () => {
	expect(all.length).toBeGreaterThanOrEqual(300);
	const clean = all.filter(({ expected }) => expected.length === 0).length / all.length;
	expect(clean).toBeGreaterThan(0.45);
	expect(clean).toBeLessThan(0.6);
	expect(parts['held out'].length / all.length).toBeCloseTo(1 / 3, 1);
	expect(precision(sum(score(all, naive).values()))).toBeLessThan(0.85); // plain expressions do not pass it
});

/** Somewhat below what is measured: a change that loses more than a sentence or two is seen. */
const FLOORS = { 'tuned on': { recall: 0.94, precision: 0.96 }, 'held out': { recall: 0.92, precision: 0.92 } };

describe.each(Object.entries(parts))('[PD15] of the sentences %s', (part, sentences) => {
	const scores = [...score(sentences, ours)];

	test('every number is blocked, and nothing else is', () => {
		const numbers = sum(scores.filter(([kind]) => isBlocked(kind)).map(([, each]) => each));
		expect(numbers.right).toBeGreaterThan(5);
		expect(numbers).toMatchObject({ missed: 0, wrong: 0 });
	});

	test('warnings keep their floors', () => {
		const floors = FLOORS[part as keyof typeof FLOORS];
		const warnings = sum(scores.filter(([kind]) => !isBlocked(kind)).map(([, each]) => each));
		expect(recall(warnings)).toBeGreaterThanOrEqual(floors.recall);
		expect(precision(warnings)).toBeGreaterThanOrEqual(floors.precision);
	});
});
