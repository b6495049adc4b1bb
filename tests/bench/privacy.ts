/**
 * Fritextskydd on a labelled set: what it misses and what it sees wrongly, overall and per kind, on the part it was
 * tuned on and on the third it was not; and what a sentence costs. Beside it what one writes in an afternoon: a plain
 * expression per kind. Not measured: texts of other kinds than these, and names that no list of ours has.
 */
import { scan } from '../../src/lib/shared/privacy/personal-data.ts';
import { labelled, precision, recall, score, sum, type Detector, type Labelled } from './privacy/labelled.ts';
import { naive } from './privacy/naive.ts';
import type { Figure, Report } from './support/figure.ts';
import { median } from './support/stats.ts';

const ours: Detector = (text) => scan(text, { today: '2026-11-21' });
const ROUNDS = 9;

export function privacy(): Promise<Report> {
	const all = labelled();
	const parts = { 'tuned on': all.filter(({ heldOut }) => !heldOut), 'held out': all.filter(({ heldOut }) => heldOut) };
	const quality = Object.entries(parts).flatMap(([part, sentences]) => figuresOf(part, sentences));
	const cost: Figure = {
		name: 'one sentence looked through',
		unit: 'µs',
		ours: timeOf(all, ours),
		peers: { 'plain expressions': timeOf(all, naive) }
	};
	const notes = Object.entries(parts).map(([part, sentences]) => `${part}: ${kindsOf(sentences)}`);
	return Promise.resolve({ figures: [...quality, cost], notes });
}

function figuresOf(part: string, sentences: readonly Labelled[]): Figure[] {
	const [own, peer] = [ours, naive].map((detect) => sum(score(sentences, detect).values())) as [Score, Score];
	const figure = (name: string, of: (score: Score) => number): Figure => ({
		name: `${name}, ${part} (${sentences.length} sentences)`,
		unit: '',
		ours: of(own),
		peers: { 'plain expressions': of(peer) }
	});
	return [figure('recall', recall), figure('precision', precision)];
}

type Score = Parameters<typeof recall>[0];

function kindsOf(sentences: readonly Labelled[]): string {
	const scores = [...score(sentences, ours)].sort(([a], [b]) => a.localeCompare(b));
	const figure = (value: number) => value.toFixed(2);
	return scores
		.map(([kind, each]) => `${kind} ${each.right + each.missed} (${figure(recall(each))}/${figure(precision(each))})`)
		.join(', ');
}

/** Microseconds. */
function timeOf(sentences: readonly Labelled[], detect: Detector): number {
	const rounds = Array.from({ length: ROUNDS }, () => {
		const began = performance.now();
		for (const { text } of sentences) detect(text);
		return ((performance.now() - began) * 1000) / sentences.length;
	});
	return median(rounds.slice(2)); // the first ones warm up
}
