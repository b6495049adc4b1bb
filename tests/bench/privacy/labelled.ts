import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindingKind } from '../../../src/lib/shared/privacy/findings.ts';

/** A sentence and what is to be found in it. */
export interface Labelled {
	text: string;
	expected: { kind: FindingKind; start: number; end: number }[];
	/** Of the third that the rules were not tuned on. */
	heldOut: boolean;
}

const MARK = /\[\[([a-z-]+):([^\]]+)\]\]/g;

function read(line: string, index: number): Labelled {
	const expected: Labelled['expected'] = [];
	let text = '';
	let at = 0;
	for (const { 0: whole, 1: kind, 2: words, index: from } of line.matchAll(MARK)) {
		text += line.slice(at, from);
		expected.push({ kind: kind as FindingKind, start: text.length, end: text.length + words!.length });
		text += words;
		at = from + whole.length;
	}
	return { text: text + line.slice(at), expected, heldOut: index % 3 === 2 };
}

/** Sentences of this domain, written for this: EST, lägesrader, åtgärder, notes. */
export const labelled = (): Labelled[] =>
	readFileSync(join(import.meta.dirname, 'sentences.txt'), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map(read);

export interface Score {
	right: number;
	missed: number;
	/** Found where there is nothing, or taken for something else. */
	wrong: number;
}

export type Detector = (text: string) => { kind: FindingKind; start: number; end: number }[];

/** Found is what overlaps and is of that kind: whoever reads the hint sees the same words. */
export function score(sentences: readonly Labelled[], detect: Detector): Map<FindingKind, Score> {
	const scores = new Map<FindingKind, Score>();
	const add = (kind: FindingKind, what: keyof Score) => {
		const known = scores.get(kind) ?? { right: 0, missed: 0, wrong: 0 };
		scores.set(kind, { ...known, [what]: known[what] + 1 });
	};
	for (const { text, expected } of sentences) {
		const found = detect(text);
		const isSame = (a: (typeof found)[number], b: (typeof found)[number]) =>
			a.kind === b.kind && a.start < b.end && b.start < a.end;
		for (const one of expected) add(one.kind, found.some((other) => isSame(one, other)) ? 'right' : 'missed');
		for (const one of found) if (!expected.some((other) => isSame(one, other))) add(one.kind, 'wrong');
	}
	return scores;
}

export const sum = (scores: Iterable<Score>): Score =>
	[...scores].reduce((all, { right, missed, wrong }) => ({ right: all.right + right, missed: all.missed + missed, wrong: all.wrong + wrong }), { right: 0, missed: 0, wrong: 0 }); // prettier-ignore
export const recall = ({ right, missed }: Score): number => (right + missed === 0 ? 1 : right / (right + missed));
export const precision = ({ right, wrong }: Score): number => (right + wrong === 0 ? 1 : right / (right + wrong));
