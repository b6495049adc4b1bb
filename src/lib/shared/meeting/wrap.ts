/** Advance widths of Inter in em, by kind of letter, on the wide side: lines that are counted must never be too few. */
const WIDTHS: readonly [letters: RegExp, em: number][] = [
	[/[ijlI|!.,:;'’·]/, 0.31],
	[/[frt()[\]/\\"-]/, 0.42],
	[/[mwMW@%–—→]/, 0.94],
	[/[A-ZÅÄÖÉ]/, 0.74],
	[/[0-9]/, 0.65],
	[/\s/, 0.29]
];
const ORDINARY = 0.61;
/** What is no Latin letter may be as wide as it is high. */
const FOREIGN = 1.05;

function widthOf(letter: string): number {
	for (const [letters, em] of WIDTHS) if (letters.test(letter)) return em;
	return letter > 'ɏ' ? FOREIGN : ORDINARY;
}

/** In CSS pixels, at that font size. */
export const textWidth = (text: string, px: number): number =>
	[...text].reduce((sum, one) => sum + widthOf(one), 0) * px;

/** Text with its spaces, cut where a line may end: after spaces, and anywhere in a word longer than a line. */
function piecesOf(text: string, width: number, px: number): string[] {
	const words = text.match(/\s*\S+\s*?(?=\s|$)/g) ?? [];
	return words.flatMap((word) => (textWidth(word.trimStart(), px) <= width ? [word] : cut(word, width, px)));
}

function cut(word: string, width: number, px: number): string[] {
	const pieces: string[] = [];
	let piece = '';
	for (const letter of word) {
		if (piece !== '' && textWidth((piece + letter).trimStart(), px) > width) {
			pieces.push(piece);
			piece = '';
		}
		piece += letter;
	}
	return [...pieces, piece];
}

/** The lines that a text takes; put together again they are the text. Nothing is left out, however long a compound is. */
export function wrap(text: string, width: number, px: number): string[] {
	const lines: string[] = [];
	for (const piece of piecesOf(text, width, px)) {
		const line = lines.at(-1);
		const isWordPart = line !== undefined && !/^\s/.test(piece);
		if (line !== undefined && !isWordPart && textWidth((line + piece).trim(), px) <= width)
			lines[lines.length - 1] = line + piece;
		else lines.push(piece);
	}
	return lines;
}
