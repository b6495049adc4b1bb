import { countsAlone, FIELD_NAMES, fieldNamed, type NamedField } from './asked-fields.ts';
import type { WhatAsked } from './history-address.ts';

/** A piece of what was typed into the box, and what it was understood as. */
export type Piece = { typed: string } & (
	{ is: 'number'; number: number } | { is: 'field'; field: NamedField } | { is: 'words' }
);

const QUOTED = /["”“][^"”“]*["”“]/u;
const NUMBER = /(?<![\p{L}\d])[åa]-?\d{1,6}(?![\p{L}\d])/iu;
const NAME = new RegExp(
	`(?<![\\p{L}\\d-])(?:${FIELD_NAMES.map((name) => name.replaceAll(' ', '\\s+')).join('|')})(?![\\p{L}\\d-])`,
	'iu'
);
const SPECIAL = new RegExp(`${QUOTED.source}|${NUMBER.source}|${NAME.source}`, 'giu');

/**
 * The pieces of a question, in their order: Å-numbers, names of fields in everyday Swedish, and words of texts. What
 * stands in quotation marks is words. Where the kind or field was chosen by itself, `what`, no name is understood.
 */
export function piecesOf(text: string, what: WhatAsked | null = null): Piece[] {
	const composed = text.normalize('NFC').trim();
	const pieces: Piece[] = [];
	let from = 0;
	const addWords = (typed: string) => {
		if (typed.trim() !== '') pieces.push({ is: 'words', typed: typed.trim().replace(/\s+/g, ' ') });
	};
	for (const found of composed.matchAll(SPECIAL)) {
		addWords(composed.slice(from, found.index));
		pieces.push(pieceOf(found[0]));
		from = found.index + found[0].length;
	}
	addWords(composed.slice(from));
	return joined(what ? pieces.map(asWords) : withoutDoubtful(pieces));
}

function pieceOf(typed: string): Piece {
	const field = fieldNamed(typed);
	if (field) return { is: 'field', typed, field };
	const number = /^[åa]-?(\d+)$/iu.exec(typed);
	return number ? { is: 'number', typed, number: Number(number[1]) } : { is: 'words', typed };
}

const asWords = (piece: Piece): Piece => (piece.is === 'field' ? { is: 'words', typed: piece.typed } : piece);

/** "klar" alone is a field; "klar sikt" is two words. */
function withoutDoubtful(pieces: readonly Piece[]): Piece[] {
	const said = pieces.filter(({ is }) => is !== 'number').length;
	return pieces.map((piece) => (said > 1 && countsAlone(piece.typed) ? asWords(piece) : piece));
}

/** Words beside words are one piece, but for what stands in quotation marks. */
function joined(pieces: readonly Piece[]): Piece[] {
	const found: Piece[] = [];
	for (const piece of pieces) {
		const last = found.at(-1);
		const follows = last?.is === 'words' && piece.is === 'words' && !isQuoted(last) && !isQuoted(piece);
		if (follows) found[found.length - 1] = { is: 'words', typed: `${last.typed} ${piece.typed}` };
		else found.push(piece);
	}
	return found;
}

export const isQuoted = ({ typed }: Pick<Piece, 'typed'>): boolean => QUOTED.exec(typed)?.[0] === typed;
export const unquoted = (typed: string): string => typed.replace(/["”“]/gu, '').trim();

/** The question with one piece another way, or without it. */
export const replaced = (pieces: readonly Piece[], piece: Piece, by: string): string =>
	pieces
		.map((one) => (one === piece ? by : one.typed))
		.filter(Boolean)
		.join(' ');

export interface Understood {
	numbers: number[];
	/** Any of these. */
	fields: WhatAsked[];
	/** Words of texts. */
	words: string;
}

export function understood(text: string, what: WhatAsked | null = null): Understood {
	const pieces = piecesOf(text, what);
	return {
		numbers: pieces.flatMap((piece) => (piece.is === 'number' ? [piece.number] : [])),
		fields: pieces.flatMap((piece) => (piece.is === 'field' ? piece.field.of : [])),
		words: pieces
			.filter(({ is }) => is === 'words')
			.map(({ typed }) => unquoted(typed))
			.join(' ')
	};
}
