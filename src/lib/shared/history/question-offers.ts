import type { Organisation } from '../organisation.ts';
import { fieldNamed } from './asked-fields.ts';
import type { HistoryAsked } from './history-address.ts';
import { isQuoted, piecesOf, replaced, unquoted, type Piece } from './typed-question.ts';

/** Another reading of what was typed, to choose with one press. */
export interface Offer {
	/** "Sök efter ordet ”ansvarig” i stället" */
	words: string;
	asked: HistoryAsked;
}

/** Most places that are offered: who writes a common word is not asked about each. */
const MOST = 3;

/** What the typed words may have meant instead: a field its word, a quoted word its field, words the place of that name. */
export function offersOf(asked: HistoryAsked, { places }: Pick<Organisation, 'places'>): Offer[] {
	const pieces = piecesOf(asked.text, asked.what);
	const withText = (text: string) => ({ ...asked, text });
	return pieces.flatMap((piece): Offer[] => {
		if (piece.is === 'number') return [];
		const { typed } = piece;
		if (piece.is === 'field')
			return [
				{
					words: `Sök efter ordet ”${typed}” i stället`,
					asked: withText(replaced(pieces, piece, `"${typed}"`))
				}
			];
		const field = asked.what || !isQuoted(piece) ? null : fieldNamed(unquoted(typed));
		const asField: Offer[] = field
			? [
					{
						words: `Visa ändringar av fältet ${field.name} i stället`,
						asked: withText(replaced(pieces, piece, unquoted(typed)))
					}
				]
			: [];
		return [...asField, ...placesIn(piece, pieces, asked, places)];
	});
}

function placesIn(
	piece: Piece,
	pieces: readonly Piece[],
	asked: HistoryAsked,
	places: Organisation['places']
): Offer[] {
	const words = ` ${unquoted(piece.typed).toLowerCase().replace(/\s+/g, ' ')} `;
	const named = places.filter(
		({ id, name }) => words.includes(` ${name.toLowerCase()} `) && !asked.places.includes(id)
	);
	return named.slice(0, MOST).map(({ id, name }) => {
		const rest = words.replace(` ${name.toLowerCase()} `, ' ').trim();
		return {
			words: `Visa ändringar som gäller platsen ${name} i stället`,
			asked: { ...asked, text: replaced(pieces, piece, rest), places: [...asked.places, id] }
		};
	});
}
