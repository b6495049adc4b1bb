import type { PersonId } from '../ids.ts';
import type { Organisation } from '../organisation.ts';
import { formatDay, formatWeek } from '../week/format.ts';
import { weekOf, type Day } from '../week/iso-week.ts';
import type { Via } from './change.ts';
import { fieldName, kindName, VIA_WORDS } from './change-words.ts';
import type { HistoryAsked, WhenAsked } from './history-address.ts';
import { isQuoted, piecesOf, replaced, unquoted, type Piece } from './typed-question.ts';

/** One thing that was chosen, in words, and what is asked without it. */
export interface Chosen {
	/** "Vem" */
	name: string;
	/** "Kim Ek" */
	words: string;
	without: Partial<HistoryAsked>;
}

/** Somebody to choose: a member, or one who was. */
export interface HistoryPerson {
	id: PersonId;
	name: string;
	hasLeft: boolean;
}

interface Known {
	organisation: Pick<Organisation, 'parties' | 'funktioner' | 'areas' | 'places' | 'categories'>;
	people: readonly HistoryPerson[];
	today: Day;
}

/** "v. 41", "v. 41 2025", "tor 8 okt" */
export function whenAskedWords(when: WhenAsked, today: Day): string {
	if ('day' in when) return formatDay(when.day, today);
	const year = when.week.year === weekOf(today).year ? '' : ` ${when.week.year}`;
	return `${formatWeek(when.week)}${year}`;
}

/** All that was chosen, in the order of the form; each can be taken away by itself. */
export function chosenOf(asked: HistoryAsked, { organisation, people, today }: Known): Chosen[] {
	const named = (list: readonly { id: string; name: string }[], unknown: string) => (id: string) =>
		list.find((one) => one.id === id)?.name ?? unknown;
	const each = <Key extends 'people' | 'funktioner' | 'parties' | 'areas' | 'places' | 'categories' | 'vias'>(
		key: Key,
		name: string,
		words: (value: string) => string
	): Chosen[] => {
		const list: readonly string[] = asked[key];
		return list.map((value) => ({
			name,
			words: words(value),
			without: { ...asked, [key]: list.filter((other) => other !== value) }
		}));
	};
	const { what, from, until } = asked;
	return [
		...typedOf(asked),
		...each('people', 'Vem', named(people, 'Okänd person')),
		...each('funktioner', 'Funktion', named(organisation.funktioner, 'Okänd funktion')),
		...each('parties', 'Part', named(organisation.parties, 'Okänd part')),
		...(what
			? [
					{
						name: 'Vad',
						words: kindName(what.root) + (what.field === null ? '' : `: ${fieldName(what.root, what.field)}`),
						without: { ...asked, what: null }
					}
				]
			: []),
		...each('vias', 'Hur', (via) => VIA_WORDS[via as Via]),
		...each('areas', 'Område', named(organisation.areas, 'Okänt område')),
		...each('places', 'Plats', named(organisation.places, 'Okänd plats')),
		...each('categories', 'Kategori', named(organisation.categories, 'Okänd kategori')),
		...(from ? [{ name: 'Från', words: whenAskedWords(from, today), without: { ...asked, from: null } }] : []),
		...(until ? [{ name: 'Till', words: whenAskedWords(until, today), without: { ...asked, until: null } }] : [])
	];
}

/** What was typed, piece by piece, as it was understood. */
function typedOf(asked: HistoryAsked): Chosen[] {
	const pieces = piecesOf(asked.text, asked.what);
	return pieces.map((piece) => ({
		...chosenPiece(piece),
		without: { ...asked, text: replaced(pieces, piece, '') }
	}));
}

function chosenPiece(piece: Piece): Pick<Chosen, 'name' | 'words'> {
	if (piece.is === 'number') return { name: 'Åtgärd', words: `Å-${piece.number}` };
	if (piece.is === 'field') return { name: 'Fält', words: piece.field.name };
	return { name: 'Ord', words: `”${isQuoted(piece) ? unquoted(piece.typed) : piece.typed}”` };
}
