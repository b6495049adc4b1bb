import { composed } from './terms.ts';

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
	text: string;
	hit: boolean;
}

/** Characters of a text that are shown around what was found. */
const SHOWN = 180;
const BEFORE = 50;

/** The text around the first hit, with every hit in it marked. The words are those of `searchTerms`. */
export function markHits(text: string, terms: readonly string[], shown = SHOWN): Piece[] {
	const whole = composed(text).replace(/\s+/g, ' ').trim();
	if (whole === '') return [];
	const pattern = patternOf(terms);
	const first = pattern ? whole.search(pattern) : -1;
	return pieces(windowAround(whole, Math.max(first, 0), shown), pattern);
}

/** Longest first, so that "park" does not cut "parkering" short. Words that begin with it come before words that hold it. */
function patternOf(terms: readonly string[]): RegExp | null {
	const words = [...terms].sort((a, b) => b.length - a.length);
	const parts = words.map((term) => (term.length < 3 ? `(?<![\\p{L}\\p{N}])${term}` : term));
	return parts.length === 0 ? null : new RegExp(`(${parts.join('|')})`, 'giu');
}

function windowAround(text: string, hit: number, shown: number): string {
	if (text.length <= shown) return text;
	const from = hit < shown - BEFORE ? 0 : startOfWord(text, hit - BEFORE);
	const to = Math.min(text.length, from + shown);
	const end = to === text.length ? to : Math.max(text.lastIndexOf(' ', to), hit + 1);
	return `${from > 0 ? '… ' : ''}${text.slice(from, end)}${end < text.length ? ' …' : ''}`;
}

const startOfWord = (text: string, at: number): number => text.indexOf(' ', at) + 1;

function pieces(text: string, pattern: RegExp | null): Piece[] {
	if (!pattern) return [{ text, hit: false }];
	return text
		.split(pattern)
		.map((part, index) => ({ text: part, hit: index % 2 === 1 }))
		.filter((piece) => piece.text !== '');
}
