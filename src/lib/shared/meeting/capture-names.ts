import { shortCategoryName } from '../board/entry-words.ts';
import type { Category, Funktion, Organisation } from '../organisation.ts';
import type { Meaning, Token, Word } from './capture-token.ts';
import { inUse } from './names.ts';

interface Context {
	organisation: Pick<Organisation, 'funktioner' | 'parties' | 'categories'>;
}

const plain = (text: string): string =>
	text
		.toLocaleLowerCase('sv')
		.normalize('NFC')
		.replace(/[-_\s]+/gu, ' ')
		.trim();

/** Ways in which a name may be meant, the surest first. */
type Fits = (names: readonly string[], said: string) => boolean;
const isName: Fits = (names, said) => names.some((name) => name === said);
const beginsName: Fits = (names, said) => names.some((name) => name.startsWith(said));
const beginsWord: Fits = (names, said) =>
	names.some((name) => name.split(/[\s(),/]+/u).some((word) => word.startsWith(said)));
const isWithin: Fits = (names, said) => names.some((name) => name.includes(said));

/** Those that are meant in the surest way that any is. */
function surest<T>(things: readonly T[], namesOf: (thing: T) => string[], said: string, ways: readonly Fits[]): T[] {
	for (const fits of ways) {
		const found = things.filter((thing) => fits(namesOf(thing).map(plain), said));
		if (found.length > 0) return found;
	}
	return [];
}

/** `@gata`, and `@gata-och-park`: by name, or by the name of its part. */
export function funktionToken(word: Word, { organisation }: Context): Token | null {
	const said = saidAfter('@', word);
	if (said === null) return null;
	const funktioner = inUse(organisation.funktioner);
	const byName = surest(funktioner, ({ name }) => [name], plain(said), [isName, beginsName, beginsWord]);
	const found = byName.length > 0 ? byName : ofParty(funktioner, organisation, plain(said));
	const meanings = found.map(({ id, name }): Meaning => ({ is: 'funktion', funktion: id, text: name }));
	return nameToken('funktion', word, said, meanings, `Ingen funktion heter ${said}`);
}

function ofParty(funktioner: readonly Funktion[], { parties }: Context['organisation'], said: string): Funktion[] {
	const meant = surest(parties, ({ name }) => [name], said, [isName, beginsName, beginsWord]);
	return funktioner.filter(({ party }) => meant.some(({ id }) => id === party));
}

/** `#belysning`, `#B06`. */
export function categoryToken(word: Word, { organisation }: Context): Token | null {
	const said = saidAfter('#', word);
	if (said === null) return null;
	const categories = inUse(organisation.categories);
	const ways = [isName, beginsName, beginsWord, isWithin];
	const short = surest(categories, (one) => [one.code, shortCategoryName(one)], plain(said), ways);
	const found = short.length > 0 ? short : surest(categories, ({ name }) => [name], plain(said), ways);
	const meanings = found.map((one): Meaning => ({ is: 'category', category: one.id, text: words(one) }));
	return nameToken('category', word, said, meanings, `Ingen kategori heter ${said}`);
}

const words = (category: Category): string => `${category.code} ${shortCategoryName(category)}`;

function saidAfter(sign: '@' | '#', { text }: Word): string | null {
	if (!text.startsWith(sign)) return null;
	return /^[\p{L}\p{N}_-]+/u.exec(text.slice(1))?.[0] ?? null;
}

function nameToken(what: 'funktion' | 'category', word: Word, said: string, choices: Meaning[], none: string): Token {
	const place = {
		key: '',
		start: word.start,
		end: word.start + 1 + said.length,
		said: word.text.slice(0, said.length + 1)
	};
	if (choices.length === 1) return { ...place, what, choices, meaning: choices[0]!, state: 'sure', why: null };
	if (choices.length === 0) return { ...place, what, choices, meaning: null, state: 'unknown', why: none };
	const why = what === 'funktion' ? 'Vilken funktion?' : 'Vilken kategori?';
	return { ...place, what, choices, meaning: null, state: 'ambiguous', why };
}
